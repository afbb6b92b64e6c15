"""Nominations, invitations and seats."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisory_group import permissions
from advisory_group.actions import seats
from advisory_group.forms.seats import AcceptForm, EndForm, InvitationForm, NominationForm
from advisory_group.models import Constituency, Invitation, Klass, Nomination, Seat
from areas.models import LeadTerm, PartnershipArea
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.shortcuts import get_permitted, render_form
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


@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: SignedInRequest, slug: str) -> HttpResponse:
    """The lead of an area puts a partner forward (A1-3c-ii)."""
    area = get_permitted(
        PartnershipArea.objects.visible_to(request.user),
        request.user,
        permissions.can_nominate,
        refusal=RuleRefusedError(
            _("An area nominates through its lead."), clause="A1-3c-ii", status=403
        ),
        slug=slug,
    )
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
    if not permissions.can_invite(request.user):
        raise RuleRefusedError(
            _("Only the secretariat records the Executive Director's invitations."),
            clause="A1-3e",
            status=403,
        )
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
    source: Nomination | LeadTerm | None = None
    if nomination.isdecimal():
        source = Nomination.objects.filter(pk=nomination[:18]).first()
        initial |= {"klass": Klass.NOMINATED, "nomination": source}
    elif lead.isdecimal():
        source = LeadTerm.objects.current().filter(pk=lead[:18]).first()
        initial |= {"klass": Klass.LEAD}
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


@require_http_methods(["GET", "HEAD"])
def invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    """The invitation, for the person invited and for the secretariat."""
    found = get_object_or_404(
        Invitation.objects.visible_to(request.user).select_related(
            "person",
            "partner",
            "country",
            "area",
            "nomination__area",
            "seat",
            "recorded_by",
        ),
        pk=pk,
    )
    return _show(request, found, AcceptForm())


def _show(request: SignedInRequest, found: Invitation, form: AcceptForm) -> HttpResponse:
    context = {
        "invitation": found,
        "can_reply": permissions.can_reply(request.user, found),
        "can_withdraw": permissions.can_withdraw(request.user, found),
        "trail": ledger.trail(found),
    }
    return render_form(request, "advisory_group/invitation.html", context, form=form)


@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _invitation(request, pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    seat = seats.accept(found, gender=form.cleaned_data["gender"], by=request.user)
    messages.success(request, _("Welcome to the Advisory Group. Your term is recorded."))
    return redirect(seat)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _invitation(request, pk)
    form = ReasonForm(request.POST or None, label=_("Why do you decline?"))
    if form.is_valid():
        seats.decline(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("You declined the invitation; the secretariat knows."))
        return redirect(found)
    context = {
        "title": _("Decline the invitation"),
        "button": _("Decline"),
        "back": found.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_permitted(
        Invitation.objects.visible_to(request.user),
        request.user,
        permissions.can_withdraw,
        refusal=_("Only the secretariat takes an open invitation back."),
        pk=pk,
    )
    form = ReasonForm(request.POST or None, label=_("Why is the invitation withdrawn?"))
    if form.is_valid():
        seats.withdraw(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, _("The invitation is withdrawn; the person has been told.")
        )
        return redirect(found)
    context = {
        "title": _("Withdraw the invitation"),
        "button": _("Withdraw"),
        "back": found.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


def _invitation(request: SignedInRequest, pk: int) -> Invitation:
    return get_permitted(
        Invitation.objects.visible_to(request.user),
        request.user,
        permissions.can_reply,
        refusal=_("Only the person who was invited can answer, and only once."),
        pk=pk,
    )


def _seats_of(request: SignedInRequest) -> Any:
    """Seats whose record this person may open: the own ones, or all for the secretariat."""
    found = Seat.objects.for_pages().select_related("nomination__area")
    return found if request.user.is_secretariat else found.filter(person=request.user)


@require_safe
def seat(request: SignedInRequest, pk: int) -> HttpResponse:
    """The record of one seat, for its member and the secretariat."""
    found = get_object_or_404(_seats_of(request), pk=pk)
    context = {
        "seat": found,
        "can_end": permissions.can_end_seat(request.user, found),
        "can_declare": permissions.can_declare(request.user, found),
        "trail": ledger.trail(found),
    }
    return render(request, "advisory_group/seat.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_permitted(
        _seats_of(request),
        request.user,
        permissions.can_end_seat,
        refusal=_("This term has ended already."),
        pk=pk,
    )
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            seats.end(found, **form.cleaned_data, by=request.user)
        except RuleRefusedError as error:
            form.add_error("last_day", error)
        else:
            messages.success(request, _("The end of the term is recorded."))
            return redirect(found)
    context = {
        "title": _("End the term of %(person)s early") % {"person": found.person},
        "button": _("End the term"),
        "back": found.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a member says about himself or herself, to be changed at any time (A1-3b-4)."""
    found = get_permitted(
        _seats_of(request),
        request.user,
        permissions.can_declare,
        refusal=RuleRefusedError(
            _("Only members themselves say something about their gender."),
            clause="A1-3b-4",
            status=403,
        ),
        pk=pk,
    )
    form = AcceptForm(request.POST or None, initial={"gender": found.gender})
    if form.is_valid():
        seats.declare_gender(found, gender=form.cleaned_data["gender"], by=request.user)
        messages.success(request, _("Your answer is kept. Only the sum is shown."))
        return redirect(found)
    context = {
        "title": _("What you say about yourself"),
        "button": _("Keep my answer"),
        "back": found.get_absolute_url(),
    }
    return render_form(request, "advisory_group/reason.html", context, form=form)
