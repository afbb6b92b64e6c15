"""Records of every state for a look at the pages of reporting."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gmp_portal.accounts.models import User
from gmp_portal.documents import files
from reporting.actions import reports
from reporting.assembly import mastheads, report_document
from reporting.models import ProgressReport, Report, ReportingCycle
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, PlanFactory, lead_of
from tests.factories.partners import RepresentativeFactory
from tests.factories.reporting import (
    AreaReportFactory,
    ContributionFactory,
    CycleFactory,
    ImportedTextFactory,
    ProgressReportFactory,
    move,
)


@dataclass
class Stage:
    """Who is there, and where each page is."""

    people: dict[str, User]
    pages: dict[str, str]
    slugs: dict[str, str]
    draft: ProgressReport


def stage() -> Stage:
    """Build a cycle with reports of partners and of an area, and reports in each state."""
    officer, second = (
        UserFactory.create(name=name, officer=True)
        for name in ("Sample Officer", "Second Sample Officer")
    )
    cycle = CycleFactory.create(assembling=True, not_due=True)
    area = AreaFactory.create(names={"en": "Mercury waste management", "zh": "汞废物管理"})
    AreaFactory.create(names={"en": "Mercury supply and storage", "zh": "汞供应和储存"})
    lead = lead_of(area)
    plan = PlanFactory.create(area=area, status="published")
    accepted = ProgressReportFactory.create(cycle=cycle, area=area, rows=2)
    ContributionFactory.create(report=accepted)
    move(accepted, "accepted")
    submitted = ProgressReportFactory.create(cycle=cycle, area=area, state="submitted")
    draft = ProgressReportFactory.create(cycle=cycle, area=area)
    ContributionFactory.create(report=draft)
    focal_point = RepresentativeFactory.create(partner=draft.partner).person
    RepresentativeFactory.create(partner=accepted.partner)
    area_report = AreaReportFactory.create(
        cycle=cycle, area=area, plan=plan, state="accepted"
    )
    going = CycleFactory.create(not_due=True)
    area_draft = AreaReportFactory.create(
        cycle=going, area=area, plan=plan, state="returned"
    )
    made = {
        name: _assembled(cycle, number, officer)
        for number, name in enumerate(("draft", "frozen", "typeset", "published"))
    }
    for name in ("frozen", "typeset", "published"):
        reports.freeze(made[name], by=officer)
    for name in ("typeset", "published"):
        _typeset(made[name])
    reports.approve(made["published"], by=second)
    reports.publish(made["published"], by=second)
    slugs = {name: report.slug for name, report in made.items()}
    pages = {name: report.get_absolute_url() for name, report in made.items()} | _past()
    pages |= {
        "list": reverse("reporting:report_list"),
        "cycles": reverse("reporting:cycle_list"),
        "cycle": cycle.get_absolute_url(),
        "accepted": accepted.get_absolute_url(),
        "area_report": area_report.get_absolute_url(),
        "new": reverse("reporting:report_assemble"),
        "open": reverse("reporting:cycle_open"),
        "block": reverse("reporting:block_edit", args=[slugs["draft"], 2]),
        "masthead": reverse("reporting:masthead_edit", args=[slugs["draft"]]),
        "thaw": reverse("reporting:report_thaw", args=[slugs["typeset"]]),
        "own": reverse("reporting:own_report_list"),
        "edit": reverse("reporting:progress_edit", args=[draft.pk]),
        "check": draft.get_absolute_url(),
        "judge": submitted.get_absolute_url(),
        "return": reverse("reporting:progress_send_back", args=[submitted.pk]),
        "area_edit": reverse("reporting:area_report_edit", args=[area_draft.pk]),
        "area_check": area_draft.get_absolute_url(),
    }
    people = {"secretariat": officer, "focal_point": focal_point, "lead": lead}
    return Stage(people, pages, slugs, draft)


def _assembled(cycle: ReportingCycle, number: int, officer: User) -> Report:
    day = date(2026, 1, 15)
    masthead = mastheads.example(Report.Kind.COP, "en", today=day)
    document, sources = report_document.report(cycle, masthead, as_of=day)
    content = document.to_data() | {"symbol": f"UNEP/EXAMPLE/{number}"}
    return reports.keep(
        type(document).from_data(content),
        kind=Report.Kind.COP,
        as_of=day,
        by=officer,
        origin=reports.Origin(cycle, sources),
    )


def _typeset(report: Report) -> None:
    """Attach a file without the layout engine; what it holds is not looked at here."""
    reports.attach_pdf(
        report,
        lambda: files.store(
            b"%PDF-1.7 sample",
            name=f"{report.slug}.pdf",
            media_type="application/pdf",
            policy="report_file",
        ),
        pages=4,
        problems=(),
    )


def _past() -> dict[str, str]:
    """The pages of past documents: one waits, one is settled."""
    text = ImportedTextFactory.create(state="settling")
    address = text.get_absolute_url()
    return {
        "imports": reverse("reporting:import_list"),
        "import_new": reverse("reporting:import_start"),
        "import_waits": ImportedTextFactory.create().get_absolute_url(),
        "import_unsure": address,
        "import_all": f"{address}?show=all",
        "import_first_page": reverse("reporting:import_first_page", args=[text.pk]),
    }
