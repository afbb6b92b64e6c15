"""Who takes part in a meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import attendance
from gmp_portal.meetings.forms.gatherings import GuestForm
from gmp_portal.meetings.models import Attendance, Meeting
from gmp_portal.meetings.views.lookup import get_attendance, get_meeting
from gmp_portal.meetings.writings import ATTENDANCE
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns


@require_POST
def register(request: SignedInRequest, slug: str) -> HttpResponse:
    """Register for the meeting by a click (A1-4a-iv)."""
    meeting = get_meeting(request, slug, permissions.can_register)
    organisation = request.POST.get("organisation", "")
    registered = attendance.register(meeting, organisation=organisation, by=request.user)
    role = Attendance.Role(registered.role).label
    messages.success(
        request, _("You are registered. Your role: %(role)s.") % {"role": role}
    )
    return _back_to(meeting)


@require_POST
def excuse(request: SignedInRequest, slug: str) -> HttpResponse:
    own = get_attendance(request, slug, permissions.can_excuse)
    attendance.excuse(own, by=request.user)
    messages.success(request, _("It is noted that you cannot come."))
    return redirect(own)


@require_POST
def deny(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that one was not there, whatever somebody else recorded (R-18)."""
    own = get_attendance(request, slug, permissions.can_deny)
    attendance.deny(own, by=request.user)
    messages.success(request, _("It is on record that you say you were not there."))
    return redirect(own)


@require_POST
def affirm(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take back that one was not there (R-18)."""
    own = get_attendance(request, slug, permissions.can_affirm)
    attendance.affirm(own, by=request.user)
    messages.success(request, _("It is on record that you were there after all."))
    return redirect(own)


def mark(request: SignedInRequest, slug: str) -> HttpResponse:
    """Record who was there."""
    meeting = get_meeting(request, slug, permissions.can_mark)
    page = {"meeting": meeting}
    if not meeting.attendances.exists():
        return render_form(request, "meetings/attendance.html", page, form=[])
    turn = turns.take(request, ATTENDANCE, meeting)
    if turn.is_saved:
        turn.tell(request, _("The attendance is recorded."))
        return _back_to(meeting)
    return render_form(request, "meetings/attendance.html", page, form=turn.forms)


def add_guest(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put an invited guest on the list."""
    meeting = get_meeting(request, slug, permissions.can_add_guest)
    form = GuestForm(request.POST or None)
    if form.is_valid():
        attendance.invite_guest(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Added to the list."))
        return _back_to(meeting)
    page = {
        "meeting": meeting,
        "title": _("Add an invited guest"),
        "submit": _("Add the guest"),
    }
    return render_form(request, "meetings/form.html", page, form=form)


def _back_to(meeting: Meeting) -> HttpResponse:
    return redirect(f"{meeting.get_absolute_url()}#participants")
