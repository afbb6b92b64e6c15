"""Removals of personal data at the desk: what waits, and what somebody asked for on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gmp_portal import rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import Erasure
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.website import permissions
from gmp_portal.website.actions import erasures
from gmp_portal.website.erasure_forms import ErasureRecordForm

PAGE = "website:erasure_list"


@require_safe
def erasure_list(request: SignedInRequest) -> HttpResponse:
    """What the secretariat recorded for others, the newest first."""
    rights.require(request.user, permissions.can_erasure_record)
    rows = Erasure.objects.visible_to(request.user).recorded()
    page = page_of(request, rows.select_related("person", "recorded_by"))
    context = {
        "page": page,
        "rows": [
            (each, permissions.can_erasure_take_back(request.user, each)) for each in page
        ],
        "place_in_menu": "website:desk",
    }
    return render(request, "website/erasures.html", context)


def erasure_record(request: SignedInRequest) -> HttpResponse:
    """Record that somebody asked on paper or by mail; the person is told, and has the days."""
    rights.require(request.user, permissions.can_erasure_record)
    suggested = {"email": request.GET.get("email", "").replace("\x00", "")}
    form = ErasureRecordForm(request.POST or None, initial=suggested)
    if form.is_valid():
        values = form.cleaned_data
        with said_at(form, "email"):
            erasures.record(values.pop("email"), **values, by=request.user)
            messages.success(request, _("The removal is recorded, and the person is told."))
            return redirect(PAGE)
    context = {"days": rulebook.value(erasures.RULE), "place_in_menu": "website:desk"}
    return render_form(request, "website/erasure_record.html", context, form=form)


@require_POST
def keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a recorded removal back, while it waits."""
    known = Erasure.objects.visible_to(request.user).recorded().select_related("person")
    erasure = rights.get_permitted(
        known, request.user, permissions.can_erasure_take_back, pk=pk, back_to=PAGE
    )
    erasures.take_back(erasure, by=request.user)
    messages.success(request, _("The data stay, and nothing is removed."))
    return redirect(PAGE)
