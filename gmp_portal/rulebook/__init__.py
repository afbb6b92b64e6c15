"""The framework as clauses with stable ids, and the working rules of the secretariat.

``clause("A1-2e")`` is a sentence for people with an address, ``value("R-07")`` a value for
code. What the framework leaves open is a working rule: its value has a first day and a
reason, and past acts keep the value of their day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from datetime import date
from typing import Any

from django.apps import apps as installed
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.rulebook.definitions import Clause, Enforcement, Status
from gmp_portal.rulebook.framework import ALL
from gmp_portal.rulebook.rules_of_activities import RULES_OF_ACTIVITIES
from gmp_portal.rulebook.rules_of_areas import RULES_OF_AREAS
from gmp_portal.rulebook.rules_of_examining import RULES_OF_EXAMINING
from gmp_portal.rulebook.rules_of_keeping import RULES_OF_KEEPING
from gmp_portal.rulebook.rules_of_mail import RULES_OF_MAIL
from gmp_portal.rulebook.rules_of_plan_entries import RULES_OF_PLAN_ENTRIES
from gmp_portal.rulebook.rules_of_plans import RULES_OF_SUCCESSION, RULES_OF_TALK
from gmp_portal.rulebook.rules_of_publishing import (
    RULES_OF_PLANS,
    RULES_OF_PUBLIC_LETTERS,
    RULES_OF_PUBLISHING,
)
from gmp_portal.rulebook.rules_of_the_desk import RULES_OF_THE_DESK
from gmp_portal.rulebook.rules_of_the_register import RULES_OF_THE_REGISTER
from gmp_portal.rulebook.working_rule import WorkingRule
from gmp_portal.rulebook.working_rules import WORKING_RULES

__all__ = [
    "Clause",
    "WorkingRule",
    "clause",
    "clauses",
    "parameter",
    "parameters",
    "read_once",
    "value",
]

_CLAUSES = {clause.id: clause for clause in ALL}
_EVERY_RULE = (
    *WORKING_RULES,
    *RULES_OF_KEEPING,
    *RULES_OF_PUBLISHING,
    *RULES_OF_EXAMINING,
    *RULES_OF_THE_REGISTER,
    *RULES_OF_PUBLIC_LETTERS,
    *RULES_OF_PLANS,
    *RULES_OF_MAIL,
    *RULES_OF_THE_DESK,
    *RULES_OF_PLAN_ENTRIES,
    *RULES_OF_ACTIVITIES,
    *RULES_OF_TALK,
    *RULES_OF_SUCCESSION,
    *RULES_OF_AREAS,
)
_ALL_RULES = tuple(sorted(_EVERY_RULE, key=lambda rule: rule.id))
_RULES = {rule.id: rule for rule in _ALL_RULES}
VALUE = ("parameter", "effective_from", "value")
_decided: ContextVar[Any] = ContextVar("decided", default=None)


def clause(clause_id: str) -> Clause:
    """Find the clause or working rule with this id; a KeyError says that there is none."""
    if clause_id in _RULES:
        return _as_clause(_RULES[clause_id])
    try:
        return _CLAUSES[clause_id]
    except KeyError:
        message = f"The rule book has no clause {clause_id!r}."
        raise KeyError(message) from None


def clauses() -> tuple[Clause, ...]:
    """Every clause of the framework, in its order; the working rules stand apart."""
    return ALL


def parameter(rule_id: str) -> WorkingRule:
    """Find the working rule with this id; a KeyError says that there is none."""
    try:
        return _RULES[rule_id]
    except KeyError:
        message = f"The rule book has no working rule {rule_id!r}."
        raise KeyError(message) from None


def parameters() -> tuple[WorkingRule, ...]:
    """Every working rule, in order."""
    return _ALL_RULES


@contextmanager
def read_once() -> Iterator[None]:
    """Within, all values are read from the database as soon as one of them is asked for."""
    if _decided.get() is not None:
        yield
        return
    token = _decided.set(_newest_first().values_list(*VALUE))
    try:
        yield
    finally:
        _decided.reset(token)


def questions() -> list[Any]:
    """The question for all values, to be asked beside others where they are read once."""
    decided = _decided.get()
    return [] if decided is None else [decided]


def value(rule_id: str, on: date | None = None) -> Any:
    """Say what a working rule holds on a day (today, if none is given)."""
    rule = parameter(rule_id)
    day = on or dates.today()
    decided = _decided.get()
    if decided is None:
        rows = _newest_first().filter(parameter=rule_id, effective_from__lte=day)
        newest = rows.values_list("value", flat=True).first()
    else:
        newest = next((v for name, on, v in decided if name == rule_id and on <= day), None)
    return deepcopy(rule.value if newest is None else newest)


def _newest_first() -> Any:
    values = installed.get_model("rulebook", "ParameterValue")
    return values._default_manager.order_by("-effective_from")


def _as_clause(rule: WorkingRule) -> Clause:
    """Show a working rule as a clause; its text is what the rule says today."""
    return Clause(
        id=rule.id,
        section=_("Working rules of the secretariat"),
        title=rule.question,
        text=_today(rule.id),
        who=("SEC",),
        enforcement=Enforcement.HARD,
        status=Status.ENFORCED,
        how=_("The secretariat can change this rule from a coming day on, with a reason."),
    )


def _answer(rule_id: str) -> str:
    return parameter(rule_id).describe(value(rule_id))


_today = lazy(_answer, str)
