"""Reports to governing bodies: listed, assembled, frozen, approved, published (B7-4)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import jobs, ledger
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shortcuts import get_permitted, render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from reporting import permissions
from reporting.actions import reports
from reporting.assembly import blocks, checks, mastheads, outline, report_document
from reporting.forms.reports import AssembleForm, BeginForm, FilterForm
from reporting.models import Report, ReportingCycle

ONLY_SECRETARIAT = gettext_lazy(
    "Only the secretariat works on reports to governing bodies."
)
SECOND_PERSON = gettext_lazy(
    "A report is approved by a second person, not by the one who froze it."
)


@login_not_required
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Published reports for everybody, drafts for the secretariat, cycles beside them."""
    visible = Report.objects.visible_to(request.user)
    years = [day.year for day in visible.dates("as_of", "year", order="DESC")]
    form = FilterForm(request.GET or None, years=years)
    rows: QuerySet[Report] = visible.select_related("pdf", "cycle").order_by(
        "-assembled_at", "symbol", "language"
    )
    if form.is_bound and form.is_valid():
        rows = _filtered(rows, form.cleaned_data)
    context = {
        "form": form,
        "page": page_of(request, rows),
        "cycles": ReportingCycle.objects.visible_to(request.user)[:5],
        "can_assemble": permissions.can_assemble(request.user),
        "can_open": permissions.can_open_cycle(request.user),
    }
    return render(request, "reporting/report_list.html", context)


def _filtered(rows: QuerySet[Report], asked: dict[str, Any]) -> QuerySet[Report]:
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    if asked["language"]:
        rows = rows.filter(language=asked["language"])
    if asked["year"]:
        rows = rows.filter(as_of__year=asked["year"])
    return rows


def new(request: SignedInRequest) -> HttpResponse:
    """Choose cycle, body and language, check the first page, assemble (B7-4)."""
    if not permissions.can_assemble(request.user):
        raise PermissionDenied(ONLY_SECRETARIAT)
    if request.method != "POST":
        form = AssembleForm(initial=_example(request))
        return render_form(
            request, "reporting/report_new.html", _beginning(request), form=form
        )
    form = AssembleForm(request.POST)
    if form.is_valid():
        try:
            report = _assembled(form.cleaned_data, request)
        except RuleRefusedError as refusal:
            form.add_error("symbol", refusal.messages)
        else:
            messages.success(request, _("The draft is assembled. Check it block by block."))
            return redirect(report)
    return render_form(request, "reporting/report_new.html", _beginning(request), form=form)


def _beginning(request: HttpRequest) -> dict[str, Any]:
    return {"begin": BeginForm(request.GET or None)}


def _example(request: HttpRequest) -> dict[str, Any]:
    begin = BeginForm(request.GET)
    asked = begin.cleaned_data if begin.is_valid() else {}
    kind = asked.get("kind") or Report.Kind.COP
    language = asked.get("language") or "en"
    today = timezone.now().date()
    example = mastheads.example(kind, language, today=today)
    cycle = ReportingCycle.objects.exclude(status="open").order_by("-opened_at").first()
    return mastheads.values(example) | {
        "kind": kind,
        "language": language,
        "as_of": today,
        "cycle": cycle,
    }


def _assembled(values: dict[str, Any], request: SignedInRequest) -> Report:
    cycle, as_of = values.pop("cycle"), values.pop("as_of")
    masthead = report_document.Masthead(**values)
    document, sources = report_document.report(cycle, masthead, as_of=as_of)
    return reports.keep(
        document,
        kind=masthead.kind,
        as_of=as_of,
        by=request.user,
        origin=reports.Origin(cycle, sources),
    )


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One address: the published document for everybody, the workshop for the secretariat."""
    report = _found(request, slug)
    user = request.user
    document = report.document
    places = list(blocks.places(document, report.sources))
    works = permissions.is_secretariat(user)
    is_draft = report.status != Report.Status.PUBLISHED
    context = {
        "report": report,
        "document": document,
        "sheets": outline.sheets(report) if works and is_draft else [],
        "headings": list(outline.headings(document)),
        "checks": checks.of_report(report, places) if works and report.is_editable else [],
        "words": checks.word_count(document),
        "job": jobs.find("reporting.typeset", report.job_key)
        if works and is_draft
        else None,
        "languages": Report.objects.visible_to(user).other_languages(report),
        "corrections": Report.objects.visible_to(user).filter(corrects=report),
        "can": _rights(user, report),
        "is_second_person": report.frozen_by_id != user.pk,
        "trail": ledger.trail(report)
        if works
        else ledger.trail(report).exclude(kind="report.edited"),
    }
    template = (
        "reporting/report_draft.html" if works and is_draft else "reporting/report.html"
    )
    return render(request, template, context)


def _rights(user: Any, report: Report) -> dict[str, bool]:
    return {
        "edit": permissions.can_edit(user, report),
        "freeze": permissions.can_freeze(user, report),
        "thaw": permissions.can_thaw(user, report),
        "approve": permissions.can_approve(user, report),
        "publish": permissions.can_publish(user, report),
        "correct": permissions.can_correct(user, report),
        "retry": permissions.can_retry(user, report),
    }


@require_POST
def freeze(request: SignedInRequest, slug: str) -> HttpResponse:
    """Freeze and typeset; a second click finds the first one's work and starts no other job."""
    report = _found(request, slug)
    if report.status == Report.Status.FROZEN and permissions.is_secretariat(request.user):
        messages.info(request, _("The report is being typeset already."))
        return redirect(report)
    report = _permitted(request, slug, permissions.can_freeze)
    reports.freeze(report, by=request.user)
    messages.success(request, _("The snapshot is frozen and is being typeset."))
    return redirect(report)


