"""The biennial report of an area: the lead writes, UNEP accepts, which publishes it (B7-9)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from areas.models import PartnershipArea
from gmp_portal import ledger
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from reporting import permissions
from reporting.actions import areas
from reporting.assembly import tables
from reporting.forms import drafts
from reporting.models import AreaReport, ReportingCycle

NOT_YOURS = gettext_lazy(
    "Only a lead or co-lead of the area writes and submits its report, before it is submitted."
)


@require_POST
def start(request: SignedInRequest, cycle: str, area: str) -> HttpResponse:
    asked = get_object_or_404(ReportingCycle.objects.visible_to(request.user), slug=cycle)
    led = get_permitted(
        PartnershipArea.objects.visible_to(request.user),
        request.user,
        lambda user, area: permissions.can_start_area_report(user, asked, area),
        refusal=RuleRefusedError(NOT_YOURS, clause="A1-6b-vi", status=403),
        slug=area,
    )
    report = areas.start(asked, led, by=request.user)
    return redirect("reporting:area_report_edit", report.pk)


@login_not_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as its readers see it, with the tables made from accepted activities."""
    report = get_permitted(_visible(request), request.user, lambda user, row: True, pk=pk)
    return render(request, "reporting/area_report.html", _detail(request, report))


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    report = _editable(request, pk)
    if request.method != "POST":
        return _page(request, report, drafts.area_forms(report))
    forms = drafts.area_forms(report, request.POST)
    if not forms.can_be_kept:
        return _page(request, report, forms)
    stored = AreaReport.objects.get(pk=report.pk)
    if not _save(stored, forms):
        data = drafts.with_version(request.POST, stored.version)
        again = drafts.area_forms(stored, data)
        return _page(request, stored, again, status=409, in_between=_in_between(stored))
    messages.success(request, _("Your draft is saved."))
    if "check" in request.POST:
        return redirect(stored)
    return redirect("reporting:area_report_edit", stored.pk)


@require_POST
def autosave(request: SignedInRequest, pk: int) -> JsonResponse:
    report = _editable(request, pk)
    forms = drafts.area_forms(report, request.POST)
    if not forms.can_be_kept:
        return JsonResponse({"errors": forms.form.errors}, status=422)
    stored = AreaReport.objects.get(pk=report.pk)
    if not _save(stored, forms):
        return JsonResponse({"version": stored.version}, status=409)
    saved = timezone.localtime(stored.saved_at)
    return JsonResponse({"version": stored.version, "saved": f"{saved:%H:%M}"})


@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the report to UNEP; without a word on effectiveness it stays here (B7-6)."""
    report = _editable(request, pk)
    try:
        areas.submit(report, by=request.user)
    except RuleRefusedError as refusal:
        report.refresh_from_db()
        context = _detail(request, report) | {"refusal": refusal}
        return render(request, "reporting/area_report.html", context, status=refusal.status)
    messages.success(request, _("The report is with UNEP. Thank you."))
    return redirect(report)


@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    report = _judged(request, pk)
    areas.accept(report, by=request.user)
    messages.success(request, _("The report is accepted and public now."))
    return redirect(report)


def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    report = _judged(request, pk)
    form = ReasonForm(
        request.POST or None,
        label=_("What you ask"),
        hint=_("The leads of the area read this. What was written is kept."),
    )
    if form.is_valid():
        areas.send_back(report, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Your question is on its way to the leads."))
        return redirect(report)
    return render_form(request, "reporting/send_back.html", {"report": report}, form=form)


# Helpers -----------------------------------------------------------------------------------


def _visible(request: HttpRequest) -> QuerySet[AreaReport]:
    return AreaReport.objects.visible_to(request.user).select_related(
        "cycle", "area", "plan", "submitted_by", "accepted_by"
    )


def _editable(request: SignedInRequest, pk: int) -> AreaReport:
    refusal = RuleRefusedError(NOT_YOURS, clause="A1-6b-vi", status=403)
    return get_permitted(
        _visible(request),
        request.user,
        permissions.can_edit_area_report,
        refusal=refusal,
        pk=pk,
    )


def _judged(request: SignedInRequest, pk: int) -> AreaReport:
    refusal = RuleRefusedError(
        _("The secretariat accepts or returns a report that an area has submitted."),
        clause="B7-1",
        status=403,
    )
    return get_permitted(
        _visible(request),
        request.user,
        permissions.can_judge_area_report,
        refusal=refusal,
        pk=pk,
    )


def _save(stored: AreaReport, forms: drafts.AreaForms) -> bool:
    version = forms.form.cleaned_data["version"]
    return areas.save(stored, version=version, text=forms.text, values=forms.actuals)


def _detail(request: HttpRequest, report: AreaReport) -> dict[str, Any]:
    return {
        "report": report,
        "tables": tables.of_area(report),
        "can_edit": permissions.can_edit_area_report(request.user, report),
        "can_judge": permissions.can_judge_area_report(request.user, report),
        "trail": ledger.trail(report),
    }


def _in_between(report: AreaReport) -> AreaReport:
    """What somebody else saved meanwhile, untouched by the form that is shown beside it."""
    return AreaReport.objects.get(pk=report.pk)


def _page(
    request: HttpRequest,
    report: AreaReport,
    forms: drafts.AreaForms,
    *,
    status: int | None = None,
    in_between: AreaReport | None = None,
) -> HttpResponse:
    context = {
        "report": report,
        "forms": forms,
        "in_between": in_between,
        "tables": tables.of_area(report),
        "autosave_url": reverse("reporting:area_report_autosave", args=[report.pk]),
    }
    template = "reporting/area_edit.html"
    return render_form(request, template, context, form=forms.all, status=status)
