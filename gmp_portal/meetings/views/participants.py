"""Who takes part in a meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import attendance
from gmp_portal.meetings.forms.gatherings import GuestForm, ObserverForm, PresenceForm
from gmp_portal.meetings.models import Attendance, Meeting
from gmp_portal.meetings.views.lookup import (
    invitation_for,
    meeting_for,
    meeting_to_attend,
    own_attendance,
)
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.shortcuts import render_form
from gmp_portal.ui.types import SignedInRequest


@require_POST
def register(request: SignedInRequest, slug: str) -> HttpResponse:
    """Register for the meeting by a click (A1-4a-iv)."""
    meeting = meeting_to_attend(request, slug)
    registered = attendance.register(meeting, by=request.user)
    role = Attendance.Role(registered.role).label
    messages.success(
        request, _("You are registered. Your role: %(role)s.") % {"role": role}
    )
    return _to(meeting)


@require_POST
def excuse(request: SignedInRequest, slug: str) -> HttpResponse:
    own = own_attendance(request, slug, permissions.can_excuse)
    attendance.excuse(own, by=request.user)
    messages.success(request, _("You are excused."))
    return _to(own.meeting)


def mark(request: SignedInRequest, slug: str) -> HttpResponse:
    """Record who was there."""
    meeting = meeting_for(request, slug, permissions.can_mark)
    listed = meeting.attendances.select_related("person", "meeting")
    forms = [PresenceForm(request.POST or None, attendance=one) for one in listed]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        presences = {one.attendance.pk: one.cleaned_data["presence"] for one in forms}
        attendance.mark(meeting, presences, by=request.user)
        messages.success(request, _("The attendance is recorded."))
        return _to(meeting)
    return render_form(
        request, "meetings/attendance.html", {"meeting": meeting}, form=forms
    )


def add_guest(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put an invited guest on the list."""
    meeting = meeting_for(request, slug, permissions.can_mark)
    form = GuestForm(request.POST or None)
    if form.is_valid():
        attendance.invite_guest(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Added to the list."))
        return _to(meeting)
    page = {"meeting": meeting, "title": _("Add an invited guest")}
    return render_form(request, "meetings/form.html", page, form=form)


def invite_observer(request: SignedInRequest, slug: str) -> HttpResponse:
    """Invite an observer to a meeting of an area (A1-4b-iv)."""
    meeting = meeting_for(request, slug, permissions.can_invite_observer)
    form = ObserverForm(request.POST or None)
    if form.is_valid():
        attendance.invite_observer(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Attending partners are asked whether they object."))
        return _to(meeting)
    page = {"meeting": meeting, "title": _("Invite an observer"), "clause": "A1-4b-iv"}
    return render_form(request, "meetings/form.html", page, form=form)


def object_to_observer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Object, as an attending partner, to an observer (A1-4b-iv)."""
    invitation = invitation_for(request, slug, pk, permissions.can_object_to_observer)
    form = ReasonForm(request.POST or None, label=_("Why do you object?"))
    if form.is_valid():
        attendance.object_to_observer(
            invitation, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("The observer is not admitted while you object."))
        return _to(invitation.meeting)
    title = _("Object to the observer %(name)s") % {"name": invitation.name}
    page = {"meeting": invitation.meeting, "title": title, "clause": "A1-4b-iv"}
    return render_form(request, "meetings/form.html", page, form=form)


@require_POST
def lift_objection(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    invitation = invitation_for(request, slug, pk, permissions.can_lift)
    attendance.lift_objection(invitation, by=request.user)
    messages.success(request, _("Your objection is lifted."))
    return _to(invitation.meeting)


@require_POST
def withdraw_invitation(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    invitation = invitation_for(request, slug, pk, permissions.can_withdraw_invitation)
    attendance.withdraw_invitation(invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return _to(invitation.meeting)


def _to(meeting: Meeting) -> HttpResponse:
    return redirect(f"{meeting.get_absolute_url()}#participants")
