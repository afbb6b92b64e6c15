"""Areas for everybody: the list, the page of each, joining and leading."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import areas, leads, memberships
from areas.forms.areas import (
    AreaForm,
    DesignateForm,
    EndLeadForm,
    EstablishForm,
    LedOnForm,
    PartnerChoiceForm,
)
from areas.models import AreaMembership, LeadTerm, PartnershipArea, PlanVersion
from areas.views.lookup import area_for, refuse, typed
from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.models import Meeting
from gmp_portal.ui.forms import ReasonForm
from gmp_portal.ui.shortcuts import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import RuleRefusedError


@login_not_required
@require_safe
def area_list(request: HttpRequest) -> HttpResponse:
    """Every area with its leads and whether it has a plan in force (P-2, P-3)."""
    current = (
        LeadTerm.objects.current().select_related("person", "partner").order_by("places")
    )
    in_force = PlanVersion.objects.current().filter(area=OuterRef("pk"))
    rows = (
        PartnershipArea.objects.visible_to(request.user)
        .annotate(
            has_plan=Exists(in_force),
            partner_count=Count(
                "memberships__partner",
                filter=Q(memberships__in=AreaMembership.objects.current())
                & Q(memberships__partner__status="confirmed"),
                distinct=True,
            ),
        )
        .prefetch_related(Prefetch("lead_terms", current, to_attr="current_leads"))
    )
    context = {"areas": rows, "can_propose": permissions.can_propose(request.user)}
    return render(request, "areas/list.html", context)


@login_not_required
@require_safe
def area_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What the area is for, who leads it, its plans, partners and meetings (B1-S2, A1-6b-iii)."""
    area = area_for(request, slug)
    terms = list(area.lead_terms.for_page().newest_first())
    partners = list(area.current_partners().select_related("country").order_by("name"))
    context = {
        "area": area,
        "current_terms": [term for term in terms if term.is_current],
        "other_terms": [term for term in terms if not term.is_current],
        "plans": PlanVersion.objects.visible_to(request.user)
        .filter(area=area)
        .select_related("area", "pdf")
        .order_by("-number"),
        "partners": partners,
        "since": dict(
            AreaMembership.objects.current()
            .filter(area=area)
            .values_list("partner", "since")
        ),
        "meetings": Meeting.objects.visible_to(request.user)
        .filter(body=area.body)
        .newest_first()[:10],
        "trail": ledger.trail(area),
        **_led_on(request, terms),
        **_buttons(request, area),
    }
    return render(request, "areas/detail.html", context)


def _led_on(request: HttpRequest, terms: list[LeadTerm]) -> dict[str, Any]:
    """Answer "who led on that day?" from the terms, and only from them (C3)."""
    form = LedOnForm(request.GET if "on" in request.GET else None)
    day: date | None = (
        form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    )
    then = [term for term in terms if day and day in term.period]
    return {"led_form": form, "led_on": day, "led_then": then}


def _buttons(request: HttpRequest, area: PartnershipArea) -> dict[str, Any]:
    user = request.user
    if not user.is_authenticated:
        return {}
    joinable = permissions.joinable_partners(user, area)
    own = permissions.partners_of(user, area)
    return {
        "join_form": PartnerChoiceForm(partners=joinable, prefix="join")
        if joinable
        else None,
        "leave_form": PartnerChoiceForm(partners=own, prefix="leave") if own else None,
        "can_designate": permissions.can_designate(user, area),
        "can_establish": permissions.can_establish(user, area),
        "can_close": permissions.can_close(user, area),
        "can_start": permissions.can_start(user, area),
        "can_end": user.is_secretariat,
        "today": today(),
    }


