"""A partner's progress report: start, write, check, submit; accept or return (A1-6a-iii)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, QuerySet
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
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner
from reporting import permissions
from reporting.actions import progress
from reporting.forms import drafts
from reporting.models import ProgressReport, ReportedActivity, ReportingCycle
from reporting.reading import joinings, owed_reports

NOT_YOURS = gettext_lazy(
    "Only people who speak for the partner today write its report, and only before it is "
    "submitted. Whoever left hands over to the partner's focal point."
)
NOT_JUDGED_BY_YOU = gettext_lazy(
    "A lead of the area accepts or returns a submitted report, but never that of his or her "
    "own organization; the secretariat does where there is no other lead."
)


@require_safe
def own_reports(request: SignedInRequest) -> HttpResponse:
    """What this person still has to report, and what was reported before."""
    cycles = ReportingCycle.objects.taking_reports()
    mine = Partner.objects.represented_by(request.user)
    rows = (
        ProgressReport.objects.filter(partner__in=mine)
        .select_related("cycle", "partner", "area")
        .order_by("-cycle__opened_at", "partner__name", "area__slug")
    )
    owed = [duty for duty in owed_reports.of_person(request.user, *cycles) if duty.is_open]
    context = {
        "owed": owed,
        "page": page_of(request, rows),
        "proposals": joinings.proposals(mine),
    }
    return render(request, "reporting/own_reports.html", context)


@require_POST
def start(request: SignedInRequest, cycle: str, partner: str, area: str) -> HttpResponse:
    asked = get_object_or_404(ReportingCycle.objects.visible_to(request.user), slug=cycle)
    work = get_object_or_404(PartnershipArea.objects.visible_to(request.user), slug=area)
    reporter = get_permitted(
        Partner.objects.visible_to(request.user),
        request.user,
        lambda user, partner: permissions.can_start_progress(user, asked, partner),
        refusal=RuleRefusedError(NOT_YOURS, clause="A1-6a-iii", status=403),
        slug=partner,
    )
    report = progress.start(asked, reporter, work, by=request.user)
    return redirect("reporting:progress_edit", report.pk)


@login_not_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as its readers see it; whoever wrote it checks and submits it here."""
    report = get_permitted(_visible(request), request.user, lambda user, row: True, pk=pk)
    return render(request, "reporting/progress.html", _detail(request, report))


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the draft; it works without scripts, too."""
    report = _editable(request, pk)
    if request.method != "POST":
        return _page(request, report, drafts.first_shown(report))
    if "add_row" in request.POST:
        return _page(request, report, drafts.with_row(report, request.POST), status=200)
    forms = drafts.posted(report, request.POST)
    if not forms.can_be_kept:
        return _page(request, report, forms)
    stored = ProgressReport.objects.get(pk=report.pk)
    version = forms.form.cleaned_data["version"]
    if not progress.save(stored, version=version, typed=forms.typed):
        again = drafts.posted(stored, drafts.with_version(request.POST, stored.version))
        return _page(request, stored, again, status=409, in_between=_in_between(stored))
    if stored.is_unfinished:
        again = drafts.posted(stored, drafts.with_version(request.POST, stored.version))
        return _page(request, stored, again, status=422)
    messages.success(request, _("Your draft is saved."))
    if "check" in request.POST:
        return redirect(stored)
    return redirect("reporting:progress_edit", stored.pk)


@require_POST
def autosave(request: SignedInRequest, pk: int) -> JsonResponse:
    """Keep what is being typed; rows that are not complete yet are kept as they stand."""
    report = _editable(request, pk)
    forms = drafts.posted(report, request.POST)
    if not forms.can_be_kept:
        return JsonResponse({"errors": forms.form.errors}, status=422)
    stored = ProgressReport.objects.get(pk=report.pk)
    version = forms.form.cleaned_data["version"]
    if not progress.save(stored, version=version, typed=forms.typed):
        return JsonResponse({"version": stored.version}, status=409)
    saved = timezone.localtime(stored.saved_at)
    return JsonResponse({"version": stored.version, "saved": f"{saved:%H:%M}"})


@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    report = get_permitted(
        _visible(request),
        request.user,
        permissions.can_submit_progress,
        refusal=NOT_YOURS,
        pk=pk,
    )
    try:
        progress.submit(report, by=request.user)
    except RuleRefusedError as refusal:
        report.refresh_from_db()
        context = _detail(request, report) | {"refusal": refusal}
        return render(request, "reporting/progress.html", context, status=refusal.status)
    messages.success(request, _("Your report is with the lead of the area. Thank you."))
    return redirect(report)


@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    report = _judged(request, pk)
    progress.accept(report, by=request.user)
    messages.success(request, _("The report is accepted and public now."))
    return redirect(report)


def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    report = _judged(request, pk)
    form = ReasonForm(
        request.POST or None,
        label=_("What you ask"),
        hint=_("The partner reads this. What was written is kept."),
    )
    if form.is_valid():
        progress.send_back(report, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Your question is on its way to the partner."))
        return redirect(report)
    return render_form(request, "reporting/send_back.html", {"report": report}, form=form)


# Helpers -----------------------------------------------------------------------------------


def _visible(request: HttpRequest) -> QuerySet[ProgressReport]:
    return ProgressReport.objects.visible_to(request.user).select_related(
        "cycle", "partner", "area", "submitted_by", "accepted_by"
    )


def _editable(request: SignedInRequest, pk: int) -> ProgressReport:
    refusal = RuleRefusedError(NOT_YOURS, clause="A1-6a-iii", status=403)
    return get_permitted(
        _visible(request),
        request.user,
        permissions.can_edit_progress,
        refusal=refusal,
        pk=pk,
    )


def _judged(request: SignedInRequest, pk: int) -> ProgressReport:
    refusal = RuleRefusedError(NOT_JUDGED_BY_YOU, clause="A1-6a-iii", status=403)
    return get_permitted(
        _visible(request),
        request.user,
        permissions.can_judge_progress,
        refusal=refusal,
        pk=pk,
    )


def _detail(request: HttpRequest, report: ProgressReport) -> dict[str, Any]:
    rows = report.reported_activities.select_related("activity__continues", "indicator")
    return {
        "report": report,
        "reported": list(rows.prefetch_related("activity__countries")),
        "contributions": list(report.contributions.all()),
        "can_edit": permissions.can_edit_progress(request.user, report),
        "can_judge": permissions.can_judge_progress(request.user, report),
        "trail": ledger.trail(report),
    }


def _in_between(report: ProgressReport) -> ProgressReport:
    """What somebody else saved meanwhile, untouched by the form that is shown beside it."""
    rows = ReportedActivity.objects.select_related("activity")
    prefetch = Prefetch("reported_activities", rows)
    return ProgressReport.objects.prefetch_related(prefetch).get(pk=report.pk)


def _page(
    request: HttpRequest,
    report: ProgressReport,
    forms: drafts.ProgressForms,
    *,
    status: int | None = None,
    in_between: ProgressReport | None = None,
) -> HttpResponse:
    context = {
        "report": report,
        "forms": forms,
        "in_between": in_between,
        "autosave_url": reverse("reporting:progress_autosave", args=[report.pk]),
    }
    template = "reporting/progress_edit.html"
    return render_form(request, template, context, form=forms.all, status=status)
