"""How seats, chairs and reviews are arranged, and how their acts are called."""

from datetime import date, timedelta

from django.utils import timezone

from advisory_group import permissions, scheduled
from advisory_group.actions import (
    chairs,
    invitations,
    recommendations,
    reviews,
    seats,
    taken_up,
)
from advisory_group.models import SeatClass, TakenUp
from advisory_group.models.chairs import election
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.notifications.reminders import Step
from tests.acts.scene import (
    PAST,
    REASON,
    Call,
    Scene,
    Scenes,
    officers,
    with_argument,
    with_made,
)
from tests.acts.scenes_areas import partner_of, people_of
from tests.before_rule import as_they_were, never_kept
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import (
    AssessmentFactory,
    ChairTermFactory,
    InvitationFactory,
    NominationFactory,
    PlanReviewFactory,
    RecommendationFactory,
    ReviewCommentFactory,
    SeatFactory,
    StandAsideFactory,
    TakenUpFactory,
    fill_seats,
    the_group,
)
from tests.factories.areas import AreaFactory, PlanFactory
from tests.factories.meetings import BodyFactory, DecisionFactory
from tests.factories.partners import PartnerFactory


def a_step(scene):
    """The built-in reminder of a term as chair, or of a review, that is due some day."""
    key, days = (
        ("review", -7)
        if scene.subject.startswith("advisory_group.planr")
        else ("chair_term", -90)
    )
    return {"step": Step(key, scene.subject, today(), days, today())}


def adopted(**changes):
    """A decision of the group, drafted by somebody who is told nothing."""
    facts = {"drafted_by": UserFactory.create(), "adopted": True}
    return DecisionFactory.create(**facts | changes)


def elected(person):
    return adopted(about=election(person))


def group():
    """Who sits in the group and chairs it, and who did once."""
    the_group()
    chair = SeatFactory.create().person
    former = SeatFactory.create(period=PAST).person
    ChairTermFactory.create(
        person=chair, starts_on=today() - timedelta(days=30), decision=elected(chair)
    )
    ChairTermFactory.create(person=former, period=PAST, decision=elected(former))
    return {"chair": chair, "seated": SeatFactory.create().person, "former": former}


# Seats and chairs ----------------------------------------------------------------------


def nominating_area(name):
    record = AreaFactory.create(status=name)
    return Scene(record, people_of(record))


def place(_name):
    people = officers() | group() | {"invitee": UserFactory.create()}
    return Scene(None, people)


def seat_invitation(name):
    people = officers() | group() | {"invitee": UserFactory.create()}
    answer = {} if name == "invited" else {"status": name, "answered_at": timezone.now()}
    if name == "accepted":
        answer["seat"] = SeatFactory.create(person=people["invitee"])
    record = InvitationFactory.create(
        person=people["invitee"], recorded_by=people["officer"], **answer
    )
    return Scene(record, people)


PERIODS = {
    "running": lambda: days(today() - timedelta(days=100), None),
    "ending": lambda: days(today() - timedelta(days=100), today() + timedelta(days=60)),
    "over": lambda: days(today() - timedelta(days=100), today() - timedelta(days=1)),
    "ended": lambda: days(date(2022, 1, 1), date(2022, 12, 31)),
}


def seat(name):
    people = officers() | group()
    record = people["seated"].seats.get()
    record.period = PERIODS[name]()
    record.save()
    return Scene(record, people)


def chair_term(name):
    people = officers() | group()
    record = people["chair"].chairterms.get()
    if name != "running":
        record.period = PERIODS[name]()
        record.save()
    return Scene(record, people)


def nomination(scene):
    return {
        "partner": partner_of(scene.member),
        "person": scene.member,
        "reason": REASON,
    }


def an_invitation(**changes):
    """The first argument of an invitation that is not recorded yet."""

    def build(scene):
        made = {
            key: make(scene) if callable(make) else make for key, make in changes.items()
        }
        facts = {"person": scene.invitee, "recorded_by": None, **made}
        return InvitationFactory.build(**facts)

    return build


def who_was_elected(scene):
    return {
        "person": scene.seated,
        "kind": "co_chair",
        "starts_on": today() + timedelta(days=1000),
        "decision": elected(scene.seated),
    }


def of_another_term(scene):
    start = today() - timedelta(days=1130)
    return ChairTermFactory.create(person=scene.seated, starts_on=start).decision


def yesterday(_scene):
    return {"last_day": today() - timedelta(days=1), "reason": REASON}


def in_a_week(_scene):
    return {"last_day": today() + timedelta(days=7), "reason": REASON}


def why(_scene):
    return {"reason": REASON}


