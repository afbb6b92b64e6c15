"""How amendments of plans in force are arranged, and how their acts are called."""

from datetime import timedelta

from django.utils import timezone

from areas.actions import amendment_taking, amendments, plans
from areas.models import AmendmentPlace, PlanVersion
from areas.reading import amendments as reading
from areas.reading import snapshot
from tests.acts.scene import REASON, Call, Scene, Scenes, with_argument, with_made
from tests.acts.scenes_areas import (
    lacking,
    partner_of,
    people_of,
    text_changed,
    text_missing,
)
from tests.acts.scenes_opportunities import SCENES as OF_AREAS
from tests.factories.amendments import OTHER, TEXT, AmendmentFactory, step
from tests.factories.areas import AreaFactory, PlanFactory, adopted_decision
from tests.factories.meetings import DecisionFactory


def area_in_force(_name):
    """An area whose plan is in force."""
    area = AreaFactory.create()
    people = people_of(area)
    plan = PlanFactory.create(area=area, status="published", started_by=people["lead"])
    return Scene(area, people, {"plan": plan})


def amendment(name):
    scene = area_in_force(name)
    facts = {}
    if name == "taken_in":
        facts["into"] = scene.plan
    record = AmendmentFactory.create(
        plan=scene.plan,
        author=scene.member,
        partner=partner_of(scene.member),
        number=1,
        proposed_at=timezone.now() - timedelta(days=20),
        status="proposed" if name == "before_the_area" else name,
        **facts,
    )
    if name == "before_the_area":
        decision = DecisionFactory.create(
            body=record.area.body, about=record.agreement, silent=True
        )
        step(record, decision=decision)
    return Scene(record, scene.people, {"plan": scene.plan, "area": record.area})


def amendment_decided(_name):
    """The area has adopted it, and nobody has noted that yet."""
    scene = amendment("proposed")
    decision = adopted_decision(scene.area.body, about=scene.record.agreement)
    step(scene.record, decision=decision)
    return scene


def plan_amended(_name):
    """A draft that holds nothing but decided amendments."""
    area = AreaFactory.create()
    people = people_of(area)
    record = PlanFactory.create(area=area, complete=True, started_by=people["lead"])
    words = snapshot.fingerprint(snapshot.itself(record))
    PlanVersion.objects.filter(pk=record.pk).update(amended_sha256=words)
    record.refresh_from_db()
    return Scene(record, people, {"area": area})


def place_of(scene):
    return scene.record.places.get()


def other_words(scene):
    base = {"text": [TEXT]}
    return {"place": place_of(scene), "base": base, "proposed": {"text": ["Few words."]}}


def taken_in(scene):
    found, _words = reading.outcome([scene.record], scene.plan, scene.lead)
    return {"seen": found.token}


def in_a_list(scene):
    return (scene.area, [scene.record])


def colliding(scene):
    """A draft is open that says something else in the same place."""
    draft = PlanFactory.create(area=scene.area, number=2, complete=True)
    words = "Mercury matters to few in the example industry."
    draft.texts.filter(section="I").update(text=words)
    found, _words = reading.outcome([scene.record], draft, scene.lead)
    scene.changes["seen"] = found.token


def under_review(scene):
    PlanFactory.create(area=scene.area, number=2, status="under_review", complete=True)


def out_of_force(scene):
    PlanVersion.objects.filter(area=scene.record).update(status="superseded")


def nowhere(scene):
    AmendmentPlace.objects.filter(amendment=scene.record).delete()


CALLS = {
    "area_in_force.begin_amendment": Call(
        amendments.start, lambda scene: {"title": "Say more", "reason": REASON}
    ),
    "amendment.change": Call(amendments.change, lambda scene: {"title": "Say it all"}),
    "amendment.put": Call(amendments.put, other_words),
    "amendment.drop": Call(amendments.drop, lambda scene: {"place": place_of(scene)}),
    "amendment.propose": Call(amendments.propose),
    "amendment.withdraw": Call(amendments.withdraw),
    "amendment.send_to_area": Call(amendments.send),
    "amendment.agree": Call(amendments.agree, lambda scene: {"reason": REASON}),
    "amendment.decline": Call(amendments.decline, lambda scene: {"reason": REASON}),
    "amendment.take_in": Call(amendment_taking.take_in, taken_in, first=in_a_list),
    "amendment_decided.record_consensus": Call(amendments.record_consensus),
    "plan_amended.rest_on_amendments": Call(plans.rest_on_amendments),
}
GUARDS = {
    "area_in_force.begin_amendment: no plan in force": out_of_force,
    "area_in_force.begin_amendment: for another partner": with_made(
        "partner", lambda scene: partner_of(scene.outsider)
    ),
    "amendment.change: nothing new": with_made("title", lambda scene: scene.record.title),
    "amendment.put: as it is": lambda scene: scene.changes.update(
        place=AmendmentPlace(amendment=scene.record, section="VI", kind="text"),
        proposed={"text": [TEXT]},
    ),
    "amendment.put: nothing new": with_argument(proposed={"text": [OTHER]}),
    "amendment.propose: empty": nowhere,
    "amendment.send_to_area: too short": with_made(
        "closes_at", lambda scene: timezone.now() + timedelta(hours=71)
    ),
    "amendment.agree: too early": lambda scene: lacking(proposed_at=timezone.now())(scene),
    "amendment.take_in: changed meanwhile": with_argument(seen="0" * 32),
    "amendment.take_in: not settled": colliding,
    "amendment.take_in: a version is reviewed": under_review,
    "amendment_decided.record_consensus: not adopted": lacking(decision=None),
    "plan_amended.rest_on_amendments: incomplete": text_missing,
    "plan_amended.rest_on_amendments: other words": text_changed,
}

SCENES = Scenes(
    permissions=OF_AREAS.permissions,
    nouns=OF_AREAS.nouns
    | {
        "amendment": amendment,
        "amendment_decided": amendment_decided,
        "area_in_force": area_in_force,
        "plan_amended": plan_amended,
    },
    calls=OF_AREAS.calls | CALLS,
    guards=OF_AREAS.guards | GUARDS,
    afterwards=OF_AREAS.afterwards,
)
