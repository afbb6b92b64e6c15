"""What seats and terms as chair have in common: an early end."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from advisory_group.models import ChairTerm, Seat
from gmp_portal.accounts.models.terms import days
from gmp_portal.workflow import RuleRefusedError


def shorten(term: Seat | ChairTerm, *, last_day: date, reason: str, clause: str) -> None:
    """Let a term end earlier than it would by itself; the last day still belongs to it."""
    rows: Any = type(term)._base_manager.select_for_update(of=("self",))
    term.refresh_from_db(from_queryset=rows)
    if last_day < term.starts_on or (term.ends_on and last_day >= term.ends_on):
        raise RuleRefusedError(
            _(
                "The last day must lie within the term, before the day on which it ends anyway."
            ),
            clause=clause,
        )
    term.period = days(term.starts_on, last_day)
    term.ended_reason = reason
    term.save(update_fields=["period", "ended_reason"])
