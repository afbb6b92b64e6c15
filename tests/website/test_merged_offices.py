"""What of bodies, areas and meetings goes over when two accounts are merged (C16, R-58)."""

import pytest

from advisory_group import permissions as group_permissions
from areas.models import PartnershipArea
from gmp_portal.accounts import rights
from gmp_portal.website.actions import account_merges
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import (
    AssessmentFactory,
    ChairTermFactory,
    InvitationFactory,
    NominationFactory,
    PlanReviewFactory,
    SeatFactory,
    StandAsideFactory,
)
from tests.factories.areas import EffortFactory, LeadTermFactory, PlanFactory, advance
from tests.factories.meetings import (
    AttendanceFactory,
    BodyFactory,
    DecisionFactory,
    MeetingFactory,
    ObserverInvitationFactory,
    open_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return UserFactory.create(officer=True)


@pytest.fixture
def kept():
    return UserFactory.create(name="Berta Example")


@pytest.fixture
def gone():
    return UserFactory.create(name="B. Example")


def merged(kept, gone, head):
    return account_merges.make(kept, gone, reason="One person.", by=head)


def refusal(kept, gone, head):
    with pytest.raises(RuleRefusedError) as caught:
        merged(kept, gone, head)
    return caught.value


MOVING = {
    "seat": (SeatFactory, "person", {}),
    "nomination": (NominationFactory, "person", {}),
    "invitation": (InvitationFactory, "person", {}),
    "assessment": (AssessmentFactory, "person", {}),
    "lead": (LeadTermFactory, "person", {}),
    "contact of an effort": (EffortFactory, "contact", {"plan__status": "draft"}),
    "registration": (AttendanceFactory, "person", {"presence": "expected"}),
    "observer": (ObserverInvitationFactory, "person", {}),
}


@pytest.mark.parametrize(("factory", "field", "facts"), MOVING.values(), ids=MOVING)
def test_it_goes_over_and_back(kept, gone, head, factory, field, facts):
    row = factory.create(**{field: gone}, **facts)

    record = merged(kept, gone, head)

    row.refresh_from_db()
    assert getattr(row, field) == kept
    account_merges.undo(record, by=head)
    row.refresh_from_db()
    assert (getattr(row, field), record.stayed) == (gone, [])


def test_the_rights_of_a_seat_and_of_a_lead_follow(kept, gone, head):
    seat = SeatFactory.create(person=gone)
    area = LeadTermFactory.create(person=gone).area

    merged(kept, gone, head)

    kept, gone = (type(kept).objects.get(pk=each.pk) for each in (kept, gone))
    with rights.remembered():
        assert group_permissions.SEAT.possible(kept, seat) is not None
    assert kept.has_perm("advisory_group.serve_seat", seat)
    assert list(PartnershipArea.objects.led_by(kept)) == [area]
    assert not gone.has_perm("areas.lead_area", area)


@pytest.mark.parametrize("presence", ["present", "expected"])
def test_who_was_counted_as_there_stays_and_nobody_is_expected_twice(
    kept, gone, head, presence
):
    row = AttendanceFactory.create(person=gone, presence=presence)
    if presence == "expected":
        AttendanceFactory.create(person=kept, meeting=row.meeting, presence=presence)

    merged(kept, gone, head)

    row.refresh_from_db()
    assert row.person == gone


def two_seats(kept, gone):
    SeatFactory.create(person=kept)
    SeatFactory.create(person=gone)


def two_invitations(kept, gone):
    InvitationFactory.create(person=kept)
    InvitationFactory.create(person=gone)


def chair(kept, gone):
    SeatFactory.create(person=gone)
    ChairTermFactory.create(person=gone)


def stood_aside(kept, gone):
    StandAsideFactory.create(person=gone, review=PlanReviewFactory.create())


def open_decision(kept, gone):
    DecisionFactory.create(
        body=BodyFactory.create(pag=True), silent=True, electors=[gone, kept]
    )


@pytest.mark.parametrize(
    "waits", [two_seats, two_invitations, chair, stood_aside, open_decision]
)
def test_what_belongs_to_one_account_alone_is_settled_first(kept, gone, head, waits):
    waits(kept, gone)

    answer = refusal(kept, gone, head)

    assert answer.clause == "R-58"
    assert "let the other account stay" in answer.message


def test_what_a_concluded_review_took_up_stays(kept, gone, head):
    said = AssessmentFactory.create(
        person=gone, review=PlanReviewFactory.create(concluded=True)
    )

    merged(kept, gone, head)

    said.refresh_from_db()
    assert said.person == gone


def test_the_contact_in_a_frozen_plan_stays(kept, gone, head):
    plan = PlanFactory.create(complete=True)
    effort = EffortFactory.create(contact=gone, plan=plan)
    advance(plan, "agreed")

    merged(kept, gone, head)

    effort.refresh_from_db()
    assert effort.contact == gone


@pytest.mark.parametrize("part", ["elector", "aside", "closed", "no_seat"])
def test_no_seat_goes_back_while_its_voice_stands_in_an_open_decision(
    kept, gone, head, part
):
    if part != "no_seat":
        SeatFactory.create(person=gone)
    record = merged(kept, gone, head)
    body = BodyFactory.create(pag=True)
    if part == "aside":
        decision = DecisionFactory.create(body=body)
        decision.standing_aside.create(person=kept, organisation="Example")
        decision.meeting = MeetingFactory.create(body=body, held=True)
        open_session(decision)
    else:
        status = "adopted" if part == "closed" else "silent"
        DecisionFactory.create(body=body, electors=[kept], **{status: True})

    if part in ("closed", "no_seat"):
        account_merges.undo(record, by=head)
        assert record.undone_at
        return
    with pytest.raises(RuleRefusedError) as caught:
        account_merges.undo(record, by=head)
    assert caught.value.clause == "R-56"
