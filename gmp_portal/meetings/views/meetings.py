"""Meetings: the list, the page of one, and what its officers do with it."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import dates
from gmp_portal.accounts.rights import is_officer
from gmp_portal.meetings import body_rules, permissions
from gmp_portal.meetings.actions import hours, meetings
from gmp_portal.meetings.forms.gatherings import MeetingForm
from gmp_portal.meetings.forms.lists import MeetingFilter
from gmp_portal.meetings.models import (
    Body,
    Decision,
    Meeting,
)
from gmp_portal.meetings.reading import meeting_page, yearly
from gmp_portal.meetings.views.lookup import get_body, get_meeting
from gmp_portal.meetings.writings import DAYS, DETAILS
from gmp_portal.ui.distinct_choices import records_of
from gmp_portal.ui.forms import ConfirmForm, ReasonForm, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns


@shared
@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Every meeting that is public, by body and year (A1-4a-vi)."""
    visible = Meeting.objects.visible_to(request.user)
    form = MeetingFilter.for_list(request.GET, visible)
    matching = (
        form.apply(visible).select_related("body", "country", "report").newest_first()
    )
    page = page_of(request, matching)
    context = {
        "form": form,
        "page": page,
        "total": visible.count() if form.is_filtered else page.paginator.count,
        "with_reports": any(_has_report(meeting) for meeting in page),
        "plannable": _plannable(request),
        "years": yearly.overview(dates.today()),
    }
    return render(request, "meetings/meeting_list.html", context)


def _has_report(meeting: Meeting) -> bool:
    return hasattr(meeting, "report") and meeting.report.status == "published"


def _plannable(request: HttpRequest) -> list[Body]:
    if is_officer(request.user):
        return records_of(Body.objects.all())
    led = body_rules.bodies_of(request.user)
    return list(Body.objects.filter(kind=Body.Kind.AREA, pk__in=led)) if led else []


@shared
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting: agenda, papers, participants, decisions, report."""
    visible = Meeting.objects.visible_to(request.user).with_what_rests()
    meeting = get_object_or_404(visible.select_related("body", "country"), slug=slug)
    context = meeting_page.gather(meeting, request)
    return render(request, "meetings/meeting.html", context)


def plan(request: SignedInRequest, body: str) -> HttpResponse:
    """Plan a meeting of a body (A1-4a-i, A1-4b-i)."""
    record = get_body(request, body, permissions.can_plan)
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        meeting = meetings.plan(record, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("The meeting is planned. Convene it to make it public.")
        )
        _say_odd_hours(request, meeting)
        return redirect(meeting)
    context = {"body": record, "suggestions": _suggestions(record)}
    return render_form(request, "meetings/plan.html", context, form=form)


def _suggestions(body: Body) -> list[Decision]:
    """Answer what is pending and might go on the agenda."""
    pending = Q(status=Decision.Status.OPEN) | Q(status=Decision.Status.DEFERRED)
    return list(body.decisions.filter(pending).order_by("-drafted_at")[:10])


def revise(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change place, times and other details."""
    meeting = get_meeting(request, slug, permissions.can_revise)
    turn = turns.take(request, DETAILS, meeting)
    if turn.is_saved:
        turn.tell(request, _("Saved."))
        _say_odd_hours(request, turn.record)
        return redirect(meeting)
    page = {
        "meeting": Meeting.objects.get(pk=meeting.pk),
        "title": _("Details of the meeting"),
    }
    return render_form(request, "meetings/form.html", page, form=turn.form)


def reschedule(request: SignedInRequest, slug: str) -> HttpResponse:
    """Move the meeting; the day it was meant for stays on the page."""
    meeting = get_meeting(request, slug, permissions.can_reschedule)
    turn = turns.take(request, DAYS, meeting)
    if turn.is_saved:
        turn.tell(request, _("The meeting has moved."))
        if turn.form.moved_last_day:
            messages.info(request, _last_day_moved(turn.form.cleaned_data["ends_on"]))
        _say_odd_hours(request, turn.record)
        return redirect(meeting)
    page = {
        "meeting": meeting,
        "title": _("Reschedule the meeting"),
        "submit": _("Reschedule the meeting"),
    }
    return render_form(request, "meetings/form.html", page, form=turn.form)


def _last_day_moved(last: date) -> str:
    said = _(
        "The last day moved with the first and is now %(day)s. If the meeting shall end on "
        "another day, choose it in the same form."
    )
    return said % {"day": date_format(last, "DATE_FORMAT")}


def _say_odd_hours(request: SignedInRequest, meeting: Meeting) -> None:
    for said in hours.struck_twice(meeting):
        messages.warning(request, said)


@require_POST
def convene(request: SignedInRequest, slug: str) -> HttpResponse:
    meeting = get_meeting(request, slug, permissions.can_convene)
    meetings.convene(meeting, by=request.user)
    messages.success(request, _("The meeting is public, and its members are invited."))
    return redirect(meeting)


@require_POST
def hold(request: SignedInRequest, slug: str) -> HttpResponse:
    meeting = get_meeting(request, slug, permissions.can_hold)
    meetings.hold(meeting, by=request.user)
    messages.success(request, _("Recorded. The report is due next."))
    return redirect(meeting)


def close(request: SignedInRequest, slug: str) -> HttpResponse:
    """End a meeting of which nobody will write a report, after one question."""
    meeting = get_meeting(request, slug, permissions.can_close)
    question = _("No report of this meeting will be written.")
    form = ConfirmForm(request.POST or None, question=question)
    if form.is_valid():
        meetings.close(meeting, by=request.user)
        messages.success(request, _("The meeting is closed."))
        return redirect(meeting)
    page = {
        "meeting": meeting,
        "title": _("Close without a report"),
        "lead": _("A closed meeting stays as it is. It cannot be opened again."),
        "is_danger": True,
    }
    return render_form(request, "meetings/form.html", page, form=form)


def cancel(request: SignedInRequest, slug: str) -> HttpResponse:
    """Call the meeting off, with a reason."""
    meeting = get_meeting(request, slug, permissions.can_cancel)
    form = ReasonForm(
        request.POST or None,
        label=_("Why is the meeting cancelled?"),
        hint=_("Whoever was to come reads this."),
    )
    if form.is_valid():
        meetings.cancel(meeting, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The meeting is cancelled."))
        return redirect(meeting)
    page = {"meeting": meeting, "title": _("Cancel the meeting"), "is_danger": True}
    return render_form(request, "meetings/form.html", page, form=form)
