"""Example cycles with reports in every state, and a biennial report in two languages as PDF."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from areas.models import PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.jobs import runner
from gmp_portal.typesetting.content import Paragraph, words
from gmp_portal.website.demo import sessions
from gmp_portal.website.demo.report_texts import ACTIVITIES, AREAS, CHINESE, GIFTS, TITLES
from partners.models import Partner
from reporting.actions import area_reports, cycles, progress, reports
from reporting.assembly import blocks, mastheads, report_document
from reporting.jobs import report_file_job
from reporting.models import AreaReport, ProgressReport, Report, ReportingCycle
from reporting.permissions import can_progress_accept

Cast = Mapping[str, User]
SYMBOL = "UNEP/GMP/2026/99"
LEADS = {
    "asgm": "area.lead",
    "waste-management": "other.area.lead",
    "products": "other.focal.point",
}
# Who reports in which area for the period that is over; None has nothing to report.
REPORTS: list[tuple[str, str, int | None]] = [
    ("focal.point", "asgm", 0),
    ("other.focal.point", "asgm", 1),
    ("focal.point", "waste-management", 0),
    ("other.area.lead", "waste-management", None),
    ("focal.point", "products", 0),
]
NOTHING = "Example: our project in this area begins next year."


def load(cast: Cast) -> None:
    """Let Example people report on two periods, once."""
    if ReportingCycle.objects.exists() or not PartnershipArea.objects.exists():
        return
    first = _cycle("Example cycle 2024–2025", 2024, cast, due_on=[today(), today()])
    for login, slug, row in REPORTS:
        _accepted(first, cast, login, slug, row)
    for slug, login in LEADS.items():
        area_reports.accept(_area_report(first, cast[login], slug), by=cast["secretariat"])
    _dated_back(first, date(2026, 2, 28))
    cycles.begin_assembly(first, by=cast["secretariat"])
    _biennial(first, "en", cast)
    _biennial(first, "zh-hans", cast)
    waiting = _assembled(first, Report.Kind.PAG, "en", cast["secretariat"])
    _typeset(waiting, cast["secretariat"])
    _assembled(first, Report.Kind.COP, "en", cast["secretariat"])
    cycles.close(first, by=cast["secretariat"])
    asked_by = max(today() + timedelta(days=10), date(2028, 2, 28))
    due_on = [asked_by, asked_by + timedelta(days=60)]
    _going_on(_cycle("Example cycle 2026–2027", 2026, cast, due_on=due_on), cast)


def _cycle(name: str, year: int, cast: Cast, *, due_on: list[date]) -> ReportingCycle:
    return cycles.open_cycle(
        name=name,
        first_day=date(year, 1, 1),
        last_day=date(year + 1, 12, 31),
        progress_due_on=due_on[0],
        area_due_on=due_on[1],
        by=cast["secretariat"],
    )


def _dated_back(cycle: ReportingCycle, due_on: date) -> None:
    """Let everybody have reported in time: nothing of a closed cycle is still to come."""
    back = max(today() - due_on, timedelta(0))
    with sessions.as_before(ReportingCycle, ProgressReport, AreaReport):
        ReportingCycle.objects.filter(pk=cycle.pk).update(
            opened_at=F("opened_at") - back,
            progress_due_on=F("progress_due_on") - back,
            area_due_on=F("area_due_on") - back + timedelta(days=60),
        )
        for model in (ProgressReport, AreaReport):
            model.objects.filter(cycle=cycle).update(
                submitted_at=F("submitted_at") - back, accepted_at=F("accepted_at") - back
            )
    cycle.refresh_from_db()


# Progress reports --------------------------------------------------------------------------


def _partner(person: User) -> Partner:
    return Partner.objects.confirmed().represented_by(person).order_by("pk")[0]


def _started(cycle: ReportingCycle, person: User, slug: str) -> ProgressReport | None:
    area = PartnershipArea.objects.get(slug=slug)
    partner = _partner(person)
    if partner not in area.current_partners():
        return None
    return progress.start(cycle, partner, area, by=person)


def _written(
    cycle: ReportingCycle, person: User, slug: str, row: int | None
) -> ProgressReport | None:
    report = _started(cycle, person, slug)
    if report is None:
        return None
    text: dict[str, Any] = {"lessons": "Example: train trainers first."}
    if row is None:
        text = {"is_nothing": True, "nothing_reason": NOTHING}
    rows = [] if row is None else [ACTIVITIES[slug][row]]
    typed = progress.Typed(text, rows, [] if row is None else GIFTS)
    progress.save(report, typed=typed)
    return report


def _accepted(
    cycle: ReportingCycle, cast: Cast, login: str, slug: str, row: int | None
) -> None:
    report = _written(cycle, cast[login], slug, row)
    if report is None:
        return
    progress.submit(report, by=cast[login])
    lead = cast[LEADS[slug]]
    judge = lead if can_progress_accept(lead, report) else cast["secretariat"]
    progress.accept(report, by=judge)


def _going_on(cycle: ReportingCycle, cast: Cast) -> None:
    """One report submitted, one returned, one still a draft; an area that was early."""
    submitted = _written(cycle, cast["focal.point"], "asgm", 1)
    if submitted:
        progress.submit(submitted, by=cast["focal.point"])
    returned = _written(cycle, cast["focal.point"], "waste-management", 0)
    if returned:
        progress.submit(returned, by=cast["focal.point"])
        question = "Example: how many of the health centres are in rural districts?"
        progress.send_back(returned, reason=question, by=cast["other.area.lead"])
    _written(cycle, cast["focal.point"], "products", 0)
    _area_report(cycle, cast["other.focal.point"], "products")


# Reports of areas --------------------------------------------------------------------------


def _area_report(cycle: ReportingCycle, lead: User, slug: str) -> AreaReport:
    report = area_reports.start(cycle, PartnershipArea.objects.get(slug=slug), by=lead)
    values = {
        indicator.pk: {"actual": actual, "note": "Example value"}
        for indicator, actual in zip(_indicators(report), ("31", "2"), strict=False)
    }
    area_reports.save(report, text=AREAS[slug], values=values)
    area_reports.submit(report, by=lead)
    return report


def _indicators(report: AreaReport) -> list[Any]:
    return list(report.plan.indicators.all()) if report.plan else []


# Reports to governing bodies ---------------------------------------------------------------


def _biennial(cycle: ReportingCycle, language: str, cast: Cast) -> None:
    """Assemble, freeze, typeset, approve by a second person and publish, as people would."""
    officer, second = cast["secretariat"], cast["second.officer"]
    report = _assembled(cycle, Report.Kind.BIENNIAL, language, officer)
    if language == "zh-hans":
        document = _in_chinese(report)
        reports.edit(report, lambda stored: (document, stored.sources), by=officer)
    _typeset(report, officer)
    if report.status != Report.Status.TYPESET:
        # A machine without the layout engine shows the report as waiting for its PDF.
        return
    reports.approve(report, by=second)
    reports.publish(report, by=second)


def _typeset(report: Report, officer: User) -> None:
    """Freeze the report and do the work of its job here and now."""
    reports.freeze(report, by=officer)
    job = report_file_job(report)
    if job is not None:
        runner.run(str(job.pk))
    report.refresh_from_db()


def _assembled(cycle: ReportingCycle, kind: str, language: str, officer: User) -> Report:
    masthead = mastheads.example(kind, language, today=today())
    if kind == Report.Kind.BIENNIAL:
        masthead = replace(masthead, symbol=SYMBOL, title=TITLES[language])
    document, sources = report_document.report(cycle, masthead, as_of=today())
    return reports.keep(
        document,
        kind=kind,
        as_of=today(),
        by=officer,
        origin=reports.Origin(cycle, sources),
    )


def _in_chinese(report: Report) -> Any:
    """Put the Chinese texts where the English ones were received."""
    document = report.document
    left = {key: list(texts) for key, texts in CHINESE.items()}
    for place in blocks.places(report.document, report.sources):
        texts = left.get((place.source.get("area", ""), place.source.get("field", "")))
        if texts:
            document = blocks.with_block(document, place, Paragraph(words(texts.pop(0))))
    return document
