"""What the page of an area shows, gathered for whoever reads it (B1-S2, A1-6b-iii)."""

from datetime import date
from typing import Any

from django.http import QueryDict

from areas import permissions
from areas.acts import Act
from areas.forms.areas import LedOnForm, PartnerChoiceForm
from areas.models import AreaMembership, LeadTerm, PartnershipArea, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts import namesakes
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.ledger import histories
from gmp_portal.meetings.models import Meeting


def gather(area: PartnershipArea, user: Anybody, asked: QueryDict | None) -> dict[str, Any]:
    """Everything on the page; ``asked`` is the day on which somebody led, if one is given."""
    terms = list(area.lead_terms.for_page().newest_first())
    namesakes.tell_apart(term.person for term in terms)
    for term in terms:
        term.why_ended = term.ended_reason if is_officer(user) else ""
    members = AreaMembership.objects.current().filter(area=area)
    return {
        "area": area,
        "current_terms": [
            (term, permissions.can_lead_end(user, term))
            for term in terms
            if term.is_current
        ],
        "other_terms": [term for term in terms if not term.is_current],
        "plans": PlanVersion.objects.visible_to(user)
        .filter(area=area)
        .select_related("area", "pdf")
        .order_by("-number"),
        "partners": list(
            area.current_partners().select_related("country").order_by("name")
        ),
        "since": dict(members.values_list("partner", "since")),
        "meetings": Meeting.objects.visible_to(user)
        .filter(body=area.body)
        .newest_first()[:10],
        "trail": histories.told(
            ledger.trail(area), to=user, about_people={Act.AREA_LEAD_ENDED}
        ),
        **_led_on(asked, terms),
        **_offered(area, user),
    }


def _led_on(asked: QueryDict | None, terms: list[LeadTerm]) -> dict[str, Any]:
    """Answer "who led on that day?" from the terms, and only from them (C3)."""
    form = LedOnForm(asked)
    day: date | None = form.cleaned_data["on"] if form.is_valid() else None
    then = [term for term in terms if day and day in term.period]
    return {"led_form": form, "led_on": day, "led_then": then}


def _offered(area: PartnershipArea, user: Anybody) -> dict[str, Any]:
    possible = permissions.possible(user, area)
    forms: dict[str, PartnerChoiceForm] = {}
    if "join" in possible:
        partners = permissions.joinable_partners(user, area)
        forms["join_form"] = PartnerChoiceForm(partners=partners, prefix="join")
    if "leave" in possible:
        partners = permissions.partners_of(user, area)
        forms["leave_form"] = PartnerChoiceForm(partners=partners, prefix="leave")
    return {"possible": possible, **forms}