@require_safe
def progress(request: SignedInRequest, slug: str) -> JsonResponse:
    """How far the typesetting is, for the progress bar (C12)."""
    report = _permitted(
        request, slug, lambda user, report: permissions.is_secretariat(user)
    )
    job = jobs.find("reporting.typeset", report.job_key)
    if job is None:
        return JsonResponse({"state": "done", "step": "", "percent": 100})
    return JsonResponse(
        {
            "state": "parked" if job.is_failing else job.state,
            "step": job.step_label,
            "percent": job.percent,
        }
    )


@require_POST
def retry(request: SignedInRequest, slug: str) -> HttpResponse:
    report = _permitted(request, slug, permissions.can_retry)
    reports.retry(report, by=request.user)
    messages.success(request, _("The typesetting is tried again."))
    return redirect(report)


def thaw(request: SignedInRequest, slug: str) -> HttpResponse:
    report = _permitted(request, slug, permissions.can_thaw)
    form = ReasonForm(
        request.POST or None,
        label=_("Why the snapshot is opened again"),
        hint=_("The report must then be frozen, typeset and approved anew."),
    )
    if form.is_valid():
        reports.thaw(report, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The report can be changed again."))
        return redirect(report)
    return render_form(request, "reporting/thaw.html", {"report": report}, form=form)


@require_POST
def approve(request: SignedInRequest, slug: str) -> HttpResponse:
    refusal: Any = ONLY_SECRETARIAT
    if _found(request, slug).frozen_by_id == request.user.pk:
        refusal = RuleRefusedError(SECOND_PERSON, clause="A1-6c-ii", status=403)
    report = _permitted(request, slug, permissions.can_approve, refusal)
    reports.approve(report, by=request.user)
    messages.success(request, _("Approved. The report can be published."))
    return redirect(report)


@require_POST
def publish(request: SignedInRequest, slug: str) -> HttpResponse:
    report = _permitted(request, slug, permissions.can_publish)
    reports.publish(report, by=request.user)
    messages.success(request, _("The report is public."))
    return redirect(report)


@require_POST
def correct(request: SignedInRequest, slug: str) -> HttpResponse:
    report = _permitted(request, slug, permissions.can_correct)
    correction = reports.correct(report, by=request.user)
    messages.success(
        request, _("The correction is a document of its own. Change what is wrong.")
    )
    return redirect(correction)


@login_not_required
@require_safe
def data(request: HttpRequest, slug: str) -> JsonResponse:
    """The document as data, the same that its PDF carries along."""
    report = _found(request, slug)
    return JsonResponse(
        report.content,
        json_dumps_params={"ensure_ascii": False, "indent": 1, "sort_keys": True},
    )


def _found(request: HttpRequest, slug: str) -> Report:
    visible = Report.objects.visible_to(request.user).select_related(
        "cycle", "pdf", "corrects", "frozen_by", "approved_by"
    )
    return get_object_or_404(visible, slug=slug)


def _permitted(
    request: HttpRequest, slug: str, permission: Any, refusal: Any = ONLY_SECRETARIAT
) -> Report:
    visible = Report.objects.visible_to(request.user).select_related("cycle", "pdf")
    return get_permitted(visible, request.user, permission, refusal=refusal, slug=slug)
