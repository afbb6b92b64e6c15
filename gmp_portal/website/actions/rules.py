"""A working rule gets a new value, and the ledger keeps who decided it and why."""

from datetime import date
from typing import Any

from django.db import transaction

from gmp_portal import ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.rulebook import actions
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.website.acts import Act


@transaction.atomic
def set_value(
    rule_id: str, value: Any, *, effective_from: date, reason: str, by: User
) -> ParameterValue:
    """Let a working rule have another value from a coming day on (P-23)."""
    before = rulebook.value(rule_id, on=effective_from)
    row = actions.set_value(
        rule_id, value, effective_from=effective_from, reason=reason, by=by
    )
    ledger.record(
        Act.RULE_CHANGED,
        row,
        by=by,
        reason=reason,
        rule=rule_id,
        before=before,
        after=value,
    )
    return row
