"""What the page of an area shows, gathered for whoever reads it (B1-S2, A1-6b-iii)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from areas import permissions
from areas.acts import Act
from areas.forms.areas import LedOnForm, PartnerChoiceForm
from areas.models import CrossCuttingTopic, LeadTerm, PartnershipArea, PlanVersion
from areas.reading import (
    activity_list,
    course,
    newcomers,
    opportunity_rows,
    outcomes,
    plan_board,
    who_led,
)
from areas.reading.plan_board import Board
from gmp_portal import ledger, rounds
from gmp_portal.accounts import namesakes
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.ledger import histories
from gmp_portal.rounds import Reading, rows
from gmp_portal.ui.kept_parts import kept_for_all
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.tags.pictures import Dot, Share
from partners.looks import KINDS

# What does not fit stands in the registers of partners and plans, and below "All entries".
PARTNERS_SHOWN = 24
PLANS_SHOWN = 6
REPORTS = 6
TOPICS_SHOWN = 12
OPPORTUNITIES_SHOWN = 5
MOMENTS_SHOWN, MOMENTS = 6, 20

Status = PlanVersion.Status


def gather(area: PartnershipArea, request: HttpRequest) -> dict[str, Any]:
    """Everything on the page, and who led the area on the day that is asked for, if one is."""
    user = request.user
    asked = request.GET if "on" in request.GET else None
    terms = area.lead_terms.for_page().newest_first()
    plans = (
        PlanVersion.objects.visible_to(user)
        .filter(area=area)
        .select_related("area", "pdf")
        .defer("snapshot")
        .order_by("-number")
    )
    trail = histories.told(ledger.trail(area), to=user, about_people={Act.AREA_LEAD_ENDED})
    inside = permissions.hears(user, area)
    crossing = CrossCuttingTopic.objects.filter(
        status=CrossCuttingTopic.Status.OPEN, ties__in=area.topic_ties.current()
    ).order_by("begun_on", "slug")[:TOPICS_SHOWN]
    ideas = opportunity_rows.open_in(area)[:OPPORTUNITIES_SHOWN]
    _terms, (in_force, board), reports, happened, activities, new, *_rest = rounds.run(
        rows(terms),
        _in_force(plans),
        outcomes.reports_of([area.pk]),
        course.reading(area, user),
        activity_list.of_area(area, user),
        newcomers.of(area, user, inside=inside),
        trail.beside(),
        rounds.asked(crossing, ideas),
    )
    # To count them by kind and country, all of them are read.
    partners = kept_for_all(
        request, ("partners of an area", area.pk), lambda: _partners(area)
    )
    namesakes.tell_apart(term.person for term in terms)
    for term in terms:
        term.why_ended = term.ended_reason if is_officer(user) else ""
    filed = reports.get(area.pk, [])
    moments = course.of(area, happened, plans=plans, terms=terms, reports=filed)
    page = page_of(request, moments, MOMENTS, parameter="moments")
    at_once = MOMENTS_SHOWN if page.number == 1 else MOMENTS
    return {
        "area": area,
        "current_terms": [
            (term, permissions.can_lead_end(user, term))
            for term in terms
            if term.is_current
        ],
        "other_terms": [term for term in terms if not term.is_current],
        "plans": plans[:PLANS_SHOWN],
        "plan_count": len(plans),
        "in_force": in_force,
        "opportunities": ideas,
        "board": board,
        "reports": page_of(request, filed, REPORTS, parameter="reports"),
        "moments": page[:at_once],
        "more_moments": page[at_once:],
        "moment_page": page,
        "has_met": any(moment.is_meeting for moment in moments),
        "trail": trail,
        "new": new,
        "inside": inside,
        "crossing": crossing,
        **activities,
        **partners,
        **_led_on(asked, area, terms),
        **_offered(area, user),
    }


def _in_force(
    plans: "QuerySet[PlanVersion]",
) -> Reading[tuple[PlanVersion | None, Board | None]]:
    """The plan that is in force, and where it stands."""
    yield [plans]
    in_force = next((plan for plan in plans if plan.status == Status.PUBLISHED), None)
    board = (yield from plan_board.of(in_force)) if in_force else None
    return in_force, board


def _partners(area: PartnershipArea) -> dict[str, Any]:
    """The first of them by name, and how many of which kind are in how many countries."""
    partners = area.current_partners().order_by("name")
    shown = partners.select_related("country")[:PARTNERS_SHOWN]
    countries: Counter[str | None] = Counter()
    kinds: Counter[str] = Counter()
    groups = partners.order_by().values_list("country", "kind").annotate(Count("pk"))
    rounds.ask(shown, groups)
    for country, kind, number in groups:
        countries[country] += number
        kinds[kind] += number
    nowhere = countries.pop(None, 0)
    register = reverse("partners:partner_list") + f"?area={area.slug}&kind="
    return {
        "partners": [(each, KINDS[each.kind]) for each in shown],
        "partner_count": kinds.total(),
        "country_count": len(countries),
        "worldwide": nowhere,
        "dots": [Dot(country, number) for country, number in countries.items() if country],
        "kinds": [
            Share(str(KINDS[kind].short), number, register + kind)
            for kind, number in kinds.most_common()
        ],
    }


def _led_on(
    asked: QueryDict | None, area: PartnershipArea, terms: Iterable[LeadTerm]
) -> dict[str, Any]:
    """Answer "who led on that day?" from the terms, and only from them (C3)."""
    form = LedOnForm(asked)
    day: date | None = form.cleaned_data["on"] if form.is_valid() else None
    then = [term for term in terms if day and day in term.period]
    first = min((term.starts_on for term in terms), default=None)
    why_nobody = who_led.why_nobody(area, day, first) if day and not then else ""
    return {"led_form": form, "led_on": day, "led_then": then, "why_nobody": why_nobody}


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
