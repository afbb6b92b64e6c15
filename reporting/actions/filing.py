"""The steps that a partner's report and an area's report take alike."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.words import sentences
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from reporting.models import AreaReport, ProgressReport, ReportingCycle
from reporting.models.filed_reports import ACCEPTED, RETURNED, SUBMITTED

Filed = ProgressReport | AreaReport


def refuse_closed(cycle: ReportingCycle) -> None:
    """Nothing is filed in a cycle any more once it is closed (B7-2)."""
    cycle.lock()
    if not cycle.takes_reports:
        raise RuleRefusedError(_("This reporting cycle is closed."), clause="B7-2")


def refuse_late_change(report: Filed, *, clause: str) -> None:
    """What was submitted is not changed any more, unless it was returned."""
    if not report.is_editable:
        raise RuleRefusedError(
            _("This report was submitted and is not changed any more."), clause=clause
        )


def refuse_handing_in(report: Filed) -> None:
    """Whoever is late by a click learns that somebody was faster."""
    if not report.can_become(SUBMITTED):
        raise InvalidTransitionError(report, SUBMITTED)


def refuse_excess(excess: list[str], *, clause: str) -> None:
    """What is longer than the format allows is kept in the draft, but not handed in."""
    if excess:
        said = _("Shorten before you submit: %(texts)s") % {"texts": sentences(*excess)}
        raise RuleRefusedError(said, clause=clause, status=422)


def write(report: Filed, values: dict[str, Any]) -> None:
    """Keep what was typed as the next version."""
    for name, value in values.items():
        setattr(report, name, value)
    report.version += 1
    report.saved_at = timezone.now()
    report.save(update_fields=[*values, "version", "saved_at"])


def hand_in(report: Filed, *, by: User) -> str:
    """Submit, which answers the question asked; give the status left behind."""
    before = report.become(SUBMITTED)
    report.submitted_by, report.submitted_at = by, timezone.now()
    report.return_reason = ""
    report.save(update_fields=["status", "submitted_by", "submitted_at", "return_reason"])
    return before


def hand_back(report: Filed, *, reason: str) -> str:
    """Return with a question; give the status left behind."""
    before = report.become(RETURNED)
    report.return_reason = reason
    report.save(update_fields=["status", "return_reason"])
    return before


def take(report: Filed, *, by: User) -> str:
    """Accept; give the status left behind."""
    before = report.become(ACCEPTED)
    report.accepted_by, report.accepted_at = by, timezone.now()
    report.save(update_fields=["status", "accepted_by", "accepted_at"])
    return before
