"""Who the donors of the plans are, looked up by the secretariat (A2-VII-1, R-80)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from areas import permissions
from areas.actions import donors
from areas.forms.donors import DonorFilter, MatchForm
from areas.models import PlanKey
from areas.reading import donor_matches
from areas.views.form_pages import is_of_another_window, typed
from gmp_portal.accounts.rights import get_permitted, require
from gmp_portal.ui.forms import CONFLICT, render_form
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.ui.versions import token_of, values_of


@require_safe
def donor_list(request: SignedInRequest) -> HttpResponse:
    """All donors that plans name, with who they are as far as somebody has looked."""
    require(request.user, permissions.can_donor_list)
    form = DonorFilter(request.GET)
    everyone = donor_matches.donors()
    page: Any = page_of(request, form.apply(everyone))
    for key in page:
        key.is_renamed = donor_matches.is_renamed(key)
    context = {
        "form": form,
        "page": page,
        "total": everyone.count() if form.is_filtered else page.paginator.count,
        "place_in_menu": "website:desk",
    }
    return render(request, "areas/donor_list.html", context)


def match(request: SignedInRequest, code: str) -> HttpResponse:
    """Say who a donor is: one that is proposed, another partner, or none."""
    keys: Any = PlanKey.objects.all()
    if request.user.is_secretariat:
        keys = donor_matches.donors().select_related("donor_match__matched_by")
    key = get_permitted(keys, request.user, permissions.can_donor_match, code=code)
    proposals = donor_matches.proposals(key.called)
    now = getattr(key, "donor_match", None)
    form = MatchForm(typed(request), proposals=proposals, now=now)
    shown = MatchForm(proposals=proposals, now=now)
    status = None
    if form.is_valid():
        if is_of_another_window(request, form, shown, "R-80"):
            status = CONFLICT
        else:
            partner, funder = form.meant()
            donors.match(key, partner=partner, funder=funder, by=request.user)
            messages.success(request, _("It is noted who the donor is."))
            return redirect("areas:donor_list")
    token = token_of(values_of([shown]))
    context = {"key": key, "now": now, "proposals": proposals, "token": token}
    page = "areas/donor_match.html"
    return render_form(request, page, context, form=form, status=status)
