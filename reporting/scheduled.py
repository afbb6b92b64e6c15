"""What the clock starts here: reminders of reports that are due (B7-1, A1-6a-iii)."""

from datetime import date, timedelta

from gmp_portal import dates
from gmp_portal.jobs import clock
from reporting.actions import cycles
from reporting.models import Reminder, ReportingCycle

# Days after the due date; a clock that stood still for longer than this sends no old reminder.
OFFSETS = (-30, -7, 0, 7, 21)
FRESH = timedelta(days=3)


@clock.every_minute
def remind_of_reports(today: date) -> None:
    """Remind a month and a week before, on the day, and twice after it; each once."""
    for cycle in ReportingCycle.objects.taking_reports():
        days = {
            Reminder.Kind.PROGRESS: cycle.progress_due_on,
            Reminder.Kind.AREA: cycle.area_due_on,
        }
        for kind, due_on in days.items():
            for offset in OFFSETS:
                day = due_on + timedelta(days=offset)
                if day <= today < day + FRESH and dates.day_of(cycle.opened_at) <= day:
                    cycles.remind(cycle, kind, offset, today=today)
