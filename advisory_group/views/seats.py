"""Seats: an area nominates, the Executive Director invites, a term ends early."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from advisory_group import permissions
from advisory_group.actions import seats
from advisory_group.forms.seats import (
    EndForm,
    GenderForm,
    InvitationForm,
    NominationForm,
)
from advisory_group.models import Constituency, Nomination, Seat, SeatClass
from advisory_group.reading import terms
from advisory_group.views.lookup import get_area, get_seat
from areas.models import LeadTerm
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import require
from gmp_portal.ledger import histories
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError

CONSTITUENCY_OF = {
    "government": Constituency.GOVERNMENT,
    "reio": Constituency.REIO,
    "intergovernmental": Constituency.INTERGOVERNMENTAL,
    "industry": Constituency.INDUSTRY,
    "ngo": Constituency.NGO,
    "academia": Constituency.SCIENCE,
}
# What an invitation says of a place, and a seat as well.
OF_PLACE = (
    *("partner", "organisation", "klass", "area", "nomination", "gap"),
    *("constituency", "country", "region"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: SignedInRequest, slug: str) -> HttpResponse:
    """The lead of an area puts a partner forward (A1-3c-ii)."""
    area = get_area(request, slug, permissions.can_nominate)
    form = NominationForm(request.POST or None, area=area)
    if form.is_valid():
        chosen = form.cleaned_data["representative"]
        try:
            seats.nominate(
                area,
                partner=chosen.partner,
                person=chosen.person,
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except RuleRefusedError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The nomination is with the secretariat."))
            return redirect(area)
    return render_form(request, "advisory_group/nominate.html", {"area": area}, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest) -> HttpResponse:
    """Record the Executive Director's invitation (A1-3c)."""
    require(request.user, permissions.can_invite)
    form = InvitationForm(request.POST or None, initial=_prefilled(request))
    if form.is_valid():
        try:
            invitation = seats.invite(form.save(commit=False), by=request.user)
        except RuleRefusedError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The invitation is recorded and sent."))
            return redirect(invitation)
    return render_form(request, "advisory_group/invite.html", {}, form=form)


def _prefilled(request: SignedInRequest) -> dict[str, Any]:
    """What is known already where the board's buttons lead here."""
    initial: dict[str, Any] = {"starts_on": today(), "letter_on": today()}
    nomination, lead = request.GET.get("nomination", ""), request.GET.get("lead", "")
    again, after = request.GET.get("again", ""), request.GET.get("after", "")
    source: Nomination | LeadTerm | None = None
    if again.isdecimal() or after.isdecimal():
        seat = Seat.objects.filter(pk=(again or after)[:18]).first()
        return initial | (_following(seat, is_same_person=bool(again)) if seat else {})
    if nomination.isdecimal():
        source = Nomination.objects.filter(pk=nomination[:18]).first()
        initial |= {"klass": SeatClass.NOMINATED, "nomination": source}
    elif lead.isdecimal():
        source = LeadTerm.objects.current().filter(pk=lead[:18]).first()
        initial |= {"klass": SeatClass.LEAD}
    if source is None:
        return initial
    partner = source.partner
    return initial | {
        "email": source.person.email,
        "partner": partner,
        "area": source.area,
        "country": partner.country,
        "constituency": CONSTITUENCY_OF.get(partner.kind, Constituency.OTHER),
    }


def _following(seat: Seat, *, is_same_person: bool) -> dict[str, Any]:
    """A term that begins when this one is over, for the same person or for somebody else."""
    known: dict[str, Any] = {}
    if seat.ends_on and not seat.has_ended:
        known["starts_on"] = seat.ends_on + timedelta(days=1)
    if is_same_person:
        known |= {name: getattr(seat, name) for name in OF_PLACE}
        known["email"] = seat.person.email
    return known


@require_safe
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The record of one seat, for its member and the secretariat."""
    visible = Seat.objects.visible_to(request.user).for_pages()
    seat = get_object_or_404(visible.select_related("nomination__area"), pk=pk)
    context = {
        "seat": seat,
        "ends_soon": terms.ends_soon(seat),
        "can_invite": permissions.can_invite(request.user),
        "possible": permissions.SEAT.possible(request.user, seat),
        "trail": histories.told(ledger.trail(seat), to=request.user),
    }
    return render(request, "advisory_group/seat.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the term early: the secretariat does, or the member steps down."""
    seat = get_seat(request, pk, permissions.can_seat_end)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            seats.end(seat, **form.cleaned_data, by=request.user)
        except RuleRefusedError as error:
            form.add_error("last_day", error)
        else:
            messages.success(request, _("The end of the term is recorded."))
            return redirect(seat)
    context = {
        "title": _("End the term of %(person)s early") % {"person": seat.person},
        "button": _("End the term"),
        "back": seat.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a member says about himself or herself, to be changed at any time (A1-3b-4)."""
    seat = get_seat(request, pk, permissions.can_declare)
    form = GenderForm(request.POST or None, initial={"gender": seat.gender})
    if form.is_valid():
        seats.declare(seat, **form.cleaned_data, by=request.user)
        messages.success(request, _("Your answer is kept. Only the sum is shown."))
        return redirect(seat)
    context = {
        "title": _("What you say about yourself"),
        "button": _("Keep my answer"),
        "back": seat.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)
