"""Example ideas of areas: suggested, taken in, looking for money; and donors looked up."""

from areas.actions import donors, drafted_opportunities, interests, opportunities
from areas.models import (
    AreaOpportunity,
    LeadTerm,
    PartnershipArea,
    PotentialDonor,
)
from gmp_portal.accounts.models import User
from partners.models import Funder, Partner

SEEKING = {
    "title": "Example mobile laboratory for three countries",
    "description": (
        "An Example laboratory on wheels measures mercury in hair, fish and air where miners "
        "live, and leaves its results with the health posts."
    ),
    "gain": "Example miners and their families in three countries.",
    "link": "https://laboratory.example.org/",
}
SCOPED = {
    "title": "Example register of gold traders who buy without mercury",
    "description": "Traders of the Example region sign up, and miners see who buys their gold.",
    "gain": "Example miners who sell gold from clean processing.",
    "link": "",
}
WAITING = {
    "title": "Example radio course on amalgam burning",
    "description": "Ten short Example broadcasts in local languages, with questions by phone.",
    "gain": "Example families that burn amalgam at home.",
    "link": "",
}
ASKED = {
    "title": "Example satellite pictures of new mining sites",
    "description": "Pictures of each month show Example authorities where mining begins.",
    "gain": "Example authorities, and those who live downstream.",
    "link": "",
}

TAKEN_BACK = {
    "title": "Example collection of old thermometers",
    "description": "Example schools collect thermometers; the partner found other money.",
    "gain": "Example pupils and teachers.",
    "link": "",
}


def load(cast: dict[str, User]) -> None:
    """Ideas of one area in several states, once; its donors as far as they are known."""
    area = PartnershipArea.objects.filter(slug="asgm").first()
    is_led = area and LeadTerm.objects.current().filter(area=area).exists()
    if area is None or not is_led or AreaOpportunity.objects.exclude(partner=None).exists():
        return
    lead, speaker, other = (
        cast["area.lead"],
        cast["focal.point"],
        cast["other.focal.point"],
    )
    partner, second = _partner(speaker), _partner(other)
    seeking = opportunities.suggest(area, partner=partner, by=speaker, **SEEKING)
    opportunities.take_in(seeking, by=lead)
    opportunities.move(seeking, to="seeking", by=lead)
    scoped = opportunities.suggest(area, partner=second, by=other, **SCOPED)
    opportunities.take_in(scoped, by=lead)
    opportunities.move(scoped, to="scoped", by=lead)
    drafted_opportunities.put_in(scoped, by=lead)
    opportunities.suggest(area, partner=second, by=other, **WAITING)
    asked = opportunities.suggest(area, partner=partner, by=speaker, **ASKED)
    question = "Example: who would pay for the pictures, and for how long?"
    opportunities.ask(asked, question=question, by=lead)
    back = opportunities.suggest(area, partner=partner, by=speaker, **TAKEN_BACK)
    opportunities.withdraw(back, by=speaker)
    interests.say(
        seeking,
        partner=second,
        words="Our Example institute could train the nurses.",
        contact="other.focal.point@example.org",
        by=other,
    )
    _look_up_donors(cast["secretariat"])


def _partner(person: User) -> Partner:
    return Partner.objects.confirmed().represented_by(person).order_by("pk")[0]


def _look_up_donors(officer: User) -> None:
    """One is a funder of the list; the others wait to be looked up."""
    named = PotentialDonor.objects.select_related("key").order_by("plan", "pk").first()
    funder = Funder.objects.filter(partner=None).order_by("pk").first()
    if named and funder:
        donors.match(named.key, funder=funder, by=officer)
