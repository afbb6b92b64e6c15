"""Invitations to work for a partner: sent, answered by a link or signed in, taken back (R-38)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gmp_portal.notifications import first_code
from gmp_portal.ui.forms import chosen, render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from partners import not_now, permissions
from partners.actions import invitations, signatures
from partners.forms.partners import InvitationForm
from partners.forms.starting import NameForm
from partners.models import PartnerInvitation
from partners.views.forms import partner_form
from partners.views.lookup import get_invitation, get_partner


def send(request: SignedInRequest, slug: str) -> HttpResponse:
    """Invite somebody by mail to work for the partner."""
    partner = get_partner(request, slug, permissions.can_invitation_send)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        with said_at(form, "email"):
            asked = invitations.send(partner, **form.cleaned_data, by=request.user)
            said = _("An invitation is on its way to %(email)s.")
            messages.success(request, said % {"email": asked.email})
            return redirect(f"{partner.get_absolute_url()}#invitations")
    title = _("Invite somebody")
    return partner_form(
        request, partner, form, title=title, submit=_("Send the invitation")
    )


@require_POST
def send_again(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Send another link; the one before works no more."""
    asked = get_invitation(request, slug, pk, permissions.can_invitation_send_again)
    invitations.send_again(asked, by=request.user)
    said = _("The invitation to %(email)s has been sent again.")
    messages.success(request, said % {"email": asked.email})
    return redirect(f"{asked.get_absolute_url()}#invitations")


@require_POST
def withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    asked = get_invitation(request, slug, pk, permissions.can_invitation_withdraw)
    invitations.withdraw(asked, by=request.user)
    said = _("The invitation to %(email)s has been withdrawn.")
    messages.success(request, said % {"email": asked.email})
    return redirect(f"{asked.get_absolute_url()}#invitations")


def answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Accept or decline in one press, signed in with the address that was invited."""
    asked = get_invitation(request, slug, pk, permissions.can_invitation_answer)
    if request.method != "POST":
        return render(request, "partners/invitation.html", {"asked": asked})
    if chosen(request, "accept", "decline", clause="R-38") == "decline":
        return _declined(request, asked)
    invitations.accept(asked, by=request.user)
    said = _("You work for %(partner)s from now on.")
    messages.success(request, said % {"partner": asked.partner.full_name})
    if asked.hands_over_id is not None:
        return redirect("website:partner_work", asked.partner.slug)
    return redirect(asked)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Prove the address by a code, or decline without; nobody is let in by a look."""
    asked = get_object_or_404(
        PartnerInvitation.objects.select_related(
            "partner__country", "invited_by", "hands_over__person"
        ),
        token_sha256=signatures.digest(token),
    )
    if request.user.is_authenticated:
        invitations.refuse_others(asked, request.user)
        return redirect("partners:invitation_answer", asked.partner.slug, asked.pk)
    if not asked.is_open:
        raise not_now.why_invitation_settled(asked)
    if "decline" in request.POST:
        return _declined(request, asked)
    form = NameForm(request.POST or None)
    if form.is_valid():
        if refused := first_code.held_up(request):
            return refused
        first_code.send(request, email=asked.email, name=form.cleaned_data["name"])
        return redirect(f"{reverse('account_confirm_login_code')}?next={request.path}")
    return render_form(request, "partners/invitation.html", {"asked": asked}, form=form)


def _declined(request: HttpRequest, asked: PartnerInvitation) -> HttpResponse:
    user = request.user
    invitations.decline(asked, by=user if user.is_authenticated else None)
    messages.success(request, _("You have declined the invitation."))
    return redirect(asked)
