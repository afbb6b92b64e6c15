"""The framework as clauses with stable ids, and the working rules of the secretariat.

``clause("A1-2e")`` is a sentence for people with an address, ``value("R-07")`` a value for
code. What the framework leaves open is a working rule: its value has a first day and a
reason, and past acts keep the value of their day.
"""

from copy import deepcopy
from datetime import date
from typing import Any

from django.apps import apps
from django.utils import timezone

from gmp_portal.rulebook.entry import Clause
from gmp_portal.rulebook.framework import ALL
from gmp_portal.rulebook.parameters import WORKING_RULES, WorkingRule

__all__ = [
    "Clause",
    "WorkingRule",
    "clause",
    "clauses",
    "parameter",
    "parameters",
    "value",
]

_CLAUSES = {entry.id: entry for entry in ALL}
_RULES = {rule.id: rule for rule in WORKING_RULES}


def clause(id: str) -> Clause:
    """The clause with this id, or a KeyError that says so."""
    try:
        return _CLAUSES[id]
    except KeyError:
        message = f"The rule book has no clause {id!r}."
        raise KeyError(message) from None


def clauses() -> tuple[Clause, ...]:
    """Every clause, in the order of the framework."""
    return ALL


def parameter(id: str) -> WorkingRule:
    """The working rule with this id, or a KeyError that says so."""
    try:
        return _RULES[id]
    except KeyError:
        message = f"The rule book has no working rule {id!r}."
        raise KeyError(message) from None


def parameters() -> tuple[WorkingRule, ...]:
    """Every working rule, in order."""
    return WORKING_RULES


def value(id: str, on: date | None = None) -> Any:
    """What a working rule says on a day (today, if none is given)."""
    rule = parameter(id)
    values = apps.get_model("rulebook", "ParameterValue")
    day = on or timezone.now().date()
    decided = values._default_manager.filter(parameter=id, effective_from__lte=day)
    newest = decided.order_by("-effective_from").values_list("value", flat=True).first()
    return deepcopy(rule.value) if newest is None else newest
