"""Filters of the desk under a name: kept on a page of their own, removed on the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.accounts.rights import require
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import saved_filters
from gmp_portal.website.forms import DeskFilter, SavedFilterForm
from gmp_portal.website.views.holdings import address_of_desk
from gmp_portal.website.views.lookup import get_saved_filter


def keep(request: SignedInRequest) -> HttpResponse:
    """Give the filter that the address carries a name."""
    require(request.user, permissions.can_filter_keep)
    shown = DeskFilter(request.GET)
    form = SavedFilterForm(request.POST or None)
    if form.is_valid():
        asked = shown.asked
        with said_at(form, "name"):
            saved_filters.keep(
                form.cleaned_data["name"],
                kind=asked["kind"],
                words=asked["q"],
                held=asked["held"],
                by=request.user,
            )
            messages.success(request, _("The filter stands above the list now."))
            return redirect(address_of_desk(request))
    context = {"shown": shown, "desk_url": address_of_desk(request)}
    return render_form(request, "website/keep_filter.html", context, form=form)


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    saved_filters.remove(get_saved_filter(request, pk), by=request.user)
    messages.success(request, _("The filter is removed."))
    return redirect("website:desk")