@require_POST
def join(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let one's partner work in the area (A1-6a-i)."""
    refusal = refuse(
        _("Somebody who represents a confirmed partner can let it join an area."), "A1-2e"
    )
    area = area_for(request, slug, permissions.can_join, refusal)
    partners = permissions.joinable_partners(request.user, area)
    form = PartnerChoiceForm(request.POST, partners=partners, prefix="join")
    if not form.is_valid():
        raise refusal
    memberships.join(area, form.cleaned_data["partner"], by=request.user)
    messages.success(request, _("Your organization works in this area now."))
    return redirect(area)


@require_POST
def leave(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let one's partner leave the area (R-11)."""
    refusal = refuse(
        _("Somebody who represents a partner of the area can let it leave."), "A1-6a-i"
    )
    area = area_for(request, slug, permissions.can_leave, refusal)
    partners = permissions.partners_of(request.user, area)
    form = PartnerChoiceForm(request.POST, partners=partners, prefix="leave")
    if not form.is_valid():
        raise refusal
    memberships.leave(area, form.cleaned_data["partner"], by=request.user)
    messages.success(request, _("Your organization has left this area. It can join again."))
    return redirect(area)


def propose(request: SignedInRequest) -> HttpResponse:
    """Put a new area on record as proposed (P-6)."""
    if not permissions.can_propose(request.user):
        raise refuse(_("The secretariat prepares new areas."), "P-6")
    form = AreaForm(typed(request))
    if form.is_valid():
        area = areas.propose(**form.facts(), by=request.user)
        messages.success(request, _("The area is on record as proposed."))
        return redirect(area)
    return render_form(request, "areas/propose.html", {}, form=form)


def establish(request: SignedInRequest, slug: str) -> HttpResponse:
    """Establish a proposed area by a decision of the Advisory Group (P-6)."""
    refusal = refuse(_("The secretariat records that an area is established."), "P-6")
    area = area_for(request, slug, permissions.can_establish, refusal)
    form = EstablishForm(typed(request))
    if form.is_valid():
        areas.establish(area, **form.cleaned_data, by=request.user)
        messages.success(request, _("The area is established."))
        return redirect(area)
    context = {
        "area": area,
        "title": _("Establish the area"),
        "clause_id": "P-6",
        "submit": _("Establish"),
    }
    return render_form(request, "areas/act.html", context, form=form)


def close(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close an area; everything about it stays on record (P-6)."""
    refusal = refuse(_("The secretariat records that an area is closed."), "P-6")
    area = area_for(request, slug, permissions.can_close, refusal)
    form = ReasonForm(typed(request), label=_("Why is the area closed?"))
    if form.is_valid():
        areas.close(area, **form.cleaned_data, by=request.user)
        messages.success(request, _("The area is closed."))
        return redirect(area)
    context = {
        "area": area,
        "title": _("Close the area"),
        "clause_id": "P-6",
        "submit": _("Close the area"),
    }
    return render_form(request, "areas/act.html", context, form=form)


def designate(request: SignedInRequest, slug: str) -> HttpResponse:
    """Designate a lead, as the area's partners agreed (A1-4b-vi, A1-6a-v)."""
    refusal = refuse(
        _("Only partners of the area designate its leads, and the secretariat records it."),
        "A1-6a-v",
    )
    area = area_for(request, slug, permissions.can_designate, refusal)
    is_officer = request.user.is_secretariat
    form = DesignateForm(typed(request), area=area, is_officer=is_officer)
    if form.is_valid():
        data = dict(form.cleaned_data)
        one = data.pop("representative")
        with_refusals(
            form,
            leads.designate_lead,
            area,
            person=one.person,
            partner=one.partner,
            **data,
            by=request.user,
        )
        if form.is_valid():
            messages.success(request, _("The lead is designated, and has been told."))
            return redirect(area.get_absolute_url() + "#leads")
    context = {
        "area": area,
        "title": _("Designate a lead"),
        "clause_id": "A1-4b-vi",
        "submit": _("Designate"),
    }
    return render_form(request, "areas/act.html", context, form=form)


def with_refusals(form: Any, action: Any, *args: Any, **kwargs: Any) -> Any:
    """Do it; what a rule refuses becomes an error of the form, so that nothing typed is lost."""
    try:
        return action(*args, **kwargs)
    except RuleRefusedError as error:
        form.add_error(None, error)
        return None


def end_lead(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End a term before its time."""
    area = area_for(request, slug)
    term = get_object_or_404(area.lead_terms.for_page(), pk=pk)
    if not permissions.can_end_lead(request.user, term):
        raise refuse(
            _("A lead steps down, or the secretariat records the end of the term."),
            "A1-4b-vi",
        )
    form = EndLeadForm(typed(request), term=term)
    if form.is_valid():
        data = form.cleaned_data
        leads.end_lead(term, by=request.user, reason=data["reason"], on=data["last_day"])
        messages.success(request, _("The end of the term is recorded."))
        return redirect(area.get_absolute_url() + "#leads")
    context = {
        "area": area,
        "title": _("End the term of %(name)s") % {"name": term.person},
        "clause_id": "A1-4b-vi",
        "submit": _("End the term"),
    }
    return render_form(request, "areas/act.html", context, form=form)
