"""A partner's progress report: start, write, check, submit; accept or return (A1-6a-iii)."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from areas.models import PartnershipArea
from gmp_portal.reference.models import Country
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.typed import VERSION
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import storable
from gmp_portal.writing import turns
from gmp_portal.writing.written import Forms
from partners.models import Partner
from reporting import permissions
from reporting.actions import progress
from reporting.forms import progress_drafts
from reporting.forms.progress_drafts import ProgressDraft
from reporting.models import ProgressReport, ReportingCycle
from reporting.reading import joinings, lengths, owed_reports
from reporting.views import lookup
from reporting.views.filed_reports import FiledReportPages
from reporting.views.lookup import get_progress
from reporting.writings.filed import PROGRESS


class ProgressPages(FiledReportPages[ProgressReport, ProgressDraft]):
    """A partner writes, a lead of the area judges."""

    noun = "progress"
    steps = permissions.PROGRESS
    actions: ClassVar[Any] = progress
    writing = PROGRESS
    detail_template = "reporting/progress.html"
    edit_template = "reporting/progress_edit.html"
    handed_in = _("Your report is with the lead of the area. Thank you.")
    question_hint = _("The partner reads this. What was written is kept.")
    question_sent = _("Your question is on its way to the partner.")

    def draft(self, forms: Forms) -> ProgressDraft:
        return ProgressDraft(*forms)

    def excess(self, report: ProgressReport) -> list[str]:
        return lengths.excess_of_progress(report)

    def facts(self, request: HttpRequest, report: ProgressReport) -> dict[str, Any]:
        rows = report.reported_activities.select_related("activity__continues", "indicator")
        places = Prefetch("activity__countries", Country.objects.by_name())
        return {
            "reported": list(rows.prefetch_related(places)),
            "contributions": list(report.contributions.all()),
        }

    def headings(
        self, report: ProgressReport, facts: dict[str, Any]
    ) -> list[tuple[str, str]]:
        parts = (
            (report.is_nothing, "nothing", gettext("Nothing to report")),
            (facts["reported"], "activities", gettext("Activities")),
            (facts["contributions"], "contributions", gettext("Contributions")),
            (report.lessons, "lessons", gettext("Lessons learned")),
            (report.needs, "needs", gettext("What is needed to go on")),
        )
        return [(anchor, title) for is_there, anchor, title in parts if is_there]


PAGES = ProgressPages()
# How much of what is due a page shows, beside a page of what was handed in.
OWED = 15


@require_safe
def own_report_list(request: SignedInRequest) -> HttpResponse:
    """What this person still has to report, and what was reported before."""
    cycles = ReportingCycle.objects.taking_reports()
    mine = Partner.objects.with_person(request.user)
    rows = (
        ProgressReport.objects.filter(partner__in=mine)
        .select_related("cycle", "partner", "area")
        .order_by("-cycle__opened_at", "partner__name", "area__slug")
    )
    owed = [duty for duty in owed_reports.of_person(request.user, *cycles) if duty.is_open]
    # What is due stands above the others, and once.
    due = [duty.report.pk for duty in owed if duty.partner and duty.report]
    context = {
        "owed": page_of(request, owed, OWED, parameter="due"),
        "page": page_of(request, rows.exclude(pk__in=due)),
        "proposals": joinings.proposals(Partner.objects.represented_by(request.user)),
    }
    return render(request, "reporting/own_report_list.html", context)


@require_POST
def start(request: SignedInRequest, cycle: str, partner: str, area: str) -> HttpResponse:
    asked = lookup.get_cycle(request, cycle)
    work = get_object_or_404(PartnershipArea.objects.visible_to(request.user), slug=area)
    reporter = lookup.get_partner_to_report(request, asked, partner)
    report = progress.start(asked, reporter, work, by=request.user)
    return redirect("reporting:progress_edit", report.pk)


@shared
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as its readers see it; whoever wrote it checks and submits it here."""
    report = get_object_or_404(lookup.progress_reports(request), pk=pk)
    return PAGES.detail(request, report)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the draft; "Add" pressed without scripts shows one row more."""
    report = get_progress(request, pk, permissions.can_progress_edit)
    if "add_row" in request.POST:
        longer = progress_drafts.with_row(report, request.POST).all
        token = storable(request.POST.get(VERSION, ""))
        turn = turns.show(PROGRESS, report, longer, token)
        return PAGES.form_page(request, turn, status=200)
    return PAGES.edit(request, report)


@require_POST
def autosave(request: SignedInRequest, pk: int) -> JsonResponse:
    report = get_progress(request, pk, permissions.can_progress_edit)
    return PAGES.autosave(request, report)


@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    report = get_progress(request, pk, permissions.can_progress_submit)
    return PAGES.submit(request, report)


@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    report = get_progress(request, pk, permissions.can_progress_accept)
    return PAGES.accept(request, report)


def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    report = get_progress(request, pk, permissions.can_progress_send_back)
    return PAGES.send_back(request, report)
