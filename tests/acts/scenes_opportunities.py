"""How opportunities, interest in them and donors of plans are arranged, beside all of areas."""

from dataclasses import replace
from datetime import timedelta

from areas import scheduled
from areas.actions import donors, drafted_opportunities, interests, opportunities
from areas.models import PotentialDonor
from gmp_portal.accounts.models.terms import today
from tests.acts import scenes_areas
from tests.acts.scene import REASON, Call, Scene, officers, with_argument
from tests.acts.scenes_areas import partner_of, people_of
from tests.factories.areas import (
    AreaFactory,
    AreaOpportunityFactory,
    DonorMatchFactory,
    ObjectiveFactory,
    OpportunityInterestFactory,
    PlanFactory,
    advance,
)
from tests.factories.partners import LetterFactory, RepresentativeFactory

WORDS = {"title": "Example laboratory", "description": "", "gain": "", "link": ""}


def opportunity(name):
    """Suggested by the outsider, whose partner works in no area."""
    area = AreaFactory.create()
    people = people_of(area)
    partner = partner_of(people["outsider"])
    people["contributor"] = RepresentativeFactory.create(
        partner=partner, role="contributor"
    ).person
    people["applicant"] = LetterFactory.create(submitted=True).sender
    plan = PlanFactory.create(area=area, started_by=people["lead"])
    facts = {
        "suggested": {"status": "suggested", "listed_at": None},
        "asked": {"status": "asked", "listed_at": None, "question": "Who would pay?"},
        "declined": {"status": "declined", "listed_at": None, "reason": REASON},
        "withdrawn": {"status": "withdrawn", "listed_at": None},
        "dropped": {"status": "dropped", "reason": REASON},
        "drafted": {"status": "idea"},
    }
    record = AreaOpportunityFactory.create(
        area=area,
        by_partner=True,
        partner=partner,
        suggested_by=people["outsider"],
        **facts.get(name, {"status": name}),
    )
    if name == "drafted":
        drafted_opportunities.put_in(record, by=people["lead"])
    return Scene(record, people, {"plan": plan})


def suggestion_waiting(_name):
    """The leads should have answered by today."""
    scene = opportunity("suggested")
    scene.record.suggested_at -= timedelta(days=30)
    scene.record.save(update_fields=["suggested_at"])
    return scene


def interest(name):
    scene = opportunity("seeking")
    record = OpportunityInterestFactory.create(
        opportunity=scene.record,
        partner=partner_of(scene.outsider),
        person=scene.outsider,
        over=name == "over",
    )
    return Scene(record, scene.people, {"opportunity": scene.record})


def donor(name):
    plan = PlanFactory.create()
    if name == "objective":
        return Scene(ObjectiveFactory.create(plan=plan).key, officers())
    named = PotentialDonor.objects.create(plan=plan, name="Example fund", kind="donor")
    return Scene(named.key, officers())


def _suggestion(scene):
    return WORDS | {"partner": partner_of(scene.outsider)}


def _said(scene):
    return {
        "partner": partner_of(scene.outsider),
        "words": "We could pay.",
        "contact": "me@example.org",
    }


CALLS = {
    "area.suggest_opportunity": Call(opportunities.suggest, _suggestion),
    "opportunity.ask": Call(opportunities.ask, lambda _scene: {"question": "Who pays?"}),
    "opportunity.answer": Call(
        opportunities.answer, lambda _scene: WORDS | {"answer": "Two funds."}
    ),
    "opportunity.take_in": Call(opportunities.take_in),
    "opportunity.decline": Call(opportunities.decline, lambda _scene: {"reason": REASON}),
    "suggestion_waiting.remind": Call(
        scheduled.remind_of_suggestions,
        first=lambda _scene: (today(),),
        names_actor=False,
    ),
    "opportunity.withdraw": Call(opportunities.withdraw),
    "opportunity.edit": Call(opportunities.edit, lambda _scene: WORDS),
    "opportunity.seek": Call(opportunities.move, lambda _scene: {"to": "seeking"}),
    "opportunity.drop": Call(
        opportunities.move, lambda _scene: {"to": "dropped", "reason": REASON}
    ),
    "opportunity.put_in": Call(drafted_opportunities.put_in),
    "opportunity.take_out": Call(drafted_opportunities.take_out),
    "opportunity.say_interest": Call(interests.say, _said),
    "interest.take_back": Call(interests.take_back),
    "donor.match": Call(donors.match),
}
GUARDS = {
    "opportunity.edit: nothing new": lambda scene: scene.changes.update(
        {name: getattr(scene.record, name) for name in WORDS}
    ),
    "opportunity.drop: without a reason": with_argument(reason=""),
    "opportunity.put_in: no draft": lambda scene: advance(scene.plan, "in_consensus"),
    "opportunity.say_interest: said already": lambda scene: (
        OpportunityInterestFactory.create(
            opportunity=scene.record, partner=partner_of(scene.outsider)
        )
    ),
    "donor.match: the same again": lambda scene: DonorMatchFactory.create(
        key=scene.record, partner=None, is_none=True
    ),
}
SCENES = replace(
    scenes_areas.SCENES,
    nouns=scenes_areas.SCENES.nouns
    | {
        "opportunity": opportunity,
        "suggestion_waiting": suggestion_waiting,
        "interest": interest,
        "donor": donor,
    },
    calls=scenes_areas.SCENES.calls | CALLS,
    guards=scenes_areas.SCENES.guards | GUARDS,
)
