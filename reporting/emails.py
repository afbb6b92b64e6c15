"""Mails about cycles and reports; the words stand in templates."""

from collections.abc import Iterable
from typing import Any

from areas.models import AreaMembership, LeadTerm, PartnershipArea
from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.notifications import outbox
from gmp_portal.notifications.reminders import Step
from partners.models import Partner, Representative
from reporting.models import (
    AreaReport,
    ProgressReport,
    Reminder,
    Report,
    ReportingCycle,
)
from reporting.reading.coverage import Coverage, Standing


def _representatives(partners: Any) -> Iterable[User]:
    terms = Representative.objects.current().filter(partner__in=partners)
    return User.objects.filter(pk__in=terms.values("person"))


def _leads(areas: Iterable[PartnershipArea] | None = None) -> Iterable[User]:
    terms = LeadTerm.objects.current()
    if areas is not None:
        terms = terms.filter(area__in=list(areas))
    return User.objects.filter(pk__in=terms.values("person"))


def cycle_opened(cycle: ReportingCycle, *, by: User) -> None:
    """Tell those who may report: people of confirmed partners in an area, and the leads."""
    confirmed = Partner.objects.confirmed()
    partners = AreaMembership.objects.current().filter(partner__in=confirmed)
    outbox.post(
        "reporting/emails/cycle_opened.txt",
        to=_representatives(partners.values("partner")),
        by=by,
        cycle=cycle,
    )
    outbox.post("reporting/emails/cycle_opened_lead.txt", to=_leads(), by=by, cycle=cycle)


def reminded(cycle: ReportingCycle, kind: str, coverage: Coverage, step: Step) -> None:
    """One mail to each person, however many reports he or she still owes."""
    if kind == Reminder.Kind.AREA:
        areas = [line.area for line in coverage.areas if not line.is_in]
        readers = _leads(areas)
    else:
        partners = {
            row.partner_id
            for line in coverage.areas
            for row in line.partners
            if row.standing != Standing.NOT_ASKED and not row.is_in
        }
        readers = _representatives(partners)
    outbox.post(
        "reporting/emails/reminder.txt",
        to=readers,
        step=step,
        cycle=cycle,
        due_on=step.due_on,
    )


def progress_submitted(report: ProgressReport, *, by: User) -> None:
    own = {user.pk for user in _representatives([report.partner_id])}
    independent = [lead for lead in _leads([report.area]) if lead.pk not in own]
    readers = independent or offices.secretariat()
    outbox.post("reporting/emails/progress_submitted.txt", to=readers, by=by, report=report)


def progress_returned(report: ProgressReport, *, by: User) -> None:
    readers = _representatives([report.partner_id])
    outbox.post("reporting/emails/progress_returned.txt", to=readers, by=by, report=report)


def progress_accepted(report: ProgressReport, *, by: User) -> None:
    readers = _representatives([report.partner_id])
    outbox.post("reporting/emails/progress_accepted.txt", to=readers, by=by, report=report)


def area_report_submitted(report: AreaReport, *, by: User) -> None:
    readers = offices.secretariat()
    outbox.post(
        "reporting/emails/area_report_submitted.txt", to=readers, by=by, report=report
    )


def area_report_returned(report: AreaReport, *, by: User) -> None:
    readers = _leads([report.area])
    outbox.post(
        "reporting/emails/area_report_returned.txt", to=readers, by=by, report=report
    )


def area_report_accepted(report: AreaReport, *, by: User) -> None:
    readers = _leads([report.area])
    outbox.post(
        "reporting/emails/area_report_accepted.txt", to=readers, by=by, report=report
    )


def report_typeset(report: Report) -> None:
    readers = [user for user in offices.secretariat() if user.pk != report.frozen_by_id]
    outbox.post("reporting/emails/report_typeset.txt", to=readers, report=report)


def report_published(report: Report, *, by: User) -> None:
    readers = [*offices.secretariat(), *_leads()]
    outbox.post("reporting/emails/report_published.txt", to=readers, by=by, report=report)
