"""Filters of lists under a name: kept on a page of their own, removed on the list."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gmp_portal.accounts.rights import require
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import saved_filters
from gmp_portal.website.forms import SavedFilterForm
from gmp_portal.website.models import SavedFilter
from gmp_portal.website.reading.kept_lists import LISTS
from gmp_portal.website.views.lookup import get_saved_filter

Page = SavedFilter.Page


def keep(request: SignedInRequest, page: str) -> HttpResponse:
    """Give the filter that the address carries a name."""
    require(request.user, permissions.can_filter_keep)
    if page not in Page.values:
        raise Http404
    kept_list = LISTS[Page(page)]
    shown = kept_list.form(request.GET)
    form = SavedFilterForm(request.POST or None)
    if form.is_valid():
        with said_at(form, "name"):
            saved_filters.keep(
                form.cleaned_data["name"], page=page, asked=shown.query, by=request.user
            )
            messages.success(request, _("The filter stands above the list now."))
            return redirect(kept_list.address(shown.query))
    context = {
        "shown": shown,
        "list_name": Page(page).label,
        "list_url": kept_list.address(shown.query),
    }
    return render_form(request, "website/keep_filter.html", context, form=form)


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = get_saved_filter(request, pk)
    saved_filters.remove(kept, by=request.user)
    messages.success(request, _("The filter is removed."))
    return redirect(LISTS[Page(kept.page)].address())
