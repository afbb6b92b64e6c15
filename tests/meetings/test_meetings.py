"""Meetings are planned, convened and held; agenda, papers and participants (annex 1, 4)."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models.terms import today
from gmp_portal.documents.checks import Checked
from gmp_portal.meetings import scheduled, seed
from gmp_portal.meetings.actions import agenda, attendance, meetings, observers, papers
from gmp_portal.meetings.body_rules import RULES, BodyRules, Candidate
from gmp_portal.meetings.models import Attendance, Body, Meeting, ObserverInvitation, Paper
from gmp_portal.meetings.reading import agendas, yearly
from gmp_portal.notifications.models import Message
from gmp_portal.reference import seed as reference
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    AttendanceFactory,
    BodyFactory,
    MeetingFactory,
    ObserverInvitationFactory,
)
from tests.factories.partners import RepresentativeFactory

UPLOAD = Checked(b"%PDF-1.7 sample", "sample.pdf", "application/pdf")
Status = Meeting.Status


def _plan(body, by, **details):
    details = {"starts_on": date(2027, 4, 14), "mode": "online"} | details
    return meetings.plan(body, by=by, **details)


# Planning ------------------------------------------------------------------------------


def test_meetings_of_the_advisory_group_are_numbered_on_from_the_past(pag, secretariat):
    MeetingFactory(body=pag, number=15, slug="pag-15")

    meeting = _plan(pag, secretariat)

    assert (meeting.number, meeting.code, meeting.slug) == (16, "PAG.16", "pag-16")


def test_two_meetings_of_an_area_on_a_day_have_two_addresses(area, secretariat):
    first, second = _plan(area, secretariat), _plan(area, secretariat)

    assert first.slug == f"{area.slug}-2027-04-14"
    assert second.slug == f"{area.slug}-2027-04-14-2"
    assert (first.code, second.code) == (f"{area.code}.2027-1", f"{area.code}.2027-2")


def test_a_planned_meeting_is_for_its_officers_only(pag, secretariat, chair, person):
    meeting = _plan(pag, secretariat)

    seen_by = [
        user
        for user in (secretariat, chair, person)
        if Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()
    ]

    assert seen_by == [secretariat, chair]


def test_convening_invites_the_members(pag, secretariat, members):
    meeting = _plan(pag, secretariat)

    meetings.convene(meeting, by=secretariat)

    told = Message.objects.filter(template="meetings/emails/convened.txt")
    assert {message.recipient for message in told} == set(members)
    assert meeting.status == Status.CONVENED


def test_rescheduling_keeps_the_day_it_was_meant_for(pag, secretariat, members):
    meeting = _plan(pag, secretariat)
    meetings.convene(meeting, by=secretariat)

    meetings.reschedule(
        meeting, starts_on=date(2027, 5, 3), reason="Strike.", by=secretariat
    )

    assert (meeting.starts_on, meeting.rescheduled_from) == (
        date(2027, 5, 3),
        date(2027, 4, 14),
    )
    told = Message.objects.filter(template="meetings/emails/rescheduled.txt")
    assert {message.recipient for message in told} == set(members)


def test_times_keep_their_hour_over_the_change_of_clocks():
    meeting = MeetingFactory.build(
        starts_on=date(2027, 3, 27), ends_on=date(2027, 3, 28), zone="Europe/Zurich"
    )
    meeting.opens_at_time = meeting.closes_at_time = time(10)

    assert meeting.starts_at.utcoffset() == timedelta(hours=1)
    assert meeting.ends_at.utcoffset() == timedelta(hours=2)
    assert meeting.ends_at.hour == 10


def test_a_meeting_is_not_held_before_it_begins(pag, secretariat):
    meeting = MeetingFactory(body=pag, convened=True)

    with pytest.raises(RuleRefusedError):
        meetings.hold(meeting, by=secretariat)


def test_a_meeting_held_is_not_cancelled(secretariat):
    meeting = MeetingFactory(held=True)

    with pytest.raises(InvalidTransitionError):
        meetings.cancel(meeting, reason="Too late.", by=secretariat)


def test_a_cancelled_meeting_tells_whoever_was_to_come(pag, secretariat, members):
    meeting = AttendanceFactory(meeting__body=pag).meeting

    invited = ObserverInvitationFactory(meeting=meeting, person=UserFactory())
    ObserverInvitationFactory(meeting=meeting, person=UserFactory(), status="withdrawn")

    meetings.cancel(meeting, reason="The room is not available.", by=secretariat)

    told = {m.recipient for m in Message.objects.filter(template__endswith="cancelled.txt")}
    assert told == {*members, meeting.attendances.get().person, invited.person}


# Agenda --------------------------------------------------------------------------------


def test_an_agenda_is_numbered_as_it_is_nested(secretariat):
    meeting = MeetingFactory()
    top = agenda.add(meeting, title="Business", by=secretariat)
    under = agenda.add(meeting, title="Plans", parent=top, by=secretariat)
    agenda.add(meeting, title="Reports", parent=top, by=secretariat)
    agenda.add(meeting, title="Waste", parent=under, by=secretariat)
    agenda.add(meeting, title="Closure", by=secretariat)

    lines = agendas.flat(agendas.tree(meeting))

    assert [line.label for line in lines] == [
        "1 Business",
        "1 (a) Plans",
        "1 (a) (i) Waste",
        "1 (b) Reports",
        "2 Closure",
    ]


def test_items_move_among_their_own(secretariat):
    meeting = MeetingFactory()
    _first, second = (agenda.add(meeting, title=t, by=secretariat) for t in ("A", "B"))

    moved = agenda.move(second, up=True, by=secretariat)
    again = agenda.move(second, up=True, by=secretariat)

    titles = [line.item.title for line in agendas.tree(meeting)]
    assert (moved, again, titles) == (True, False, ["B", "A"])


def test_items_are_counted_from_one_in_each_meeting_and_under_each_item(secretariat):
    agenda.add(MeetingFactory(), title="Elsewhere", by=secretariat)
    meeting = MeetingFactory()

    first = agenda.add(meeting, title="A", by=secretariat)
    second = agenda.add(meeting, title="B", by=secretariat)
    under = agenda.add(meeting, title="B (a)", parent=second, by=secretariat)

    assert [item.position for item in (first, second, under)] == [1, 2, 1]


def test_an_item_changes_places_with_its_neighbour_only(secretariat):
    other, meeting = MeetingFactory(), MeetingFactory()
    for title in ("X", "Y"):
        agenda.add(other, title=title, by=secretariat)
    first, second, third = (
        agenda.add(meeting, title=title, by=secretariat) for title in ("A", "B", "C")
    )

    agenda.move(first, up=False, by=secretariat)
    # The page was shown before the first move.
    agenda.move(second, up=False, by=secretariat)
    agenda.move(third, up=True, by=secretariat)
    at_the_end = agenda.move(second, up=False, by=secretariat)

    titles = [line.item.title for line in agendas.tree(meeting)]
    assert (titles, at_the_end) == (["A", "C", "B"], False)
    assert [line.item.title for line in agendas.tree(other)] == ["X", "Y"]


def test_an_item_with_a_paper_stays_on_the_agenda(secretariat):
    meeting = MeetingFactory()
    item = agenda.add(meeting, title="Business", by=secretariat)
    papers.add(meeting, UPLOAD, title="Paper", agenda_item=item, by=secretariat)

    with pytest.raises(RuleRefusedError):
        agenda.remove(item, by=secretariat)


def test_the_agenda_of_a_closed_meeting_stays(secretariat):
    meeting = MeetingFactory(status=Status.CLOSED)

    with pytest.raises(InvalidTransitionError):
        agenda.add(meeting, title="Afterthought", by=secretariat)


# Papers --------------------------------------------------------------------------------


def test_papers_are_numbered_without_gaps(secretariat):
    meeting = MeetingFactory(code="PAG.16")
    first = papers.add(meeting, UPLOAD, title="Agenda", by=secretariat)
    with suppress(RuntimeError), transaction.atomic():
        papers.add(meeting, UPLOAD, title="Failed", by=secretariat)
        raise RuntimeError

    second = papers.add(meeting, UPLOAD, title="Report", by=secretariat)

    assert (first.symbol, second.symbol) == ("PAG.16/1", "PAG.16/2")


def test_a_revision_has_a_symbol_of_its_own(secretariat):
    meeting = MeetingFactory(code="PAG.16")
    paper = papers.add(meeting, UPLOAD, title="Agenda", by=secretariat)

    first = papers.revise(paper, UPLOAD, title="Agenda", by=secretariat)
    second = papers.revise(paper, UPLOAD, title="Agenda", by=secretariat)

    other = papers.add(meeting, UPLOAD, title="Report", by=secretariat)
    of_other = papers.revise(other, UPLOAD, title="Report", by=secretariat)
    assert (first.symbol, second.symbol) == ("PAG.16/1/Rev.1", "PAG.16/1/Rev.2")
    assert of_other.symbol == "PAG.16/2/Rev.1"


def test_a_translation_shares_the_symbol(secretariat):
    paper = papers.add(MeetingFactory(code="PAG.16"), UPLOAD, title="A", by=secretariat)

    french = papers.translate(paper, UPLOAD, title="Ordre", language="fr", by=secretariat)

    assert (french.symbol, french.language) == (paper.symbol, "fr")
    with pytest.raises(RuleRefusedError):
        papers.translate(paper, UPLOAD, title="Ordre", language="fr", by=secretariat)


def test_a_withdrawn_paper_keeps_its_symbol(secretariat):
    meeting = MeetingFactory(code="PAG.16")
    paper = papers.add(meeting, UPLOAD, title="Agenda", by=secretariat)

    papers.withdraw(paper, reason="Superseded.", by=secretariat)
    following = papers.add(meeting, UPLOAD, title="Report", by=secretariat)

    assert (paper.status, following.symbol) == (Paper.Status.WITHDRAWN, "PAG.16/2")
    assert ledger.trail(meeting)[1].reason == "Superseded."


def test_the_database_refuses_to_delete_a_paper(secretariat):
    paper = papers.add(MeetingFactory(), UPLOAD, title="Agenda", by=secretariat)

    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        paper.delete()


@pytest.mark.parametrize("state", [Status.CLOSED, Status.CANCELLED])
def test_papers_of_a_meeting_that_is_over_or_cancelled_stay(secretariat, state):
    meeting = MeetingFactory(code="PAG.16")
    paper = papers.add(meeting, UPLOAD, title="Agenda", by=secretariat)
    Meeting.objects.filter(pk=meeting.pk).update(status=state)
    attempts = [
        lambda: papers.add(meeting, UPLOAD, title="More", by=secretariat),
        lambda: papers.revise(paper, UPLOAD, title="More", by=secretariat),
        lambda: papers.translate(
            paper, UPLOAD, title="Ordre", language="fr", by=secretariat
        ),
    ]

    for attempt in attempts:
        with pytest.raises(InvalidTransitionError):
            attempt()

    assert meeting.papers.count() == 1


@pytest.mark.parametrize("state", [Status.CLOSED, Status.CANCELLED])
def test_the_agenda_of_a_meeting_that_is_over_or_cancelled_stays(secretariat, state):
    meeting = MeetingFactory()
    item, other = (agenda.add(meeting, title=t, by=secretariat) for t in ("A", "B"))
    Meeting.objects.filter(pk=meeting.pk).update(status=state)
    attempts = [
        lambda: agenda.edit(item, title="C", by=secretariat),
        lambda: agenda.move(other, up=True, by=secretariat),
        lambda: agenda.remove(item, by=secretariat),
    ]

    for attempt in attempts:
        with pytest.raises(InvalidTransitionError):
            attempt()

    assert list(meeting.agenda.values_list("title", flat=True)) == ["A", "B"]


def test_an_item_stands_under_an_item_of_its_own_meeting(secretariat):
    elsewhere = agenda.add(MeetingFactory(), title="Elsewhere", by=secretariat)

    with pytest.raises(ValueError, match="its own meeting"):
        agenda.add(MeetingFactory(), title="A", parent=elsewhere, by=secretariat)


def test_an_agenda_has_three_levels(secretariat):
    meeting, parent = MeetingFactory(), None
    for title in ("A", "B", "C"):
        parent = agenda.add(meeting, title=title, parent=parent, by=secretariat)

    with pytest.raises(ValueError, match="at most 3 levels"):
        agenda.add(meeting, title="D", parent=parent, by=secretariat)


def test_a_paper_is_withdrawn_once(secretariat):
    paper = papers.add(MeetingFactory(), UPLOAD, title="Agenda", by=secretariat)
    papers.withdraw(paper, reason="Superseded.", by=secretariat)

    with pytest.raises(InvalidTransitionError):
        papers.withdraw(paper, reason="Again.", by=secretariat)

    paper.refresh_from_db()
    assert paper.withdrawn_reason == "Superseded."


# Participants --------------------------------------------------------------------------


def test_a_member_registers_as_member(pag, members):
    meeting = MeetingFactory(body=pag, convened=True)

    registered = attendance.register(meeting, by=members[0])

    assert registered.role == Attendance.Role.MEMBER


def test_a_representative_of_a_partner_observes_the_advisory_group(pag):
    meeting = MeetingFactory(body=pag, convened=True)
    representative = RepresentativeFactory()

    registered = attendance.register(meeting, by=representative.person)

    assert (registered.role, registered.organisation) == (
        Attendance.Role.OBSERVER,
        representative.partner.name,
    )


def test_whoever_speaks_for_several_partners_says_for_which_one(pag, as_user):
    meeting = MeetingFactory(body=pag, convened=True)
    first = RepresentativeFactory(partner__name="Example Alpha")
    RepresentativeFactory(partner__name="Example Beta", person=first.person)
    client, register = (
        as_user(first.person),
        reverse("meetings:attendance_register", args=[meeting.slug]),
    )

    asked = client.get(meeting.get_absolute_url()).text
    unsaid = client.post(register)
    strange = client.post(register, {"organisation": "Example Gamma"})
    said = client.post(register, {"organisation": "Example Beta"})

    assert 'value="Example Alpha"' in asked
    assert "For which organization do you come?" in asked
    assert (unsaid.status_code, strange.status_code, said.status_code) == (422, 422, 302)
    assert meeting.attendances.get().organisation == "Example Beta"


def test_in_an_area_a_person_of_two_partners_comes_for_one_of_them(area):
    person = UserFactory()
    meeting = MeetingFactory(body=area, convened=True)
    voices = [Candidate(person, name) for name in ("Example Alpha", "Example Beta")]

    with RULES.replaced(
        "area", type("Rules", (BodyRules,), {"members": lambda *_: voices})()
    ):
        role, organisations = attendance.capacity_of(person, meeting)
        come = attendance.register(meeting, organisation="Example Alpha", by=person)

    assert (role, organisations) == ("member", ["Example Alpha", "Example Beta"])
    assert come.organisation == "Example Alpha"


def test_a_former_partner_does_not_observe(pag):
    meeting = MeetingFactory(body=pag, convened=True)
    representative = RepresentativeFactory(partner__withdrawn=True)

    with pytest.raises(RuleRefusedError) as refused:
        attendance.register(meeting, by=representative.person)

    assert (refused.value.status, refused.value.clause) == (403, "A1-4a-iv")


def test_nobody_observes_an_area_by_a_click(area):
    meeting = MeetingFactory(body=area, convened=True)

    with pytest.raises(RuleRefusedError) as refused:
        attendance.register(meeting, by=RepresentativeFactory().person)

    assert refused.value.clause == "A1-4b-iv"


def test_nobody_registers_for_a_meeting_that_is_over(pag, members):
    with pytest.raises(InvalidTransitionError):
        attendance.register(MeetingFactory(body=pag, held=True), by=members[0])


def _invited(area, members):
    meeting = MeetingFactory(body=area, convened=True)
    attendance.register(meeting, by=members[0])
    return ObserverInvitationFactory(meeting=meeting, objections_until=date(2026, 11, 30))


def test_an_observer_without_objection_is_admitted_by_the_clock(area, members):
    with time_machine.travel("2026-11-25"):
        invitation = _invited(area, members)
    with time_machine.travel("2026-11-30"):
        scheduled.admit_observers(date(2026, 11, 30))
    invitation.refresh_from_db()
    before = invitation.status

    with time_machine.travel("2026-12-01"):
        scheduled.admit_observers(date(2026, 12, 1))

    invitation.refresh_from_db()
    assert (before, invitation.status) == ("pending", "admitted")
    assert invitation.meeting.attendances.filter(role="observer").count() == 1


def test_an_objection_of_an_attending_partner_keeps_an_observer_out(
    area, members, secretariat
):
    invitation = _invited(area, members)
    observers.object_to(invitation, reason="A competitor.", by=members[0])

    with time_machine.travel("2026-12-01"), pytest.raises(RuleRefusedError) as refused:
        observers.admit(invitation)

    assert refused.value.clause == "A1-4b-iv"


@pytest.mark.parametrize("presence", ["excused", "absent"])
def test_a_member_who_does_not_come_does_not_object_to_an_observer(area, members, presence):
    invitation = _invited(area, members)
    invitation.meeting.attendances.update(presence=presence)

    with pytest.raises(RuleRefusedError) as refused:
        observers.object_to(invitation, reason="No.", by=members[0])

    assert (refused.value.status, refused.value.clause) == (403, "A1-4b-iv")


def test_an_observer_waits_until_the_last_day_for_objections_is_over(area, members):
    with time_machine.travel("2026-11-30"):
        invitation = _invited(area, members)
        with pytest.raises(RuleRefusedError, match="may still object"):
            observers.admit(invitation)


@pytest.mark.parametrize(
    ("starts_in", "days"), [(30, 7), (8, 7), (7, 6), (2, 1), (1, 0), (0, 0)]
)
def test_partners_may_object_for_a_week_or_until_the_day_before(
    area, secretariat, starts_in, days
):
    first_day = today() + timedelta(days=starts_in)
    meeting = MeetingFactory(body=area, convened=True, starts_on=first_day)

    invitation = observers.invite(meeting, name="Sample Observer", by=secretariat)

    assert invitation.objections_until == today() + timedelta(days=days)


def test_an_observer_who_is_on_the_list_already_is_not_put_there_twice(area, members):
    with time_machine.travel("2026-11-25"):
        invitation = _invited(area, members)
        AttendanceFactory(meeting=invitation.meeting, person=members[1], role="observer")
        invitation.person = members[1]
        invitation.save()

    with time_machine.travel("2026-12-01"):
        observers.admit(invitation)

    assert invitation.meeting.attendances.filter(role="observer").count() == 1


def test_an_observer_who_is_known_comes_on_the_list_beside_others(area, members, person):
    with time_machine.travel("2026-11-25"):
        invitation = _invited(area, members)
        invitation.person = person
        invitation.save()

    with time_machine.travel("2026-12-01"):
        observers.admit(invitation)

    assert invitation.meeting.attendances.get(role="observer").person == person


def test_an_admitted_observer_registers_for_the_organization_named(area, person):
    invitation = ObserverInvitationFactory(
        meeting=MeetingFactory(body=area, convened=True), person=person, status="admitted"
    )

    registered = attendance.register(invitation.meeting, by=person)

    assert (registered.role, registered.organisation) == (
        Attendance.Role.OBSERVER,
        invitation.organisation,
    )


@pytest.mark.parametrize("status", ["pending", "objected", "withdrawn"])
def test_an_observer_who_was_not_admitted_does_not_register(area, person, status):
    is_objected = status == "objected"
    invitation = ObserverInvitationFactory(
        meeting=MeetingFactory(body=area, convened=True),
        person=person,
        status=status,
        objected_by=person if is_objected else None,
        objected_at=timezone.now() if is_objected else None,
    )

    with pytest.raises(RuleRefusedError):
        attendance.register(invitation.meeting, by=person)


def test_the_secretariat_registers_without_a_voice(pag, secretariat):
    meeting = MeetingFactory(body=pag, convened=True)

    assert attendance.register(meeting, by=secretariat).role == "secretariat"


def test_who_does_not_attend_does_not_object_to_an_observer(area, members):
    invitation = _invited(area, members)

    with pytest.raises(RuleRefusedError) as refused:
        observers.object_to(invitation, reason="No.", by=members[1])

    assert refused.value.status == 403


def test_the_database_admits_nobody_over_an_objection(area, members):
    invitation = _invited(area, members)
    observers.object_to(invitation, reason="A competitor.", by=members[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        ObserverInvitation.objects.filter(pk=invitation.pk).update(status="admitted")


# Facts ---------------------------------------------------------------------------------


def test_the_past_is_loaded_once(countries):
    seed.load()
    before = Meeting.objects.count()

    seed.load()

    assert before == Meeting.objects.count() == 41
    assert Meeting.objects.filter(body__slug="pag").count() == 15
    assert Body.objects.filter(kind="area").count() == 8
    assert Meeting.objects.get(slug="pag-12").starts_on is None


@pytest.fixture
def countries(db):
    reference.load()


def test_an_imported_meeting_gives_out_no_symbols(secretariat):
    meeting = MeetingFactory(is_imported=True, code="", status=Status.HELD)

    with pytest.raises(InvalidTransitionError):
        papers.add(meeting, UPLOAD, title="Paper", by=secretariat)


def test_there_is_one_advisory_group(pag):
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyFactory(pag=True, slug="another", code="OTHER")


def test_a_body_without_letters_takes_its_address():
    assert Body(slug="new-area").prefix == "NEW-AREA"


def test_an_excused_member_may_register_again(pag, members):
    meeting = MeetingFactory(body=pag, convened=True)
    registered = attendance.register(meeting, by=members[0])
    attendance.excuse(registered, by=members[0])

    again = attendance.register(meeting, by=members[0])

    assert (again.pk, again.presence) == (registered.pk, Attendance.Presence.EXPECTED)


def test_a_stranger_holds_no_place(pag):
    meeting = MeetingFactory(body=pag, convened=True)

    assert attendance.capacity_of(UserFactory(), meeting) == (None, [])


def test_attendance_is_one_act_however_many_rows(secretariat):
    meeting = MeetingFactory(convened=True, starts_on=today())
    rows = AttendanceFactory.create_batch(3, meeting=meeting)

    attendance.mark(meeting, {row.pk: "present" for row in rows}, by=secretariat)

    assert set(meeting.attendances.values_list("presence", flat=True)) == {"present"}
    assert ledger.trail(meeting).count() == 1


def test_a_body_that_has_not_met_this_year_is_pointed_out(pag, area):
    """R-08: counted per calendar year, with the months since the last meeting."""
    MeetingFactory(body=pag, status=Status.HELD, starts_on=date(2025, 12, 20))
    MeetingFactory(body=area, status=Status.CLOSED, starts_on=date(2026, 1, 5))
    MeetingFactory(body=pag, starts_on=date(2026, 3, 1))

    years = {year.body: year for year in yearly.overview(date(2026, 6, 19))}

    assert (years[pag].is_short, years[pag].months) == (True, 5)
    assert (years[area].is_short, years[area].months) == (False, 5)
