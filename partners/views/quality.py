"""The worklist of what is missing or doubtful in the data, for the secretariat (A1-6d-ii)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gmp_portal import dates, rounds
from gmp_portal.accounts.rights import require
from gmp_portal.rounds import Number
from gmp_portal.ui.forms import render_form, said_at
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.types import SignedInRequest
from partners import permissions
from partners.actions import quality as actions
from partners.bulk_acts import ON_PARTNERS
from partners.forms.standings import (
    ACCEPTED,
    OPEN,
    QUALITY_LISTS,
    LeaveAloneForm,
    QualityFilter,
)
from partners.models import Partner
from partners.reading import quality


@require_safe
def quality_list(request: SignedInRequest) -> HttpResponse:
    """Each check with its number, its rule and the way to what it found."""
    require(request.user, permissions.can_quality_accept)
    today = dates.today()
    numbers = {
        key: Number(check.open_rows(key, today)) for key, check in quality.CHECKS.items()
    }
    rounds.ask(*numbers.values())
    rows = [(key, quality.CHECKS[key], int(number)) for key, number in numbers.items()]
    context = {"rows": rows, "place_in_menu": "website:desk"}
    return render(request, "partners/quality_list.html", context)


@require_safe
def detail(request: SignedInRequest, check: str) -> HttpResponse:
    """What one check found and where it is mended, or what somebody accepted of it."""
    require(request.user, permissions.can_quality_accept)
    chosen, today = _check(check), dates.today()
    form = QualityFilter(request.GET)
    shown = form.applied.get("show", "") or OPEN
    is_accepted = shown == ACCEPTED
    rows = chosen.accepted_rows if is_accepted else chosen.open_rows
    found = rows(check, today)
    page = page_of(request, found)
    if is_accepted:
        quality.note_accepted(check, page.object_list, today)
    is_of_partners = found.model is Partner
    context = {
        "form": form,
        "acts": [*ON_PARTNERS.data.items()] if is_of_partners and not is_accepted else [],
        "tabs": [(key, label, key == shown) for key, label in QUALITY_LISTS.items()],
        "is_accepted": is_accepted,
        "check": chosen,
        "key": check,
        "page": page,
        "rows": [
            (row.pk, chosen.name(row), chosen.url(row), getattr(row, "accepted", None))
            for row in page
        ],
        "place_in_menu": "website:desk",
    }
    return render(request, "partners/quality.html", context)


def accept(request: SignedInRequest, check: str, pk: int) -> HttpResponse:
    """Accept one of them as it is until a day, with the reason; today takes it back."""
    require(request.user, permissions.can_quality_accept)
    chosen = _check(check)
    record = get_object_or_404(chosen.rows(dates.today()), pk=pk)
    form = LeaveAloneForm(request.POST or None)
    if form.is_valid():
        with said_at(form, "until"):
            actions.accept(check, record, **form.cleaned_data, by=request.user)
            messages.success(request, _("It is accepted as it is until that day."))
            return redirect("partners:quality_detail", check)
    context = {"check": chosen, "key": check, "name": chosen.name(record)}
    return render_form(request, "partners/quality_accept.html", context, form=form)


def _check(key: str) -> quality.Check:
    if key not in quality.CHECKS:
        raise Http404
    return quality.CHECKS[key]