SEAT_CALLS = {
    "nominating_area.nominate": Call(seats.nominate, nomination),
    "place.invite": Call(
        seats.invite,
        lambda scene: {"invitation": an_invitation()(scene)},
        first=lambda scene: (),
    ),
    "seat_invitation.accept": Call(invitations.accept),
    "seat_invitation.decline": Call(invitations.decline, why),
    "seat_invitation.withdraw": Call(invitations.withdraw, why),
    "seat.end": Call(seats.end, yesterday),
    "seat.end_later": Call(seats.end, in_a_week),
    "seat.declare": Call(seats.declare, lambda scene: {"gender": "woman"}),
    "seat.take_back_rights": Call(
        scheduled.take_back_rights, first=lambda scene: (today(),), names_actor=False
    ),
    "place.draft_election": Call(
        chairs.draft_decision, first=lambda scene: (scene.seated,)
    ),
    "place.elect": Call(chairs.elect, who_was_elected, first=lambda scene: ()),
    "chair_term.end": Call(chairs.end, yesterday),
    "chair_term.end_later": Call(chairs.end, in_a_week),
    "chair_term.remind": Call(chairs.remind, a_step, names_actor=False),
    "chair_term.remind_by_clock": Call(
        scheduled.remind_of_ending_chairs, first=lambda scene: (today(),), names_actor=False
    ),
    "chair_term.take_back_rights": Call(
        scheduled.take_back_rights, first=lambda scene: (today(),), names_actor=False
    ),
}


def invitation_of(**changes):
    return with_made("invitation", an_invitation(**changes))


def second_term(scene):
    for ago in (1130, 1870):
        start = today() - timedelta(days=ago)
        ChairTermFactory.create(
            person=scene.seated, starts_on=start, decision=elected(scene.seated)
        )


SEAT_GUARDS = {
    "nominating_area.nominate: no confirmed partner": with_made(
        "partner", lambda scene: partner_of(scene.silent_member)
    ),
    "nominating_area.nominate: another area": lambda scene: scene.changes.update(
        partner=partner_of(scene.outsider), person=scene.outsider
    ),
    "nominating_area.nominate: does not speak": with_made(
        "person", lambda scene: scene.former_speaker
    ),
    "nominating_area.nominate: nominated already": lambda scene: NominationFactory.create(
        area=scene.record, partner=partner_of(scene.member), person=scene.member
    ),
    "place.invite: staff": invitation_of(person=lambda scene: scene.officer),
    "place.invite: no confirmed partner": invitation_of(
        partner=lambda scene: PartnerFactory.create(status="inactive", participation=None)
    ),
    "place.invite: leads no area": invitation_of(
        klass=SeatClass.LEAD, area=lambda scene: AreaFactory.create()
    ),
    "place.invite: no nomination": invitation_of(klass=SeatClass.NOMINATED),
    "place.invite: nomination of another": invitation_of(
        klass=SeatClass.NOMINATED,
        partner=lambda scene: PartnerFactory.create(),
        nomination=lambda scene: NominationFactory.create(),
    ),
    "place.invite: no gap": invitation_of(gap=" "),
    "place.invite: no end": invitation_of(
        klass=SeatClass.TRANSITIONAL, area=lambda scene: AreaFactory.create()
    ),
    "place.invite: seated already": invitation_of(person=lambda scene: scene.seated),
    "place.invite: invited already": lambda scene: InvitationFactory.create(
        person=scene.invitee
    ),
    "place.invite: no seat left": lambda scene: fill_seats(23),
    "seat_invitation.accept: staff now": lambda scene: (
        scene.officer.secretariatterms.update(person=scene.invitee)
    ),
    "seat.end: before it began": with_made(
        "last_day", lambda scene: scene.record.starts_on - timedelta(days=1)
    ),
    "place.elect: not adopted": with_made(
        "decision", lambda scene: DecisionFactory.create()
    ),
    "place.elect: by an area": with_made(
        "decision",
        lambda scene: adopted(body=BodyFactory.create()),
    ),
    "place.draft_election: drafted already": lambda scene: chairs.draft_decision(
        scene.seated, by=scene.officer
    ),
    "place.elect: about nothing": with_made("decision", lambda scene: adopted()),
    "place.elect: about another": with_made("decision", lambda scene: elected(scene.chair)),
    "place.elect: for another term": with_made("decision", of_another_term),
    "place.elect: no seat": lambda scene: scene.changes.update(
        person=scene.former, decision=elected(scene.former)
    ),
    "place.elect: two terms already": second_term,
    "place.elect: beside the chair": with_made("starts_on", lambda scene: today()),
    "chair_term.end: before it began": with_made(
        "last_day", lambda scene: scene.record.starts_on - timedelta(days=1)
    ),
    "chair_term.remind: reminded already": lambda scene: chairs.remind(
        scene.record, **a_step(scene)
    ),
}

