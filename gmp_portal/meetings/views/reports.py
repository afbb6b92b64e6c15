"""The report of a meeting: draft, comments, adoption, publication."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import ledger, rounds, rulebook
from gmp_portal.jobs import progress as job_progress
from gmp_portal.ledger import histories
from gmp_portal.meetings import jobs, permissions
from gmp_portal.meetings.actions import reports
from gmp_portal.meetings.forms.reports import CommentForm
from gmp_portal.meetings.models import MeetingReport
from gmp_portal.meetings.permissions import roles
from gmp_portal.meetings.reading import report_paragraphs, report_voices
from gmp_portal.meetings.views.lookup import (
    get_meeting,
    get_report,
    get_report_of_visible_meeting,
)
from gmp_portal.meetings.writings import REPORT
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.paging import reading_page
from gmp_portal.ui.shared_pages import shared, under_way
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import read_texts, turns


@shared
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the report to whoever may read it in its state (A1-4a-vi)."""
    visible = MeetingReport.objects.visible_to(request.user)
    report = get_object_or_404(
        visible.select_related("meeting__body", "meeting__country", "pdf", "started_by"),
        meeting__slug=slug,
    )
    user = request.user
    # Before the paragraphs: what is changed in between was not read.
    read = read_texts.token(report)
    paragraphs = report_paragraphs.of(report)
    voices = report_voices.of_meeting(report.meeting, report.language)
    heads = report_voices.heads(report.language)
    comments = report.comments.select_related("author", "section")
    comments = comments if roles.reads_comments(user, report) else comments.none()
    runs = roles.runs(user, report.meeting.body)
    shown, _asked, trail = rounds.run(
        reading_page(request, comments, parameter="comments"),
        rounds.asked(*rulebook.questions()),
        histories.told(ledger.trail(report), to=user).beside()
        if runs
        else rounds.known(None),
    )
    context = {
        "report": report,
        "meeting": report.meeting,
        "read": read,
        "paragraphs": paragraphs,
        "contents": report_paragraphs.contents(paragraphs, heads.title if voices else ""),
        "voices": voices,
        "heads": heads,
        # What was adopted, everybody may read.
        "decisions": [voice.decision for voice in voices],
        "comments": shown,
        "job": jobs.report_file_job(report) if report.symbol and not report.pdf else None,
        "possible": permissions.REPORT.possible(user, report),
        "trail": trail,
    }
    page = render(request, "meetings/report.html", context)
    return under_way(page) if context["job"] else page


@require_POST
def start(request: SignedInRequest, slug: str) -> HttpResponse:
    meeting = get_meeting(request, slug, permissions.can_report_start)
    report = reports.start(meeting, by=request.user)
    messages.success(
        request, _("The draft is assembled from the agenda and the decisions.")
    )
    return redirect(report)


def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write the paragraphs of every section."""
    report = get_report(request, slug, permissions.can_report_edit)
    turn = turns.take(request, REPORT, report)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        return redirect(report)
    page = {"report": report, "meeting": report.meeting}
    return render_form(request, "meetings/report_edit.html", page, form=turn.form)


@require_POST
def autosave(request: SignedInRequest, slug: str) -> JsonResponse:
    """Save the paragraphs while their author types on."""
    report = get_report(request, slug, permissions.can_report_edit)
    return turns.take(request, REPORT, report).answer()


@require_POST
def open_comments(request: SignedInRequest, slug: str) -> HttpResponse:
    report = get_report(request, slug, permissions.can_report_open_comments)
    with read_texts.acting_on(request, report):
        reports.open_comments(report, by=request.user)
    messages.success(request, _("Those who attended are asked for their comments."))
    return redirect(report)


def comment(request: SignedInRequest, slug: str) -> HttpResponse:
    """Comment on the draft as somebody who attended (R-13)."""
    report = get_report_of_visible_meeting(request, slug, permissions.can_report_comment)
    form = CommentForm(request.POST or None, report=report)
    if form.is_valid():
        reports.comment(report, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your comment is with the secretariat."))
        return redirect(f"{report.get_absolute_url()}?comments=last#comments")
    page = {
        "meeting": report.meeting,
        "report": report,
        "title": _("Comment on the report"),
        "submit": _("Send the comment"),
    }
    return render_form(request, "meetings/form.html", page, form=form)


@require_POST
def adopt(request: SignedInRequest, slug: str) -> HttpResponse:
    report = get_report(request, slug, permissions.can_report_adopt)
    with read_texts.acting_on(request, report):
        reports.adopt(report, by=request.user)
    messages.success(request, _("The report is adopted. Its file is being made."))
    return redirect(report)


@require_POST
def publish(request: SignedInRequest, slug: str) -> HttpResponse:
    report = get_report(request, slug, permissions.can_report_publish)
    with read_texts.acting_on(request, report):
        reports.publish(report, by=request.user)
    if report.status == MeetingReport.Status.PUBLISHED:
        messages.success(request, _("The report is public."))
    else:
        messages.success(request, _("The report will be public once its file is made."))
    return redirect(report)


@require_safe
def progress(request: SignedInRequest, slug: str) -> JsonResponse:
    """How far the file of the report is, for the page that waits for it."""
    visible = MeetingReport.objects.visible_to(request.user)
    report = get_object_or_404(visible, meeting__slug=slug)
    job = jobs.report_file_job(report)
    return job_progress.answer(job, is_over=job is None)
