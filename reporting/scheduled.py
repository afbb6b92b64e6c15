"""What the clock starts here: reminders of reports that are due (B7-1, A1-6a-iii)."""

from datetime import date

from gmp_portal.jobs import clock
from gmp_portal.notifications import reminders
from reporting.actions import cycles
from reporting.models import Reminder
from reporting.reminders import key_of


@clock.every_minute
def remind_of_reports(today: date) -> None:
    """Remind whoever owes a report, on the days of the table, each once (R-61)."""
    due = [
        (cycle, step, kind)
        for kind in Reminder.Kind
        for cycle, step in reminders.waiting(key_of(kind), today)
    ]
    clock.each_by_itself(
        due, lambda each: cycles.remind(each[0], each[2], each[1].days, today=today)
    )