# Reviews -------------------------------------------------------------------------------


def reviewed_people(area):
    """The area and the group: its lead has a seat, another member declared an interest."""
    people = people_of(area) | group()
    SeatFactory.create(person=people["lead"])
    people["aside"] = SeatFactory.create().person
    people["assessor"] = SeatFactory.create().person
    return people


def submitted_plan(name):
    area = AreaFactory.create()
    people = reviewed_people(area)
    record = PlanFactory.create(
        area=area, status=name, complete=False, started_by=people["lead"]
    )
    return Scene(record, people)


def reviewed_plan(name):
    scene = submitted_plan(name)
    PlanReviewFactory.create(plan=scene.record, opened_by=scene.officer)
    return scene


def review(name):
    area = AreaFactory.create()
    people = reviewed_people(area)
    plan = PlanFactory.create(
        area=area, status=PLANS[name], complete=False, started_by=people["lead"]
    )
    facts = {"plan": plan, "opened_by": people["officer"]}
    if name == "due":
        facts["due_at"] = timezone.now() + timedelta(days=6)
        facts["opened_at"] = timezone.now() - timedelta(days=24)
    record = PlanReviewFactory.create(
        **facts | (conclusion(people) if name in ("concluded", "handed_in") else {})
    )
    StandAsideFactory.create(review=record, person=people["lead"], cause="lead")
    StandAsideFactory.create(review=record, person=people["aside"])
    AssessmentFactory.create(review=record, person=people["assessor"])
    points = {
        "must": RecommendationFactory.create(review=record, number=1),
        "should": RecommendationFactory.create(review=record, number=2, kind="should"),
    }
    if name in ("concluded", "handed_in"):
        as_they_were(record.recommendations.all(), **answered(people))
    ReviewCommentFactory.create(review=record, author=people["seated"])
    return Scene(record, people, points | {"plan": plan, "area": area})


def next_version(name):
    scene = review("handed_in")
    plan = PlanFactory.create(
        area=scene.area,
        number=scene.plan.number + 1,
        status=name,
        complete=False,
        started_by=scene.lead,
    )
    others = {"must": scene.must, "should": scene.should}
    TakenUpFactory.create(recommendation=scene.must, plan=plan, marked_by=scene.lead)
    return Scene(plan, scene.people, others)


PLANS = {
    "open": "under_review",
    "due": "under_review",
    "concluded": "recommendations_made",
    "handed_in": "answered",
}


def conclusion(people):
    return {
        "status": "concluded",
        "outcome": "recommendations_made",
        "decision": adopted_about,
        "concluded_at": timezone.now(),
        "concluded_by": people["officer"],
    }


def answered(people):
    return {
        "answer_kind": "changed",
        "answer": "Example answer.",
        "answered_at": timezone.now(),
        "answered_by": people["lead"],
    }


def adopted_about(review):
    return adopted(about=review.conclusion)


def decided(scene):
    return {
        "decision": adopted_about(scene.record),
        "outcome": "recommendations_made",
        "reason": REASON,
    }


def found_aligned(scene):
    as_they_were(scene.record.recommendations.all(), kind="editorial")
    return {"decision": adopted_about(scene.record), "outcome": "aligned"}


def point(name):
    return lambda scene: (scene.others[name],)


REVIEW_CALLS = {
    "next_version.take_up": Call(
        taken_up.take_up,
        lambda scene: {
            "point": scene.should,
            "section": "III",
            "text": "Example change.",
        },
    ),
    "next_version.say_otherwise": Call(
        taken_up.take_up,
        lambda scene: {"section": "IV", "text": "Another example change."},
        lambda scene: (scene.record, scene.must),
    ),
    "next_version.put_back": Call(
        taken_up.put_back, first=lambda scene: (scene.record, scene.must)
    ),
    "submitted_plan.open_review": Call(
        reviews.open_, lambda scene: {"due_at": timezone.now() + timedelta(days=30)}
    ),
    "review.stand_aside": Call(reviews.stand_aside, lambda scene: {"statement": REASON}),
    "review.comment": Call(
        reviews.comment, lambda scene: {"section": "II", "kind": "must", "text": "A point."}
    ),
    "review.assess": Call(
        reviews.assess,
        lambda scene: {"assessment": AssessmentFactory.build(review=None, person=None)},
    ),
    "review.consolidate": Call(reviews.consolidate),
    "review.recommend": Call(
        recommendations.add,
        lambda scene: {
            "recommendation": RecommendationFactory.build(review=None, number=0)
        },
    ),
    "review.word_anew": Call(
        recommendations.change,
        lambda scene: {"section": "I", "kind": "should", "text": "New words."},
        point("must"),
    ),
    "review.merge": Call(
        recommendations.merge, lambda scene: {"into": scene.should}, point("must")
    ),
    "review.drop": Call(recommendations.drop, why, point("must")),
    "review.answer": Call(
        recommendations.answer,
        lambda scene: {"kind": "changed", "text": REASON},
        point("must"),
    ),
    "review.conclude": Call(reviews.conclude, decided),
    "review.find_aligned": Call(reviews.conclude, found_aligned),
    "review.remind": Call(reviews.remind, a_step, names_actor=False),
    "review.remind_by_clock": Call(
        scheduled.remind_of_due_reviews, first=lambda scene: (today(),), names_actor=False
    ),
    "review.draft_decision": Call(
        reviews.draft_decision, lambda scene: {"outcome": "recommendations_made"}
    ),
    "review.hand_in": Call(reviews.hand_in),
}


