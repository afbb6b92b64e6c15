"""Nobody reads a time to object, or a meaning of silence, that belongs to others (R-07, R-18)."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gmp_portal.meetings import permissions, worklist
from gmp_portal.meetings.actions import declarations, positions, texts
from gmp_portal.meetings.models import Attendance
from gmp_portal.meetings.reading import electorates, own_voices
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.ui.moments import in_words
from gmp_portal.website.demo.sessions import as_before
from tests.factories.meetings import DecisionFactory, attend, declare
from tests.reading import reading

pytestmark = pytest.mark.django_db

OBJECTION = {"kind": "objection", "reason": "Too far.", "acceptable_wording": "Less."}


@pytest.fixture
def in_session(pag, members):
    """A text before a meeting from which the first member is absent."""
    absent, *there = members
    decision = DecisionFactory.create(
        body=pag, open=True, electors=members, absent=[absent]
    )
    attend(decision.meeting, *there)
    return decision


@pytest.fixture
def declared(in_session, chair):
    declare(in_session, by=chair)
    return in_session


def text_of(response):
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(page))


def form_of(as_user, person, decision):
    return text_of(
        as_user(person).get(reverse("meetings:decision_position", args=[decision.slug]))
    )


def page_of(as_user, person, decision):
    return text_of(as_user(person).get(decision.get_absolute_url()))


def test_who_was_there_reads_before_typing_what_an_objection_does_now(
    as_user, declared, members
):
    until = in_words(declared.recall_until)

    form = form_of(as_user, members[1], declared)

    assert "your time to object is over" in form
    assert "stops nothing and is kept as late" in form
    assert f"can be recalled until {until}, by the secretariat or whoever chairs" in form
    assert in_words(declared.closes_at) not in form
    assert ("Objection" in form, "No objection" in form) == (True, False)
    assert "Statement for the record" not in form
    assert "If you do nothing, you do not object" not in form


def test_once_it_cannot_be_recalled_nobody_is_told_to_ask_for_it(
    as_user, declared, members
):
    with time_machine.travel(declared.recall_until + timedelta(minutes=1)):
        form = form_of(as_user, members[1], declared)

    assert "so is the time in which the declaration could be recalled" in form


def test_who_was_absent_reads_the_time_that_is_theirs(as_user, declared, members):
    form = form_of(as_user, members[0], declared)

    assert f"may object until {in_words(declared.closes_at)}" in form
    assert "your time to object is over" not in form


def test_silence_of_the_absent_says_nothing_before_the_declaration(
    as_user, in_session, members
):
    pages = [read(as_user, members[0], in_session) for read in (form_of, page_of)]

    for page in pages:
        assert (
            "You were absent when this was opened, so your silence says nothing yet."
            in page
        )
        assert "you do not object" not in page
    tasks = worklist.waiting_for(members[0])
    assert "your silence says nothing yet" in str(tasks[0].note)


def test_silence_of_those_there_lasts_until_the_declaration(as_user, in_session, members):
    for read in (form_of, page_of):
        page = read(as_user, members[1], in_session)
        assert "If you say nothing until the consensus is declared, you do not" in page


def _met(decision, person, *, by):
    """The voice of somebody whose objection others met by a new text."""
    positions.object_to(decision, reason="Too far.", acceptable_wording="Less.", by=person)
    objections = list(decision.objections.all())
    texts.accommodate(decision, objections, text="Softer wording.", by=by)
    return decision.electors.get(person=person)


def test_silence_of_those_for_whom_others_spoke_says_nothing(in_session, members, chair):
    line = _met(in_session, members[1], by=chair)

    assert line.pk in electorates.leaves_time_to(in_session)
    assert "Others spoke for you" in own_voices.of_line(in_session, line).sentence


def test_without_time_of_their_own_they_are_told_to_speak_before(
    in_session, members, chair
):
    ParameterValue.objects.create(
        parameter="R-18",
        value={"absent_may_object": False, "recall_hours": 24},
        effective_from=date(2020, 1, 1),
        reason="Sample",
    )
    absent = in_session.electors.get(person=members[0])
    met = _met(in_session, members[1], by=chair)

    for line in (absent, met):
        assert "say so before" in own_voices.of_line(in_session, line).sentence


def test_in_a_no_objection_period_silence_lasts_until_its_end(as_user, pag, members):
    decision = DecisionFactory.create(body=pag, silent=True, electors=members)

    page = page_of(as_user, members[0], decision)

    until = in_words(decision.closes_at)
    assert f"until {until}. If you do nothing, you do not object." in page


def test_the_flash_and_the_page_name_the_same_two_moments(as_user, in_session, chair):
    url = reverse("meetings:decision_declare", args=[in_session.slug])
    sent = {"is_agreed": "on"} | reading(in_session)

    page = text_of(as_user(chair).post(url, sent, follow=True))

    in_session.refresh_from_db()
    recall = f"Until {in_words(in_session.recall_until)} the secretariat, or"
    unheard = f"meet may object until {in_words(in_session.closes_at)}."
    assert (page.count(recall), page.count(unheard)) == (2, 2)
    assert "Agreed in session" not in page


def test_nothing_is_called_agreed_over_an_objection(as_user, declared, members):
    positions.object_to(
        declared, reason="Too far.", acceptable_wording="Less.", by=members[0]
    )

    page = page_of(as_user, members[0], declared)

    assert "Declared, but an objection stands" in page
    assert "Agreed in session" not in page


def test_the_moments_that_have_passed_are_named_as_passed(declared):
    with time_machine.travel(declared.closes_at):
        told = [sentence for sentence, _rule in own_voices.of_declaration(declared)]

    assert "the time in which to recall it is over" in told[0]
    assert "had time to object until" in told[1]


def test_a_late_objection_is_not_called_maintained(as_user, declared, members):
    url = reverse("meetings:decision_position", args=[declared.slug])

    page = as_user(members[1]).post(url, OBJECTION | reading(declared), follow=True)

    assert declared.objections.get().is_late
    assert "Came after the declaration" in text_of(page)
    assert "Maintained" not in text_of(page)


def test_after_a_recall_everybody_is_heard_again(as_user, declared, chair, members):
    declarations.recall(declared, reason="Not heard.", by=chair)

    assert "If you say nothing until" in form_of(as_user, members[1], declared)


# Steps that can only be refused ------------------------------------------------------------


def _told(as_user, chair, decision, step):
    url = reverse(f"meetings:{step}", args=[decision.slug])
    return as_user(chair).get(url, follow=True)


def test_no_form_of_a_declaration_opens_over_an_objection(
    as_user, in_session, members, chair
):
    positions.object_to(
        in_session, reason="Too far.", acceptable_wording="Less.", by=members[1]
    )

    page = _told(as_user, chair, in_session, "decision_declare")

    assert page.redirect_chain[0][0] == in_session.get_absolute_url()
    assert "Meet it by a new text, or end the decision" in text_of(page)
    assert reverse("meetings:decision_accommodate", args=[in_session.slug]) in (
        page.content.decode()
    )


def test_no_form_of_a_declaration_opens_before_attendance(as_user, in_session, chair):
    with as_before(Attendance):
        in_session.meeting.attendances.all().delete()

    page = _told(as_user, chair, in_session, "decision_declare")

    assert "Record first who attends the meeting" in text_of(page)


def test_an_adoption_over_an_objection_is_refused_with_the_way_on(declared, members, chair):
    positions.object_to(
        declared, reason="Too far.", acceptable_wording="Less.", by=members[0]
    )

    with time_machine.travel(declared.closes_at):
        can = permissions.can_decision_adopt(chair, declared)
        why = permissions.can_decision_adopt.otherwise(declared)

    assert not can
    assert "Meet it by a new text" in why.message
    assert why.clause == "A1-4a-iii"


# Others spoke for them, and then the text moved on ------------------------------------------


def _revise(decision, by):
    texts.revise_text(decision, text="Softer wording, once more.", by=by)


def test_met_then_revised_the_voice_still_gets_its_time(in_session, members, chair):
    line = _met(in_session, members[1], by=chair)
    _revise(in_session, chair)

    declare(in_session, by=chair)

    assert line in electorates.unheard(in_session)
    voice = own_voices.of_line(in_session, line)
    assert (voice.is_over, len(worklist.waiting_for(members[1]))) == (False, 1)
    again = positions.object_to(
        in_session, reason="Too far.", acceptable_wording="Less.", by=members[1]
    )
    assert again.is_late is False


def test_who_agreed_to_the_words_that_met_the_objection_is_heard(
    in_session, members, chair
):
    line = _met(in_session, members[1], by=chair)
    positions.take_position(in_session, by=members[1])
    _revise(in_session, chair)

    declare(in_session, by=chair)

    assert line not in electorates.unheard(in_session)
    voice = own_voices.of_line(in_session, line)
    assert (voice.is_over, worklist.waiting_for(members[1])) == (True, [])


def test_who_uses_the_time_keeps_it_to_its_end(in_session, members, chair):
    line = _met(in_session, members[1], by=chair)
    declare(in_session, by=chair)

    positions.take_position(in_session, by=members[1])

    assert own_voices.of_line(in_session, line).is_over is False


def test_no_task_is_left_whose_time_is_over(in_session, members, chair):
    declare(in_session, by=chair)

    assert in_session.closes_at is not None
    assert worklist.waiting_for(members[1]) == []


def test_who_has_time_is_asked_once_for_all_voices(declared):
    lines = list(declared.electors.all())

    with CaptureQueriesContext(connection) as captured:
        own_voices.of_lines(declared, lines)

    asked = [query["sql"] for query in captured if "meetings_timetoobject" in query["sql"]]
    assert len(asked) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_voices_in_all_open_decisions_are_asked_for_together(
    pag, members, django_assert_num_queries, number
):
    absent, *there = members
    for _each in range(number):
        decision = DecisionFactory.create(
            body=pag, open=True, electors=members, absent=[absent]
        )
        attend(decision.meeting, *there)

    with django_assert_num_queries(6):
        tasks = worklist.waiting_for(there[0])

    assert len(tasks) == number
