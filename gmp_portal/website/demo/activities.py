"""Example activities in every state, begun, sent, acknowledged and ended by Example people."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from areas import permissions
from areas.actions import activities
from areas.models import Activity, PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.reference.models import Country
from partners.models import Partner

Cast = Mapping[str, User]
EMPTY: dict[str, Any] = {
    "summary": "",
    "starts_on": None,
    "ends_on": None,
    "tags": [],
    "objectives": [],
    "articles": [],
    "sdg_targets": [],
    "builds_capacity": False,
    "consulted_names": "",
    "donor_names": "",
    "countries": [],
    "also_in": [],
    "efforts": [],
    "joint": [],
}


def load(cast: Cast) -> None:
    """Let Example partners begin activities in the gold and waste areas, once."""
    if Activity.objects.exclude(status=Activity.Status.REPORTED).exists():
        return
    areas = PartnershipArea.objects.filter(slug__in=("asgm", "waste-management"))
    by_slug = {area.slug: area for area in areas}
    if len(by_slug) < 2:
        return
    gold, waste = by_slug["asgm"], by_slug["waste-management"]
    first, second = cast["focal.point"], cast["other.focal.point"]
    lead = cast["area.lead"]
    year = today().year
    retorts = _begin(
        gold,
        first,
        title="Example retorts for small refineries",
        kind="pilot",
        summary=(
            "Ten Example refineries try retorts that catch mercury before it reaches the air. "
            "Their workers learn to use and to clean them."
        ),
        starts_on=date(year - 1, 10, 1),
        ends_on=date(year + 1, 9, 30),
        priorities=["a", "c"],
        focus="convention",
        tags=["technology", "unido", "gender"],
        objectives=["O2", "O4"],
        articles=[7, 8],
        sdg_targets=["3.9", "12.4"],
        builds_capacity=True,
        countries=_countries("GH", "BF", "PE"),
        also_in=[waste],
        efforts=_efforts(gold),
        joint=_partners(second, gold),
        consulted_names="Example Union of Miners",
        donor_names="Example Fund for Clean Refineries",
    )
    _acknowledged(retorts, first, lead)
    inventory = _begin(
        gold,
        second,
        title="Example inventory of mercury in gold mining",
        kind="inventory",
        summary="Two Example ministries count what miners use and what they lose.",
        starts_on=date(year - 1, 1, 15),
        priorities=["a", "g"],
        focus="knowledge",
        articles=[7, 21],
        sdg_targets=["12.4"],
        countries=_countries("GH"),
        consulted_names="Example Ministry of Mines",
    )
    _acknowledged(inventory, second, lead)
    activities.end(
        inventory,
        outcome="The Example inventory is published; it covers all five provinces.",
        on=today() - timedelta(days=20),
        by=second,
    )
    exchange = _begin(
        gold,
        first,
        title="Example exchange between mining villages",
        kind="south_south",
        summary="Miners of one Example country visit those of another, and show how they work.",
        starts_on=today() + timedelta(days=40),
        priorities=["c"],
        focus="outreach",
        tags=["indigenous"],
        countries=_countries("PE", "BF"),
    )
    activities.send(exchange, by=first)
    market = _begin(
        gold,
        second,
        title="Example buyers of gold without mercury",
        kind="other",
        summary="Example buyers pay more for gold that is made without mercury.",
        starts_on=date(year, 6, 1),
        priorities=["c"],
        focus="convention",
        tags=["market"],
        joint=_partners(first, gold),
    )
    activities.send(market, by=second)
    question = "Which Example buyers take part, and who checks the gold?"
    activities.ask_back(market, question=question, by=lead)
    monitoring = _begin(
        waste,
        first,
        title="Example monitoring of old dumps",
        kind="monitoring",
        summary="Samples of water below Example dumps, twice a year.",
        starts_on=date(year, 3, 1),
        priorities=["b", "f"],
        focus="knowledge",
        articles=[11, 12, 19],
        sdg_targets=["6.3", "15.1"],
        donor_names="Example Ministry of the Environment",
    )
    _acknowledged(monitoring, first, cast["other.area.lead"])


def _begin(area: PartnershipArea, by: User, **facts: Any) -> Activity:
    [partner, *_more] = _partners(by, area)
    return activities.start(area, partner=partner, facts=EMPTY | facts, by=by)


def _acknowledged(activity: Activity, by: User, lead: User) -> None:
    activities.send(activity, by=by)
    activities.acknowledge(activity, by=lead)


def _partners(person: User, area: PartnershipArea) -> list[Partner]:
    return permissions.partners_of(person, area)


def _countries(*codes: str) -> list[Country]:
    return list(Country.objects.filter(pk__in=codes))


def _efforts(area: PartnershipArea) -> list[Any]:
    """One effort of the plan, by the key that it keeps in all versions."""
    return list(area.plan_keys.filter(kind="effort").order_by("number")[:1])
