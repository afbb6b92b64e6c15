"""Scenes of activities that partners begin, and of those that two areas may have twice."""

from datetime import date, timedelta

from areas import scheduled
from areas.actions import activities
from areas.models import Activity, AreaMembership
from gmp_portal.accounts.models.terms import today
from tests.acts.scene import Call, Scene, officers, with_argument, with_made
from tests.factories.areas import (
    AreaFactory,
    BegunActivityFactory,
    MembershipFactory,
    lead_of,
    member_of,
)
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reporting import ActivityFactory

FACTS = {
    "title": "Example exchange",
    "kind": "pilot",
    "focus": "outreach",
    "priorities": ["a"],
    "builds_capacity": False,
    "starts_on": None,
    "ends_on": None,
    **{name: [] for name in ("tags", "objectives", "articles", "sdg_targets")},
    **{name: [] for name in ("countries", "also_in", "efforts", "joint")},
    **dict.fromkeys(("summary", "consulted_names", "donor_names"), ""),
}


def people_of(area):
    """Who leads, who speaks and writes for the partner and for the joint one, and others."""
    people = officers()
    people["lead"] = lead_of(area)
    people["member"] = member_of(area)
    partner = people["member"].representatives.get().partner
    people["contributor"] = RepresentativeFactory.create(
        partner=partner, role="contributor"
    ).person
    joint = MembershipFactory.create(area=area).partner
    people["joint"] = RepresentativeFactory.create(partner=joint).person
    people["other_member"] = member_of(area)
    people["outsider"] = RepresentativeFactory.create().person
    people["other_lead"] = lead_of(AreaFactory.create())
    return people


def begun_activity(name, **facts):
    area = AreaFactory.create()
    people = people_of(area)
    partner = people["member"].representatives.get().partner
    joint = people["joint"].representatives.get().partner
    if name == "known":
        record = ActivityFactory.create(area=area, partner=partner)
    else:
        state = "draft" if name == "left" else name
        record = BegunActivityFactory.create(
            area=area, partner=partner, state=state, joint=[joint], **facts
        )
    if name == "left":
        AreaMembership.objects.filter(partner=partner).update(until=today())
    return Scene(record, people, {"area": area, "partner": joint})


def double_activity(name):
    """One of two of the same title in two areas, whose leads are asked (N25)."""
    area = AreaFactory.create()
    people = people_of(area)
    partner = people["member"].representatives.get().partner
    first = BegunActivityFactory.create(partner=partner, title="Same", state="active")
    record = BegunActivityFactory.create(
        area=area,
        partner=partner,
        title="Same",
        state="active",
        counted_apart=name == "apart",
        counted_with=first if name == "once" else None,
    )
    return Scene(record, people, {"first": first})


def lacks(**facts):
    """A guard: the draft without something that leads ask for."""

    def change(scene):
        Activity.objects.filter(pk=scene.record.pk).update(**facts)
        scene.record.refresh_from_db()

    return change


def activity_waiting(_name):
    """Sent to the leads two weeks ago."""
    scene = begun_activity("sent")
    scene.record.sent_at -= timedelta(days=14)
    scene.record.save(update_fields=["sent_at"])
    return scene


def activity_over(_name):
    """Today is its last day; the clock comes in a month."""
    return begun_activity("active", ends_on=today())


NOUNS = {
    "begun_activity": begun_activity,
    "double_activity": double_activity,
    "activity_waiting": activity_waiting,
    "activity_over": activity_over,
}
CALLS = {
    "area.begin_activity": Call(
        activities.start,
        lambda scene: {
            "partner": scene.member.representatives.get().partner,
            "facts": FACTS,
        },
    ),
    "begun_activity.change": Call(activities.change, lambda _scene: {"facts": FACTS}),
    "begun_activity.send": Call(activities.send),
    "begun_activity.take_back": Call(activities.take_back),
    "begun_activity.remove": Call(activities.remove),
    "begun_activity.acknowledge": Call(activities.acknowledge),
    "begun_activity.ask_back": Call(
        activities.ask_back, lambda _scene: {"question": "For whom is it?"}
    ),
    "begun_activity.end": Call(
        activities.end, lambda _scene: {"outcome": "It is done.", "on": today()}
    ),
    "begun_activity.decline": Call(
        activities.decline, lambda scene: {"partner": scene.partner}
    ),
    "activity_waiting.remind": Call(
        scheduled.remind_of_sent_activities,
        first=lambda _scene: (today(),),
        names_actor=False,
    ),
    "activity_over.remind": Call(
        scheduled.remind_of_activities_that_are_over,
        first=lambda _scene: (today() + timedelta(days=30),),
        names_actor=False,
    ),
    "double_activity.count_once": Call(activities.count_once),
    "double_activity.count_apart": Call(activities.count_apart),
}
GUARDS = {
    "area.begin_activity: outside the area": with_made(
        "partner", lambda _scene: PartnerFactory.create(participation=None)
    ),
    "begun_activity.send: no description": lacks(summary=" "),
    "begun_activity.send: no beginning": lacks(starts_on=None),
    "begun_activity.end: still to come": with_made(
        "on", lambda _scene: today() + timedelta(days=1)
    ),
    "begun_activity.end: before it began": with_argument(on=date(2020, 1, 1)),
    "begun_activity.decline: somebody else": with_made(
        "partner", lambda _scene: PartnerFactory.create(participation=None)
    ),
}
