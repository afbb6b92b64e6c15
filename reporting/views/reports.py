"""Reports to governing bodies: listed, assembled, frozen, approved, published (B7-4)."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import dates, ledger, rounds
from gmp_portal.accounts.rights import is_officer, require
from gmp_portal.jobs import progress as job_progress
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import read_texts
from reporting import jobs, permissions
from reporting.actions import reports
from reporting.acts import Act
from reporting.assembly import blocks, checks, mastheads, outline
from reporting.forms.reports import AssembleForm, BeginForm, ReportFilter
from reporting.models import Report, ReportingCycle
from reporting.permissions import roles
from reporting.reading import removed_texts, report_page
from reporting.views import lookup
from reporting.views.lookup import get_report

# What happened to single texts of a draft is nobody's business but the secretariat's.
ABOUT_TEXTS = (Act.REPORT_EDITED, Act.REPORT_TEXT_REMOVED, Act.REPORT_TEXT_BROUGHT_BACK)


@shared
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Published reports for everybody, drafts for the secretariat, cycles beside them."""
    visible = Report.objects.visible_to(request.user)
    form = ReportFilter.for_list(request.GET, visible)
    # Of the versions of one document, the one in the language of the reader comes first.
    is_own = ExpressionWrapper(Q(language=get_language() or ""), BooleanField())
    rows = visible.select_related("pdf", "cycle").order_by(
        "-assembled_at__date", "symbol", is_own.desc(), "language"
    )
    rows = form.apply(rows)
    page, documents = page_of(request, rows), rows.documents().count()
    context = {
        "form": form,
        "page": page,
        "documents": documents,
        "total": visible.documents().count() if form.is_filtered else documents,
        "with_states": any(report.status != "published" for report in page),
        "with_files": any(report.pdf and report.status == "published" for report in page),
        "cycles": ReportingCycle.objects.visible_to(request.user)[:5],
        "can_assemble": permissions.can_assemble(request.user),
        "can_open": permissions.can_cycle_open(request.user),
    }
    return render(request, "reporting/report_list.html", context)


def assemble(request: SignedInRequest) -> HttpResponse:
    """Choose cycle, body and language, check the first page, assemble (B7-4)."""
    require(request.user, permissions.can_assemble)
    if request.method != "POST":
        form = AssembleForm(initial=_first_page(request))
        return render_form(
            request, "reporting/report_assemble.html", _beginning(request), form=form
        )
    form = AssembleForm(request.POST)
    if form.is_valid():
        try:
            report = reports.assemble(**_asked(form.cleaned_data), by=request.user)
        except RuleRefusedError as refusal:
            form.add_error("symbol", refusal)
        else:
            messages.success(request, _("The draft is assembled. Check it block by block."))
            return redirect(report)
    return render_form(
        request, "reporting/report_assemble.html", _beginning(request), form=form
    )


def _beginning(request: HttpRequest) -> dict[str, Any]:
    return {"begin": BeginForm(request.GET or None)}


def _first_page(request: HttpRequest) -> dict[str, Any]:
    begin = BeginForm(request.GET)
    asked = begin.cleaned_data if begin.is_valid() else {}
    kind = asked.get("kind") or Report.Kind.COP
    language = asked.get("language") or "en"
    today = dates.today()
    begun = mastheads.example if settings.DEMO else mastheads.beginning
    first_page = begun(kind, language, today=today)
    cycle = ReportingCycle.objects.exclude(status="open").order_by("-opened_at").first()
    return mastheads.values(first_page) | {
        "kind": kind,
        "language": language,
        "as_of": today,
        "cycle": cycle,
    }


def _asked(values: dict[str, Any]) -> dict[str, Any]:
    lines = {
        name: value for name, value in values.items() if name not in ("cycle", "as_of")
    }
    masthead = mastheads.Masthead(**lines)
    return {"cycle": values["cycle"], "masthead": masthead, "as_of": values["as_of"]}


