"""In an area each partner has one voice, whoever speaks for it today (A1-4b-iii)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings import worklist
from gmp_portal.meetings.actions import decisions, positions
from gmp_portal.meetings.models import Elector, Meeting, Position
from gmp_portal.meetings.reading import electorates
from gmp_portal.notifications.models import Message
from gmp_portal.website.demo import sessions
from gmp_portal.workflow import RuleRefusedError
from partners.actions import representatives
from partners.models import Representative
from tests.factories.accounts import with_second_factor
from tests.factories.areas import AreaFactory, MembershipFactory, lead_of, member_of
from tests.factories.meetings import MeetingFactory, attend
from tests.factories.partners import RepresentativeFactory
from tests.reading import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory.create()


@pytest.fixture
def lead(area):
    return lead_of(area)


@pytest.fixture
def speaker(area):
    return member_of(area)


@pytest.fixture
def second(speaker):
    """Somebody else who speaks for the same partner."""
    partner = speaker.representatives.get().partner
    return RepresentativeFactory.create(partner=partner).person


@pytest.fixture
def decision(area, lead, second):
    return _open(area, lead)


def _open(area, lead):
    record = decisions.draft(area.body, title="Sample", text="Words.", by=lead)
    decisions.open_for_silence(record, by=lead)
    return record


def _end_term(person):
    yesterday = today().replace(year=today().year - 1)
    Representative.objects.filter(person=person).update(
        period=(yesterday.replace(year=yesterday.year - 1), yesterday)
    )


def test_two_who_speak_for_a_partner_are_one_voice(decision, speaker, second, lead):
    partners = {person.representatives.get().partner for person in (speaker, lead)}

    assert {line.partner for line in decision.electors.all()} == partners
    assert decision.electors.count() == len(partners)
    assert not decision.electors.filter(person__isnull=False).exists()


def test_the_last_word_counts_and_both_names_stay(decision, speaker, second):
    positions.take_position(decision, by=speaker)
    positions.take_position(
        decision, kind="with_statement", statement="We add this.", by=second
    )

    newest = Position.objects.newest().get()
    client = Client()
    client.force_login(with_second_factor(speaker))
    page = client.get(decision.get_absolute_url()).content.decode()

    assert (newest.kind, newest.taken_by) == ("with_statement", second)
    assert Position.objects.count() == 2
    assert speaker.name in page
    assert second.name in page


def test_whose_term_ended_has_no_say_and_the_successor_has_the_task(decision, speaker):
    partner = speaker.representatives.get().partner
    _end_term(speaker)
    successor = RepresentativeFactory.create(partner=partner).person

    with pytest.raises(RuleRefusedError) as refused:
        positions.take_position(decision, by=speaker)
    with pytest.raises(RuleRefusedError):
        positions.object_to(decision, reason="No", acceptable_wording="Yes", by=speaker)

    assert (refused.value.status, refused.value.clause) == (403, "A1-4b-iii")
    assert worklist.waiting_for(speaker) == []
    assert len(worklist.waiting_for(successor)) == 1
    assert positions.take_position(decision, by=successor).taken_by == successor
    assert successor in electorates.speakers(decision)
    assert speaker not in electorates.speakers(decision)


def test_a_successor_takes_an_objection_back(decision, speaker, second):
    objection = positions.object_to(
        decision, reason="No", acceptable_wording="Yes", by=speaker
    )
    _end_term(speaker)

    with pytest.raises(RuleRefusedError):
        positions.withdraw_objection(objection, by=speaker)
    positions.withdraw_objection(objection, by=second)

    assert objection.status == "withdrawn"


def test_the_second_speaker_does_not_agree_over_the_objection_of_the_first(
    decision, speaker, second
):
    positions.object_to(decision, reason="No", acceptable_wording="Yes", by=speaker)

    with pytest.raises(RuleRefusedError, match="maintain an objection"):
        positions.take_position(decision, by=second)


def test_a_partner_whom_nobody_represents_is_listed_as_not_reachable(area, lead):
    mute = MembershipFactory.create(area=area).partner

    decision = _open(area, lead)
    client = Client()
    client.force_login(with_second_factor(lead))
    page = client.get(decision.get_absolute_url()).content.decode()

    assert not decision.electors.get(partner=mute).is_reachable
    assert "Not reachable" in page


def test_nobody_waits_for_a_partner_that_cannot_be_asked(area, lead):
    MembershipFactory.create(area=area)
    meeting = MeetingFactory.create(body=area.body, held=True)
    attend(meeting, lead)
    record = decisions.draft(
        area.body, title="Sample", text="Words.", meeting=meeting, by=lead
    )
    decisions.open_in_session(record, by=lead)

    sessions.agreed(record, by=lead)

    assert record.is_adopted
    assert not Message.objects.filter(template__contains="absent_asked").exists()


def test_a_partner_is_present_when_one_of_its_people_is(area, lead, speaker, second):
    meeting = MeetingFactory.create(
        body=area.body, convened=True, starts_on=today(), status=Meeting.Status.CONVENED
    )
    attend(meeting, second)
    record = decisions.draft(
        area.body, title="Sample", text="Words.", meeting=meeting, by=lead
    )

    decisions.open_in_session(record, by=lead)

    there = dict(record.electors.values_list("partner", "is_present"))
    assert there == {
        second.representatives.get().partner_id: True,
        lead.representatives.get().partner_id: False,
    }


def test_who_speaks_for_two_partners_says_for_which(area, lead, speaker):
    other = MembershipFactory.create(area=area).partner
    RepresentativeFactory.create(partner=other, person=speaker)
    record = _open(area, lead)
    line = record.electors.get(partner=other)
    client = Client()
    client.force_login(with_second_factor(speaker))
    url = reverse("meetings:decision_position", args=[record.slug])
    said = {"kind": "no_objection"} | reading(record)

    unclear = client.post(url, said)
    client.post(url, said | {"line": line.pk})

    assert unclear.status_code == 422
    assert Position.objects.get().elector == line


def test_the_right_ends_with_the_act_that_ends_the_term(decision, speaker, second):
    term = speaker.representatives.get()
    officer = RepresentativeFactory.create().person
    Representative.objects.filter(pk=term.pk).update(
        period=(today().replace(year=today().year - 1), None)
    )

    representatives.end(term, reason="Sample", nobody_follows=True, by=officer)

    assert electorates.lines_of(speaker, decision) == []


def test_the_database_gives_a_partner_one_voice(area, lead, speaker):
    record = decisions.draft(area.body, title="Sample", text="Words.", by=lead)
    partner = speaker.representatives.get().partner
    Elector.objects.create(decision=record, partner=partner, organisation="Example")

    with pytest.raises(IntegrityError, match="elector_partner_once"), transaction.atomic():
        Elector.objects.create(decision=record, partner=partner, organisation="Again")
    with (
        pytest.raises(IntegrityError, match="person_or_a_partner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO meetings_elector (decision_id, organisation, is_reachable)"
            " VALUES (%s, 'Nobody', true)",
            [record.pk],
        )
