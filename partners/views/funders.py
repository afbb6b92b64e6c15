"""Funders that are no partners, for the secretariat (A1-6d-iii)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import ledger, rounds
from gmp_portal.accounts.rights import get_permitted, require
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.writing import turns
from partners import permissions
from partners.actions import funders
from partners.forms.funders import FunderFilter, FunderForm
from partners.models import Funder
from partners.writings_of_funders import FUNDER

STEPS_SHOWN = 20


@require_safe
def funder_list(request: SignedInRequest) -> HttpResponse:
    """All funders that are no partners, by name."""
    require(request.user, permissions.can_funder_list)
    form = FunderFilter(request.GET)
    visible = Funder.objects.visible_to(request.user)
    rows = form.apply(visible).select_related("country", "partner")
    context = {
        "form": form,
        "page": page_of(request, rows),
        "place_in_menu": "website:desk",
    }
    return render(request, "partners/funder_list.html", context)


def enter(request: SignedInRequest) -> HttpResponse:
    """Enter a funder."""
    require(request.user, permissions.can_funder_enter)
    form = FunderForm(request.POST or None)
    if form.is_valid():
        with said_at(form, "name"):
            funders.enter(**form.cleaned_data, by=request.user)
            messages.success(request, _("The funder stands in the list."))
            return redirect("partners:funder_list")
    return render_form(request, "partners/funder_form.html", {}, form=form)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is known of a funder, and see what was changed before."""
    visible = Funder.objects.visible_to(request.user)
    funder = get_permitted(visible, request.user, permissions.can_funder_edit, pk=pk)
    turn = turns.take(request, FUNDER, funder)
    if turn.is_saved:
        turn.tell(request, _("The entry is saved."))
        return redirect(funder)
    told = histories.told(ledger.trail(funder)[:STEPS_SHOWN], to=request.user)
    context = {"funder": funder, "trail": rounds.read(told.beside())}
    return render_form(request, "partners/funder_form.html", context, form=turn.form)