@shared
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One address: the published document for everybody, the workshop for the secretariat."""
    report = get_object_or_404(lookup.reports(request), slug=slug)
    context = {
        "report": report,
        "languages": Report.objects.visible_to(request.user).other_languages(report),
        "possible": permissions.REPORT.possible(request.user, report),
    }
    works = is_officer(request.user)
    acts = ledger.trail(report)
    if not works:
        acts = acts.exclude(kind__in=ABOUT_TEXTS)
    trail = histories.told(acts, to=request.user)
    if works and report.status != Report.Status.PUBLISHED:
        context |= _workshop(request, report) | {"trail": trail}
        return render(request, "reporting/report_draft.html", context)
    corrections = Report.objects.visible_to(request.user).filter(corrects=report)
    rounds.run(rounds.asked(context["languages"], corrections), trail.beside())
    context |= {
        "read": report_page.of(report, request.user),
        "corrections": corrections,
        "trail": trail,
    }
    return render(request, "reporting/report.html", context)


def _workshop(request: HttpRequest, report: Report) -> dict[str, Any]:
    """What the secretariat needs to bring a draft to its readers."""
    places = list(blocks.places(report.document, report.sources))
    return {
        "headings": list(outline.headings(report.document)),
        "sheets": outline.sheets(report),
        "checks": checks.of_report(report, places) if report.is_editable else [],
        "removed": removed_texts.of_report(report) if report.is_editable else [],
        "words": checks.word_count(report.document),
        "job": jobs.report_file_job(report),
        "is_second_person": roles.is_second_person(request.user, report),
    }


@require_POST
def freeze(request: SignedInRequest, slug: str) -> HttpResponse:
    """Freeze and typeset; a second click finds the first one's work and starts no other job."""
    report = get_report(request, slug, permissions.can_freeze)
    with read_texts.acting_on(request, report):
        reports.freeze(report, by=request.user)
    messages.success(request, _("The snapshot is frozen and is being typeset."))
    return redirect(report)


@require_safe
def progress(request: SignedInRequest, slug: str) -> JsonResponse:
    """How far the typesetting is, for the progress bar (C12)."""
    report = get_report(request, slug, permissions.can_follow)
    is_over = report.status != Report.Status.FROZEN
    return job_progress.answer(
        jobs.report_file_job(report), is_over=is_over, tells_failures=True
    )


@require_POST
def retry(request: SignedInRequest, slug: str) -> HttpResponse:
    report = get_report(request, slug, permissions.can_retry)
    reports.retry(report, by=request.user)
    messages.success(request, _("The typesetting is tried again."))
    return redirect(report)


def thaw(request: SignedInRequest, slug: str) -> HttpResponse:
    report = get_report(request, slug, permissions.can_thaw)
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
    report = get_report(request, slug, permissions.can_approve)
    with read_texts.acting_on(request, report):
        reports.approve(report, by=request.user)
    messages.success(request, _("Approved. The report can be published."))
    return redirect(report)


@require_POST
def publish(request: SignedInRequest, slug: str) -> HttpResponse:
    report = get_report(request, slug, permissions.can_publish)
    with read_texts.acting_on(request, report):
        reports.publish(report, by=request.user)
    messages.success(request, _("The report is public."))
    return redirect(report)


@require_POST
def correct(request: SignedInRequest, slug: str) -> HttpResponse:
    report = get_report(request, slug, permissions.can_correct)
    correction = reports.correct(report, by=request.user)
    messages.success(
        request, _("The correction is a document of its own. Change what is wrong.")
    )
    return redirect(correction)


@shared
@require_safe
def data(request: HttpRequest, slug: str) -> JsonResponse:
    """The document as data, the same that its PDF carries along."""
    report = get_object_or_404(lookup.reports(request), slug=slug)
    return JsonResponse(
        report.content,
        json_dumps_params={"ensure_ascii": False, "indent": 1, "sort_keys": True},
    )
