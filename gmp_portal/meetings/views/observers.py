"""Observers whom an area invites, and objections to them (A1-4b-iv)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.meetings import permissions
from gmp_portal.meetings.actions import observers
from gmp_portal.meetings.forms.gatherings import ObserverForm
from gmp_portal.meetings.views.lookup import get_invitation, get_meeting
from gmp_portal.ui import ways_back
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.types import SignedInRequest


def invite(request: SignedInRequest, slug: str) -> HttpResponse:
    """Invite an observer to a meeting of an area (A1-4b-iv)."""
    meeting = get_meeting(request, slug, permissions.can_observer_invite)
    form = ObserverForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        invitation = observers.invite(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, _("Attending partners are asked whether they object."))
        return redirect(invitation)
    page = {
        "meeting": meeting,
        "title": _("Invite an observer"),
        "submit": _("Invite the observer"),
        "clause": "A1-4b-iv",
    }
    return render_form(request, "meetings/form.html", page, form=form)


def observer_object(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Object, as an attending partner, to an observer (A1-4b-iv)."""
    invitation = get_invitation(request, slug, pk, permissions.can_observer_object)
    form = ReasonForm(request.POST or None, label=_("Why do you object?"))
    if form.is_valid():
        observers.object_to(invitation, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The observer is not admitted while you object."))
        return redirect(invitation)
    title = _("Object to the observer %(name)s") % {"name": invitation.name}
    page = {
        "meeting": invitation.meeting,
        "title": title,
        "submit": _("Object to the observer"),
        "clause": "A1-4b-iv",
    }
    return render_form(request, "meetings/form.html", page, form=form)


@require_POST
def lift_objection(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    invitation = get_invitation(request, slug, pk, permissions.can_lift_objection)
    observers.lift_objection(invitation, by=request.user)
    messages.success(request, _("Your objection is lifted."))
    return redirect(ways_back.as_it_was(request, invitation.get_absolute_url()))


@require_POST
def withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    invitation = get_invitation(request, slug, pk, permissions.can_observer_withdraw)
    observers.withdraw(invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect(ways_back.as_it_was(request, invitation.get_absolute_url()))
