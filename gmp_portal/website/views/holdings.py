"""Officers take work of the desk, put it back and hand it on, and come back to their list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.accounts.rights import require
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import holdings
from gmp_portal.website.forms import HandOverForm
from gmp_portal.website.reading import worklists
from gmp_portal.website.views.lookup import get_holding


def address_of_desk(request: HttpRequest) -> str:
    """The list as it was seen: the address of the step carries its filters."""
    query = request.GET.urlencode()
    return reverse("website:desk") + (f"?{query}" if query else "")


@require_POST
def take(request: SignedInRequest) -> HttpResponse:
    require(request.user, permissions.can_take)
    holdings.take(request.POST.get("work", ""), by=request.user)
    messages.success(request, _("You have this work now."))
    return redirect(address_of_desk(request))


@require_POST
def put_back(request: SignedInRequest, pk: int) -> HttpResponse:
    holding = get_holding(request, pk, permissions.can_put_back)
    holdings.put_back(holding, by=request.user)
    messages.success(request, _("The work is nobody's again."))
    return redirect(address_of_desk(request))


def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the work to another officer, or put it back."""
    holding = get_holding(request, pk, permissions.can_hand_over)
    form = HandOverForm(request.POST or None, holding=holding)
    if form.is_valid():
        person = form.cleaned_data["to"]
        holdings.hand_over(holding, to=person, by=request.user)
        messages.success(request, _("%(name)s has this work now.") % {"name": person})
        return redirect(address_of_desk(request))
    context = {
        "holding": holding,
        "task": worklists.on_the_desk(holding.key),
        "query": request.GET.urlencode(),
        "desk_url": address_of_desk(request),
    }
    return render_form(request, "website/hand_over.html", context, form=form)
