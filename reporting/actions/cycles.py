"""What can happen to a reporting cycle (framework, section 7)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters, ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days
from gmp_portal.notifications import reminders
from gmp_portal.reference import numbers
from gmp_portal.workflow import RuleRefusedError
from reporting import emails
from reporting.acts import Act
from reporting.models import Reminder, ReportForm, ReportingCycle
from reporting.reading import coverage, formats
from reporting.reminders import due_on, key_of

Status = ReportingCycle.Status


@transaction.atomic
def open_cycle(
    *,
    name: str,
    first_day: date,
    last_day: date,
    progress_due_on: date,
    area_due_on: date,
    by: User,
) -> ReportingCycle:
    """Ask partners and areas for reports on a period, in today's format (B7-1, B7-2)."""
    if last_day < first_day:
        raise RuleRefusedError(
            _("The last day of the period lies before its first day."),
            clause="B7-1",
            status=422,
        )
    if progress_due_on < first_day:
        raise RuleRefusedError(
            _("Nobody can report before the period has begun."), clause="B7-2", status=422
        )
    if area_due_on < progress_due_on:
        raise RuleRefusedError(
            _("Area reports build on progress reports and cannot be due before them."),
            clause="B7-2",
            status=422,
        )
    same = ReportingCycle.objects.filter(name=name, period=days(first_day, last_day))
    if same.exists():
        raise RuleRefusedError(
            _("A reporting cycle of this name asks about this period already."),
            clause="B7-1",
        )
    cycle = ReportingCycle.objects.create(
        name=name,
        slug=numbers.free_slug(
            ReportingCycle, characters.slug_of(name)[:50].strip("-") or "cycle"
        ),
        period=days(first_day, last_day),
        progress_due_on=progress_due_on,
        area_due_on=area_due_on,
        progress_form=formats.current(ReportForm.Kind.PROGRESS),
        area_form=formats.current(ReportForm.Kind.AREA),
        opened_by=by,
    )
    ledger.record(Act.CYCLE_OPENED, cycle, by=by, to=Status.OPEN)
    emails.cycle_opened(cycle, by=by)
    return cycle


@transaction.atomic
def begin_assembly(cycle: ReportingCycle, *, by: User) -> None:
    """Stop asking and begin to assemble; late reports are still taken and marked (R-09)."""
    cycle.lock()
    before = cycle.become(Status.ASSEMBLING)
    cycle.save(update_fields=["status"])
    ledger.record(Act.CYCLE_ASSEMBLING, cycle, by=by, from_=before, to=cycle.status)


@transaction.atomic
def close(cycle: ReportingCycle, *, by: User) -> None:
    """End the cycle; nothing is filed in it any more."""
    cycle.lock()
    before = cycle.become(Status.CLOSED)
    cycle.save(update_fields=["status"])
    ledger.record(Act.CYCLE_CLOSED, cycle, by=by, from_=before, to=cycle.status)


@transaction.atomic
def remind(cycle: ReportingCycle, kind: str, offset: int, *, today: date) -> None:
    """Remind whoever still owes a report of a cycle, once for each distance to the due date."""
    _reminder, is_first = Reminder.objects.get_or_create(
        cycle=cycle, kind=kind, offset=offset
    )
    about = ledger.subject_of(cycle)
    step = reminders.Step(key_of(kind), about, due_on(cycle, kind), offset, today)
    if reminders.begin(step) and is_first:
        if reminders.is_for_all(step):
            ledger.record(Act.CYCLE_REMINDED, cycle, by=None, about=kind, offset=offset)
        emails.reminded(cycle, kind, coverage.of_cycle(cycle, today), step)
