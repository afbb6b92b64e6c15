"""The biennial report of an area: the lead writes, UNEP accepts, which publishes it (B7-9)."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import rounds
from gmp_portal.ui.paging import page_of, reading_page
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing.written import Forms
from reporting import permissions
from reporting.actions import area_reports
from reporting.assembly import tables
from reporting.forms.area_report_drafts import AreaReportDraft
from reporting.models import AreaReport
from reporting.reading import lengths
from reporting.views import lookup
from reporting.views.filed_reports import FiledReportPages
from reporting.views.lookup import get_area_report
from reporting.writings.filed import AREA_REPORT


class AreaReportPages(FiledReportPages[AreaReport, AreaReportDraft]):
    """The lead of an area writes, the secretariat judges."""

    noun = "area_report"
    steps = permissions.AREA_REPORT
    actions: ClassVar[Any] = area_reports
    writing = AREA_REPORT
    detail_template = "reporting/area_report.html"
    edit_template = "reporting/area_report_edit.html"
    handed_in = _("The report is with UNEP. Thank you.")
    question_hint = _("The leads of the area read this. What was written is kept.")
    question_sent = _("Your question is on its way to the leads.")

    def draft(self, forms: Forms) -> AreaReportDraft:
        return AreaReportDraft(*forms)

    def excess(self, report: AreaReport) -> list[str]:
        return lengths.excess_of_area(report)

    def facts(self, request: HttpRequest, report: AreaReport) -> dict[str, Any]:
        """With the tables made from accepted activities."""
        made = tables.of_area(report)
        activities, in_kind = rounds.run(
            reading_page(request, made.activities, parameter="activities"),
            reading_page(request, made.in_kind, parameter="gifts"),
        )
        indicators = page_of(request, made.indicators, parameter="indicators")
        return {
            "tables": made,
            "activities": activities,
            "in_kind": in_kind,
            "indicators": indicators,
        }

    def facts_beside_the_form(
        self, request: HttpRequest, report: AreaReport
    ) -> dict[str, Any]:
        """Their first rows; whoever writes goes to no other page of the form."""
        return self.facts(request, report) | {
            "whole": f"{report.get_absolute_url()}#reported"
        }

    def headings(self, report: AreaReport, facts: dict[str, Any]) -> list[tuple[str, str]]:
        indicators = facts["tables"].indicators
        parts = (
            (report.highlights, "highlights", gettext("Highlights of the period")),
            (True, "effectiveness", gettext("How effective the work was")),
            (report.impact, "impact", gettext("Impact on the overall goal")),
            (indicators, "indicators", gettext("Indicators of the plan")),
            (report.lessons, "lessons", gettext("Lessons learned")),
            (report.future, "future", gettext("Future work")),
            (True, "reported", gettext("What partners reported")),
        )
        return [(anchor, title) for is_there, anchor, title in parts if is_there]


PAGES = AreaReportPages()


@require_POST
def start(request: SignedInRequest, cycle: str, area: str) -> HttpResponse:
    asked = lookup.get_cycle(request, cycle)
    led = lookup.get_area_to_report(request, asked, area)
    report = area_reports.start(asked, led, by=request.user)
    return redirect("reporting:area_report_edit", report.pk)


@shared
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as its readers see it; whoever wrote it checks and submits it here."""
    report = get_object_or_404(lookup.area_reports(request), pk=pk)
    return PAGES.detail(request, report)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    report = get_area_report(request, pk, permissions.can_area_report_edit)
    return PAGES.edit(request, report)


@require_POST
def autosave(request: SignedInRequest, pk: int) -> JsonResponse:
    report = get_area_report(request, pk, permissions.can_area_report_edit)
    return PAGES.autosave(request, report)


@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the report to UNEP; without a word on effectiveness it stays here (B7-6)."""
    report = get_area_report(request, pk, permissions.can_area_report_submit)
    return PAGES.submit(request, report)


@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    report = get_area_report(request, pk, permissions.can_area_report_accept)
    return PAGES.accept(request, report)


def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    report = get_area_report(request, pk, permissions.can_area_report_send_back)
    return PAGES.send_back(request, report)
