"""People who ask to speak for an organization that is a partner already."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.ui.forms import chosen
from gmp_portal.ui.types import SignedInRequest
from partners import permissions
from partners.actions import join_requests
from partners.forms.partners import JoinForm
from partners.views.forms import partner_form
from partners.views.lookup import get_join_request, get_partner


def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask to speak for an organization that is a partner already."""
    partner = get_partner(request, slug, permissions.can_join_request_ask)
    form = JoinForm(request.POST or None)
    if form.is_valid():
        join_requests.ask(partner, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("Your request is on its way to the partner."))
        return redirect(partner)
    title = _("Ask to speak for this partner")
    return partner_form(request, partner, form, title=title, submit=_("Ask"))


@require_POST
def decide(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Accept or refuse somebody who asked to speak for the partner."""
    asked = get_join_request(request, slug, pk, permissions.can_join_request_decide)
    if chosen(request, "accept", "refuse", clause="A1-6a-ii") == "accept":
        join_requests.accept(asked, by=request.user)
        messages.success(request, _("The request has been accepted."))
    else:
        join_requests.refuse(asked, by=request.user)
        messages.success(request, _("The request has been refused."))
    return redirect(asked)