def answer_all(scene):
    scene.record.recommendations.update(**answered(scene.people))


def forget_answers(scene):
    scene.record.recommendations.update(
        answer_kind="", answer="", answered_at=None, answered_by=None
    )


def empty_list(scene):
    never_kept(scene.record.comments.all())
    scene.record.recommendations.all().delete()


def drop_meanwhile(scene):
    scene.record.recommendations.filter(number=1).delete()


REVIEW_GUARDS = {
    "next_version.take_up: of another review": with_made(
        "point", lambda scene: RecommendationFactory.create()
    ),
    "next_version.say_otherwise: said already": with_argument(
        section="II", text="Example change."
    ),
    "next_version.put_back: put back already": lambda scene: never_kept(
        TakenUp.objects.filter(plan=scene.record)
    ),
    "review.answer: dropped meanwhile": drop_meanwhile,
    "review.word_anew: dropped meanwhile": drop_meanwhile,
    "submitted_plan.open_review: due yesterday": with_made(
        "due_at", lambda scene: timezone.now() - timedelta(days=1)
    ),
    "submitted_plan.open_review: reviewed already": lambda scene: PlanReviewFactory.create(
        plan=scene.record
    ),
    "review.consolidate: nothing waits": lambda scene: never_kept(
        scene.record.comments.all()
    ),
    "review.word_anew: answered already": answer_all,
    "review.merge: answered already": answer_all,
    "review.merge: into itself": with_made("into", lambda scene: scene.must),
    "review.merge: into an answered one": lambda scene: scene.record.recommendations.filter(
        number=2
    ).update(**answered(scene.people)),
    "review.merge: into another list": with_made(
        "into", lambda scene: RecommendationFactory.create()
    ),
    "review.drop: answered already": answer_all,
    "review.draft_decision: drafted already": lambda scene: reviews.draft_decision(
        scene.record, outcome="aligned", by=scene.officer
    ),
    "review.draft_decision: no outcome": with_argument(outcome=""),
    "review.conclude: not adopted": with_made(
        "decision", lambda scene: DecisionFactory.create()
    ),
    "review.conclude: by an area": with_made(
        "decision",
        lambda scene: adopted(body=scene.area.body),
    ),
    "review.conclude: about nothing": with_made("decision", lambda scene: adopted()),
    "review.conclude: about another review": with_made(
        "decision", lambda scene: adopted_about(PlanReviewFactory.create())
    ),
    "review.conclude: nothing on the list": empty_list,
    "review.conclude: no word on what is open": with_argument(reason=" "),
    "review.conclude: aligned with points": with_argument(outcome="aligned"),
    "review.remind: reminded already": lambda scene: reviews.remind(
        scene.record, **a_step(scene)
    ),
    "review.hand_in: an answer missing": forget_answers,
}

POINT_PERMISSIONS = ("can_change", "can_merge", "can_drop", "can_answer")


def about_point(name):
    return lambda person, scene: getattr(permissions, name)(person, scene.must)


SCENES = Scenes(
    permissions=permissions,
    nouns={
        "nominating_area": nominating_area,
        "place": place,
        "seat_invitation": seat_invitation,
        "seat": seat,
        "chair_term": chair_term,
        "submitted_plan": submitted_plan,
        "reviewed_plan": reviewed_plan,
        "next_version": next_version,
        "review": review,
    },
    calls=SEAT_CALLS | REVIEW_CALLS,
    guards=SEAT_GUARDS | REVIEW_GUARDS,
    asks={name: about_point(name) for name in POINT_PERMISSIONS},
)
