"""The pages of a decision and of a meeting as records: clock, versions, members, parts."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from gmp_portal.meetings import seed
from gmp_portal.meetings.models import Meeting, Position
from gmp_portal.meetings.reading import clocks, record_notes
from gmp_portal.meetings.worklist import desk_queue
from gmp_portal.reference import seed as reference
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    BodyFactory,
    DecisionFactory,
    DecisionTextFactory,
    MeetingFactory,
    ObjectionFactory,
    PaperFactory,
)

pytestmark = pytest.mark.django_db


def _read(browser, record, **query):
    return browser.get(record.get_absolute_url(), query).content.decode()


def _opened(decision, *, ago, runs):
    """As if the period had begun so long ago; what is recorded of it stays as it was."""
    decision.opened_at = timezone.now() - ago
    decision.closes_at = decision.opened_at + runs
    return decision


# The reader's own place -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "presence", "said"),
    [
        (
            "member",
            "expected",
            "You are on the list as a member. You are expected to come.",
        ),
        ("observer", "excused", "You are on the list as an observer. You are excused."),
        ("invited", "online", "an invited guest. You are recorded as taking part online."),
        ("secretariat", "absent", "for the secretariat. You are recorded as absent."),
        (
            "member",
            "present",
            "You are on the list as a member. You are recorded as present.",
        ),
    ],
)
def test_whoever_is_on_the_list_reads_it_as_sentences(as_user, role, presence, said):
    own = AttendanceFactory.create(role=role, presence=presence)

    page = _read(as_user(own.person), own.meeting)

    assert said in " ".join(page.split())


# The clock -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago", "left"),
    [
        (timedelta(days=2, minutes=-1), "8 days"),
        (timedelta(days=8, hours=11, minutes=30), "36 hours"),
        (timedelta(days=9, hours=22, minutes=30), "1 hour"),
        (timedelta(days=9, hours=23, minutes=30), "less than an hour"),
        (timedelta(days=10, hours=1), "no time"),
    ],
)
def test_the_clock_never_promises_more_than_is_left(ago, left):
    decision = _opened(DecisionFactory(silent=True), ago=ago, runs=timedelta(days=10))

    assert clocks.of_decision(decision).left == left


def test_the_clock_draws_each_day_of_the_period():
    decision = DecisionFactory(silent=True)
    _opened(decision, ago=timedelta(days=2, hours=1), runs=timedelta(days=10))

    assert clocks.of_decision(decision).days == ["past", "past", "now", *[""] * 7]


def test_a_very_long_period_is_said_and_not_drawn():
    decision = _opened(
        DecisionFactory(silent=True), ago=timedelta(days=1), runs=timedelta(days=90)
    )

    clock = clocks.of_decision(decision)

    assert (clock.left, clock.days) == ("88 days", [])


@pytest.mark.parametrize("state", [{}, {"open": True}, {"adopted": True}])
def test_no_clock_runs_where_nobody_is_asked_in_writing(state):
    assert clocks.of_decision(DecisionFactory(**state)) is None


def test_an_objection_that_stood_at_the_end_stops_the_clock():
    decision = DecisionFactory(silent=True)
    decision.silence_broken_at = timezone.now()

    assert clocks.of_decision(decision) is None


def test_the_page_says_both_ends_of_the_period(as_user, secretariat):
    decision = DecisionFactory(silent=True, electors=[UserFactory()])

    page = _read(as_user(secretariat), decision)

    for moment in (decision.opened_at, decision.closes_at):
        assert moment.strftime("%H:%M UTC") in page
    assert 'class="days"' in page
    assert "style=" not in page


# Versions ------------------------------------------------------------------------------


FIRST, SECOND = "One logo for every publication.", "One logo for publications of areas."


def _revised(language="en"):
    decision = DecisionFactory(text=FIRST)
    DecisionTextFactory(
        decision=decision,
        version=2,
        text=SECOND,
        language=language,
        written_by=decision.drafted_by,
    )
    return decision


def test_the_newest_text_stands_with_what_changed(as_user, secretariat):
    page = _read(as_user(secretariat), _revised())

    assert SECOND in page
    assert "What changed since version 1" in page
    assert re.search(r"<del\s*>[^<]*every", page)
    assert re.search(r"<ins\s*>[^<]*areas", page)


def test_an_earlier_version_is_read_by_its_number(as_user, secretariat):
    page = _read(as_user(secretariat), _revised(), version="1")

    assert FIRST in page
    assert "This is an earlier version." in page
    assert "What changed" not in page


@pytest.mark.parametrize("version", ["7", "one", "-1"])
def test_a_version_that_there_never_was_is_the_newest(as_user, secretariat, version):
    assert SECOND in _read(as_user(secretariat), _revised(), version=version)


def test_two_languages_are_not_compared(as_user, secretariat):
    page = _read(as_user(secretariat), _revised(language="fr"))

    assert SECOND in page
    assert "What changed" not in page


# Positions -----------------------------------------------------------------------------


def _strip(page):
    return re.findall(r'class="ring (\w+)" aria-hidden="true">(\w+)</span>', page)


def test_members_stand_in_order_of_name_with_the_style_of_their_position(
    as_user, secretariat
):
    people = [UserFactory(name=f"{name} Sample") for name in ("Zoe", "Bela", "Ana", "Carl")]
    decision = DecisionFactory(silent=True, electors=people)
    kinds = [Position.Kind.NO_OBJECTION, Position.Kind.WITH_STATEMENT]
    for person, kind in zip(people, kinds, strict=False):
        Position.objects.create(
            elector=decision.electors.get(person=person),
            text=decision.current_text,
            kind=kind,
            statement="For the record." if kind == Position.Kind.WITH_STATEMENT else "",
            taken_by=person,
        )

    page = _read(as_user(secretariat), decision)

    assert _strip(page) == [("si", "AS"), ("st", "BS"), ("si", "CS"), ("no", "ZS")]
    assert "Ana Sample</bdi>: silent so far" in page
    assert "Names and times" in page


def test_the_public_sees_neither_positions_nor_initials(client):
    decision = DecisionFactory(adopted=True, electors=[UserFactory(name="Secret Sample")])

    page = _read(client, decision)

    assert _strip(page) == []
    assert "Names and times" not in page


def test_only_whoever_may_act_is_offered_a_position(as_user, secretariat, pag, members):
    decision = DecisionFactory(silent=True, body=pag, electors=members)

    offered = [
        "Take or change a position" in _read(as_user(user), decision)
        for user in (members[0], secretariat)
    ]

    assert offered == [True, False]


def test_nobody_is_counted(as_user, secretariat):
    people = UserFactory.create_batch(7)
    decision = DecisionFactory(silent=True, electors=people)
    ObjectionFactory(elector=decision.electors.first())

    page = _read(as_user(secretariat), decision)
    section = page[page.index('aria-labelledby="electors"') :]
    section = section[: section.index("</section>")]

    assert not re.search(r">\s*(6|7)\b", section)
    assert "<svg" not in section


# Meetings ------------------------------------------------------------------------------


def _parts(page):
    return re.findall(r'<section id="(\w+)"', page)


def test_an_imported_meeting_without_content_is_one_short_card(client):
    meeting = MeetingFactory(
        held=True,
        status="closed",
        is_imported=True,
        source="Note of the Example secretariat",
    )

    page = _read(client, meeting)

    assert _parts(page) == []
    assert "entered from public sources" in page
    assert "Note of the Example secretariat" in page


def test_a_meeting_to_come_says_who_brings_its_agenda(client):
    page = _read(client, MeetingFactory(convened=True))

    assert _parts(page) == ["agenda", "participants"]
    assert "puts the agenda here before the meeting" in page


def test_an_empty_agenda_says_to_each_reader_what_holds(client, as_user, secretariat):
    coming, held = MeetingFactory(convened=True), MeetingFactory(held=True)
    add, bring = "Put the agenda here before the meeting", "puts the agenda here before"
    none, fixed = "There is no agenda in the portal", "quote this agenda"
    officer = as_user(secretariat)

    pages = [_read(reader, coming) for reader in (officer, client)] + [_read(officer, held)]

    said = [[words in page for words in (add, bring, none, fixed)] for page in pages]
    assert said == [
        [True, False, False, False],
        [False, True, False, False],
        [False, False, True, False],
    ]
    assert "Add an agenda item" in pages[2]


def test_the_report_to_draft_is_the_first_step_and_where_the_desk_leads(
    as_user, secretariat
):
    meeting = MeetingFactory(held=True)

    page = _read(as_user(secretariat), meeting)
    [task] = desk_queue()["Meetings without a report"]

    steps = page.partition('id="steps"')[2]
    assert page.count("Draft the report") == steps.count("Draft the report") == 1
    assert steps.index("Draft the report") < steps.index("Close without a report")
    assert task.url == f"{meeting.get_absolute_url()}#steps"


def test_a_held_meeting_shows_what_it_has_and_the_report_that_is_due(client):
    meeting = MeetingFactory(held=True)
    AgendaItemFactory(meeting=meeting)
    AttendanceFactory(meeting=meeting)

    assert _parts(_read(client, meeting)) == ["agenda", "participants", "report"]


def test_the_agenda_is_one_list_with_its_papers_in_place(client):
    meeting = MeetingFactory(convened=True)
    top = AgendaItemFactory(meeting=meeting, title="Business plans")
    below = AgendaItemFactory(meeting=meeting, parent=top, title="Waste")
    PaperFactory(meeting=meeting, agenda_item=below, symbol="PAG.99/1")

    page = _read(client, meeting)
    agenda = page[page.index('id="agenda"') : page.index('id="papers"')]

    assert agenda.count("<ol") == 1
    assert re.findall(r'<bdi class="meta">([^<]+)</bdi>', agenda) == ["1", "1 (a)"]
    assert agenda.index("Waste") < agenda.index("PAG.99/1")


def test_a_meeting_of_several_days_says_its_month_once(client):
    meeting = MeetingFactory(
        body=BodyFactory(),
        held=True,
        starts_on=date(2026, 11, 22),
        ends_on=date(2026, 11, 23),
    )

    page = re.sub(r"<[^>]+>", "", _read(client, meeting))

    assert "22–23 November 2026" in page


# The public record --------------------------------------------------------------------


ASSUMED = "how people met is assumed"


def _on_record(**more):
    kept = {"is_imported": True, "status": "closed", "source": "UNEP website: Example"}
    return MeetingFactory(**kept, **more)


def test_notes_of_the_record_are_said_in_sentences(client):
    meeting = _on_record(facts=f"An activity plan (a; b); {ASSUMED}", mode="online")

    page = _read(client, meeting)

    assert "The source does not say how people met; it is assumed." in page
    assert "An activity plan (a; b)</li>" in page
    assert ASSUMED not in page.replace("it is assumed", "")
    assert re.search(r'href="https://www.unep.org/[^"]*" [^>]*>Website of UNEP</a>', page)


def test_every_gap_in_the_data_files_is_said_in_a_sentence():
    reference.load()
    seed.load()
    gaps = r"\b(assumed|inferred|not found|was found)\b"

    left = [
        note
        for meeting in Meeting.objects.filter(is_imported=True)
        for note in record_notes.of(meeting).notes
        if re.search(gaps, note)
    ]

    assert left == []


def test_a_title_that_names_who_meets_has_it_not_said_again(client):
    area = BodyFactory(kind="area", slug="example", name="Example area")
    meeting = _on_record(body=area, title="Meeting of the area: Example area")

    page = _read(client, meeting)

    assert "Partnership area</a>" in " ".join(page.split()).replace(" </a>", "</a>")
    assert "<bdi>Example area</bdi></a>" not in page
