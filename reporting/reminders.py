"""What people are reminded of here: reports that are due (B7-1, A1-6a-iii)."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from areas.reminders import leads
from gmp_portal import dates
from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import Found, Occasion, ReminderKind
from partners.reminders import works_for_a_partner
from reporting.models import Reminder, ReportingCycle

GROUP = "reports"
DAYS = (-30, -7, 0, 7, 21)
# A clock that stood still for longer than this sends no old reminder.
FRESH = 3


def key_of(kind: str) -> str:
    """What the reminders of one kind of report are called."""
    return f"report_{kind}"


def due_on(cycle: ReportingCycle, kind: str) -> date:
    return cycle.area_due_on if kind == Reminder.Kind.AREA else cycle.progress_due_on


def _find(kind: str) -> Callable[[date], Found]:
    def find(_today: date) -> Found:
        cycles = ReportingCycle.objects.taking_reports()
        yield [cycles]
        return [
            Occasion(cycle, due_on(cycle, kind), since=dates.day_of(cycle.opened_at))
            for cycle in cycles
        ]

    return find


def register_all() -> None:
    """Say on which days people are reminded of reports."""
    reminders.GROUPS.register(GROUP, _("Reports that are due"))
    for kind, what, whom, concerns in (
        (
            Reminder.Kind.PROGRESS,
            _("Progress reports are due"),
            _("people of partners whose report has not come"),
            works_for_a_partner,
        ),
        (
            Reminder.Kind.AREA,
            _("Area reports are due"),
            _("leads of areas whose report has not come"),
            leads,
        ),
    ):
        reminders.register(
            ReminderKind(
                key=key_of(kind),
                group=GROUP,
                what=what,
                whom=whom,
                template="reporting/emails/reminder.txt",
                days=lambda: DAYS,
                find=_find(kind),
                concerns=concerns,
                is_after=True,
                late=FRESH,
            )
        )
