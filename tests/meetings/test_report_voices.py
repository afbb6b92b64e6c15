"""A report says who was absent from each decision and who stood aside (R-18, A1-3f-ii)."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone
from django.utils.html import strip_tags

from gmp_portal.meetings import handlers
from gmp_portal.meetings.actions import endings
from gmp_portal.meetings.models import Attendance, StandingAside
from gmp_portal.meetings.reading import report_document, report_voices
from partners.models import Partner
from tests.factories.accounts import UserFactory
from tests.factories.meetings import (
    BodyFactory,
    DecisionFactory,
    MeetingReportFactory,
    ReportSectionFactory,
    attend,
    declare,
    open_session,
)
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    section = ReportSectionFactory.create(report=MeetingReportFactory.create(adopted=True))
    return section.report


def drafted(report, **facts):
    """A draft at the meeting: its voices can still be arranged."""
    facts = {"body": report.meeting.body, "meeting": report.meeting} | facts
    if not report.meeting.attendances.exists():
        attend(report.meeting, UserFactory.create())
    return DecisionFactory.create(**facts)


def absent(decision, *voices):
    """Let everybody else be there."""
    decision.electors.update(is_present=True)
    for voice in voices:
        who = {"partner": voice} if isinstance(voice, Partner) else {"person": voice}
        decision.electors.filter(**who).update(is_present=False)


def adopt(decision):
    """Open it, let the chair declare the consensus, and the clock adopt it."""
    declare(open_session(decision), by=decision.opened_by)
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        endings.adopt(decision, by=None)
    return decision


def rows_of(report):
    return [
        (row.decision, row.absent, row.aside)
        for row in report_voices.of_meeting(report.meeting, report.language)
    ]


def aside(decision, name):
    person = UserFactory.create(name=name)
    StandingAside.objects.create(
        decision=decision, person=person, organisation="Ministry of Example"
    )


def test_the_absent_and_those_who_stood_aside_are_named(report):
    there, away = UserFactory.create(), UserFactory.create(name="Ana Away")
    decision = drafted(report, electors=[there, away])
    absent(decision, away)
    aside(decision, "Bo Beside")
    adopt(decision)

    rows = rows_of(report)

    said = ("Example of Ana Away", "Ministry of Example")
    assert rows == [(decision, *said)]


def test_who_denies_having_been_there_is_not_told_as_present(report):
    there, away = UserFactory.create(), UserFactory.create(name="Ana Away")
    decision = drafted(report, electors=[there, away])
    absent(decision)
    [row] = attend(report.meeting, away)
    Attendance.objects.filter(pk=row.pk).update(
        denied_at=report.adopted_at, recorded_by=there
    )
    adopt(decision)

    [(_decision, said, _aside)] = rows_of(report)

    assert said == "Example of Ana Away (recorded as present, which they deny)"


def test_where_all_took_part_it_says_nobody(report):
    decision = drafted(report, electors=[UserFactory.create()])
    absent(decision)
    adopt(decision)

    assert rows_of(report) == [(decision, "Nobody", "Nobody")]


def test_partners_stand_by_their_names_and_without_anybody_it_says_so(report):
    here, gone = PartnerFactory.create(), PartnerFactory.create()
    body = BodyFactory.create()
    decision = drafted(report, body=body, electors=[here, gone])
    absent(decision, here, gone)
    decision.electors.filter(partner=gone).update(is_reachable=False)
    adopt(decision)

    [(_decision, away, _aside)] = rows_of(report)

    assert away == (
        f"Example of {here.name}; Example of {gone.name} (nobody represents it)"
    )
    assert decision.is_adopted


def test_what_was_asked_in_writing_had_nobody_absent(report):
    meeting = report.meeting
    decision = DecisionFactory.create(
        adopted=True, body=meeting.body, meeting=meeting, electors=[UserFactory.create()]
    )

    assert rows_of(report) == [(decision, "Asked in writing, not in session", "Nobody")]


def test_a_decision_from_before_attendance_came_first_says_so(report):
    decision = adopt(drafted(report, electors=[UserFactory.create()]))

    assert rows_of(report) == [(decision, "Not recorded", "Nobody")]


def test_what_was_not_adopted_is_not_listed(report):
    decision = open_session(drafted(report))
    endings.defer(decision, reason="Not ripe.", by=decision.opened_by)

    assert rows_of(report) == []
    assert report_document.document_of(report).annexes == ()


def test_page_and_document_say_the_same(report, as_user, secretariat):
    away = UserFactory.create(name="Ana Away")
    decision = drafted(report, electors=[away, UserFactory.create()])
    absent(decision, away)
    aside(decision, "Bo Beside")
    adopt(decision)

    page = strip_tags(as_user(secretariat).get(report.get_absolute_url()).content.decode())
    [annex] = report_document.document_of(report).annexes

    [table] = annex.blocks
    cells = ["".join(map(str, cell)) for cell in table.rows[0]]
    assert annex.title == "Attendance at decisions"
    assert cells == [
        f"{decision.symbol} {decision.title}",
        "Example of Ana Away",
        "Ministry of Example",
    ]
    assert all(cell in re.sub(r"\s+", " ", page) for cell in cells)


def test_the_file_of_the_report_is_made_with_them(report):
    adopt(drafted(report, electors=[UserFactory.create()]))

    effect = handlers.report_pdf(
        report=report.pk, progress=SimpleNamespace(step=lambda _step: None)
    )

    assert b"%PDF" in effect.args[1][:10]
