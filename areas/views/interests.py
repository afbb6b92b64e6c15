"""“We are interested”: said by partners and applicants, and taken back (A2-V-2, R-79)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas import not_in_register, permissions
from areas.actions import interests
from areas.forms.opportunities import InterestForm
from areas.models import AreaOpportunity, OpportunityInterest
from areas.views.form_pages import typed, with_refusals
from gmp_portal.accounts.rights import get_permitted
from gmp_portal.ui.forms import render_form
from gmp_portal.ui.types import SignedInRequest
from gmp_portal.workflow import NotNowError


def say(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what interests one's partner, and how to reach it."""
    visible = AreaOpportunity.objects.visible_to(request.user).select_related("area")
    opportunity = get_permitted(visible, request.user, permissions.can_interest_say, pk=pk)
    partners = _not_yet(request, opportunity)
    form: Any = InterestForm(
        typed(request), partners=partners, initial={"contact": request.user.email}
    )
    if form.is_valid():
        facts = {"partner": None, **form.cleaned_data}
        if with_refusals(form, interests.say, opportunity, **facts, by=request.user):
            messages.success(
                request, _("The leads of the area know that you are interested.")
            )
            return redirect(opportunity)
    context = {
        "opportunity": opportunity,
        "area": opportunity.area,
        "title": _("We are interested"),
        "submit": _("Say so"),
        "clause_id": "A2-V-2",
        "note": _(
            "Everybody reads that your partner is interested; the rest only the leads."
        )
        if partners
        else _(
            "Everybody reads that one more applicant is interested, and not who it is, until "
            "UNEP has confirmed your letter: then your partner is named."
        ),
    }
    return render_form(request, "areas/opportunity_form.html", context, form=form)


@require_POST
def take_back(request: SignedInRequest, pk: int, interest: int) -> HttpResponse:
    """Take it back."""
    visible = OpportunityInterest.objects.visible_to(request.user)
    interest_said = get_permitted(
        visible.filter(opportunity=pk).select_related("opportunity__area", "partner"),
        request.user,
        permissions.can_interest_take_back,
        back_to=_page_of(pk),
        pk=interest,
    )
    interests.take_back(interest_said, by=request.user)
    messages.success(request, _("It is taken back, and what you wrote is deleted."))
    return redirect(interest_said.opportunity)


def _page_of(pk: int) -> str:
    return AreaOpportunity(pk=pk).get_absolute_url()


def _not_yet(request: SignedInRequest, opportunity: AreaOpportunity) -> list[Any]:
    """The partners of this person that have not said so; an applicant has none."""
    voices = permissions.voices_for_interest(request.user)
    standing = opportunity.interests.standing()
    said = {each.partner_id for each in standing.filter(partner__in=voices)}
    left = [each for each in voices if each.pk not in said]
    as_applicant = (
        not voices and standing.filter(partner=None, person=request.user).exists()
    )
    if (voices and not left) or as_applicant:
        raise NotNowError(opportunity, not_in_register.why_interested_already())
    return left
