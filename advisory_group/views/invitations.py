"""An invitation to a seat: its page, and the answer of the person invited."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisory_group import permissions
from advisory_group.actions import invitations
from advisory_group.forms.seats import AcceptForm
from advisory_group.models import Invitation
from advisory_group.views.lookup import get_invitation
from gmp_portal import ledger
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.types import SignedInRequest


@require_safe
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The invitation, for the person invited and for the secretariat."""
    visible = Invitation.objects.visible_to(request.user).select_related(
        "person", "partner", "country", "area", "nomination__area", "seat", "recorded_by"
    )
    return _show(request, get_object_or_404(visible, pk=pk), AcceptForm())


def _show(
    request: SignedInRequest, invitation: Invitation, form: AcceptForm
) -> HttpResponse:
    context = {
        "invitation": invitation,
        "possible": permissions.INVITATION.possible(request.user, invitation),
        "trail": histories.told(ledger.trail(invitation), to=request.user),
    }
    return render_form(request, "advisory_group/invitation.html", context, form=form)


@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_invitation(request, pk, permissions.can_accept)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _show(request, invitation, form)
    seat = invitations.accept(invitation, **form.cleaned_data, by=request.user)
    messages.success(request, _("Welcome to the Advisory Group. Your term is recorded."))
    return redirect(seat)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_invitation(request, pk, permissions.can_decline)
    form = ReasonForm(request.POST or None, label=_("Why do you decline?"))
    if form.is_valid():
        invitations.decline(invitation, **form.cleaned_data, by=request.user)
        messages.success(request, _("You declined the invitation; the secretariat knows."))
        return redirect(invitation)
    context = {
        "title": _("Decline the invitation"),
        "button": _("Decline"),
        "back": invitation.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_invitation(request, pk, permissions.can_withdraw)
    form = ReasonForm(request.POST or None, label=_("Why is the invitation withdrawn?"))
    if form.is_valid():
        invitations.withdraw(invitation, **form.cleaned_data, by=request.user)
        messages.success(
            request, _("The invitation is withdrawn; the person has been told.")
        )
        return redirect(invitation)
    context = {
        "title": _("Withdraw the invitation"),
        "button": _("Withdraw"),
        "back": invitation.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)
