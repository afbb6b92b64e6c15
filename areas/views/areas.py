"""Areas for everybody: the list, the page of each, its beginning and end, and its partners."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from areas import permissions
from areas.actions import areas, memberships
from areas.forms.areas import AreaForm, EstablishForm, PartnerChoiceForm
from areas.reading import area_page, area_table
from areas.views.form_pages import area_form, typed
from areas.views.lookup import get_area
from gmp_portal.accounts.rights import require
from gmp_portal.meetings.views.drafted import to_draft
from gmp_portal.ui.forms import ReasonForm, render_form
from gmp_portal.ui.shared_pages import shared
from gmp_portal.ui.types import SignedInRequest


@shared
@require_safe
def area_list(request: HttpRequest) -> HttpResponse:
    """Every area with its leads and its plan, and all of them compared (P-2, P-3)."""
    context = {
        "areas": area_table.rows(request.user),
        "can_propose": permissions.can_propose(request.user),
    }
    return render(request, "areas/area_list.html", context)


@shared
@require_safe
def area_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What the area is for, who leads it, its plans, partners and meetings (B1-S2, A1-6b-iii)."""
    area = get_area(request, slug)
    context = area_page.gather(area, request)
    form = context["led_form"]
    return render_form(request, "areas/area_detail.html", context, form=form)


@require_POST
def join(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let one's partner work in the area (A1-6a-i)."""
    area = get_area(request, slug, permissions.can_join)
    partners = permissions.joinable_partners(request.user, area)
    form = PartnerChoiceForm(request.POST, partners=partners, prefix="join")
    if not form.is_valid():
        raise permissions.refusal_to_join()
    memberships.join(area, form.cleaned_data["partner"], by=request.user)
    messages.success(request, _("Your organization works in this area now."))
    return redirect(area)


@require_POST
def leave(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let one's partner leave the area (R-11)."""
    area = get_area(request, slug, permissions.can_leave)
    partners = permissions.partners_of(request.user, area)
    form = PartnerChoiceForm(request.POST, partners=partners, prefix="leave")
    if not form.is_valid():
        raise permissions.refusal_to_leave()
    memberships.leave(area, form.cleaned_data["partner"], by=request.user)
    messages.success(request, _("Your organization has left this area. It can join again."))
    return redirect(area)


def propose(request: SignedInRequest) -> HttpResponse:
    """Put a new area on record as proposed (P-6)."""
    require(request.user, permissions.can_propose)
    form = AreaForm(typed(request))
    if form.is_valid():
        area = areas.propose(**form.facts(), by=request.user)
        messages.success(request, _("The area is on record as proposed."))
        return redirect(area)
    return render_form(request, "areas/area_propose.html", {}, form=form)


@require_POST
def draft_decision(request: SignedInRequest, slug: str) -> HttpResponse:
    """Draft the decision by which the Advisory Group may establish the area (P-6)."""
    area = get_area(request, slug, permissions.can_draft_decision)
    return to_draft(request, areas.draft_decision(area, by=request.user))


def establish(request: SignedInRequest, slug: str) -> HttpResponse:
    """Establish a proposed area by a decision of the Advisory Group (P-6)."""
    area = get_area(request, slug, permissions.can_establish)
    form = EstablishForm(typed(request), area=area)
    if form.is_valid():
        areas.establish(area, **form.cleaned_data, by=request.user)
        messages.success(request, _("The area is established."))
        return redirect(area)
    title = _("Establish the area")
    return area_form(request, area, form, title=title, submit=_("Establish"), clause="P-6")


def close(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close an area; everything about it stays on record (P-6, R-23)."""
    area = get_area(request, slug, permissions.can_close)
    form = ReasonForm(
        typed(request),
        label=_("Why is the area closed?"),
        hint=_(
            "Its partners leave it today and are told the reason, as its leads are. Plans, leads "
            "and meetings stay on record. The framework asks for no decision of the Advisory "
            "Group here: that the secretariat closes is a working rule."
        ),
    )
    if form.is_valid():
        areas.close(area, **form.cleaned_data, by=request.user)
        messages.success(request, _("The area is closed."))
        return redirect(area)
    title = _("Close the area")
    return area_form(request, area, form, title=title, submit=title, clause="R-23")
