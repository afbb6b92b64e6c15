"""How the secretariat changes one of its working rules."""

from datetime import date
from typing import Any, Protocol

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates, rulebook
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.workflow import RuleRefusedError, unmet


class Person(Protocol):
    """Whoever decides; a user, seen from the app below."""

    pk: Any


def set_value(
    rule_id: str, value: Any, *, effective_from: date, reason: str, by: Person | None
) -> ParameterValue:
    """Let a working rule have another value from a coming day on; past acts keep theirs.

    Writes no ledger: that app is above this one, and whoever calls this records the act.
    """
    rule = rulebook.parameter(rule_id)
    rule.check(value)
    if not reason.strip():
        raise unmet(_("Please give the reason for the change."), rule_id)
    if effective_from <= dates.today():
        raise RuleRefusedError(
            _(
                "A working rule can only change from a coming day on: "
                "what was done before keeps the value of its day."
            ),
            clause=rule_id,
        )
    try:
        with transaction.atomic():
            return ParameterValue.objects.create(
                parameter=rule_id,
                value=value,
                effective_from=effective_from,
                reason=reason.strip(),
                decided_by=by.pk if by else None,
            )
    except IntegrityError as error:
        raise RuleRefusedError(
            _("A value for this day has already been decided; please choose another day."),
            clause=rule_id,
        ) from error
