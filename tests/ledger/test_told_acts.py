"""What a history says: what changed, what is alike in one line, and never everything at once."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory

from areas.acts import Act
from gmp_portal import ledger, rounds
from gmp_portal.ledger import acts, histories, told_acts
from gmp_portal.ledger.models import Entry
from gmp_portal.meetings.acts import Act as MeetingAct
from gmp_portal.ui import histories as layouts
from partners.acts import Act as PartnerAct
from tests.factories.areas import AreaFactory, ObjectiveFactory, PlanFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
COMPONENT = '{% include "_components/trail.html" with entries=entries only %}'


def said(record, reader, page=""):
    """The component as a reader reads it, without markup."""
    request = RequestFactory().get("/", {"history": page} if page else {})
    template = engines["django"].from_string(COMPONENT)
    html = template.render(
        {"entries": histories.told(ledger.trail(record), to=reader)}, request
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_it_names_the_partner_that_joined(person):
    area, partner = AreaFactory.create(), PartnerFactory.create(name="Example Institute")
    ledger.record(Act.AREA_PARTNER_JOINED, area, by=person, partner=partner.pk)

    assert "A partner joined the area : Example Institute" in said(area, AnonymousUser())


def test_a_renamed_partner_has_both_names(secretariat):
    partner = PartnerFactory.create()
    ledger.record(PartnerAct.PARTNER_RENAMED, partner, by=secretariat, old="Old", new="New")

    assert "Renamed : Old → New" in said(partner, secretariat)


def test_a_meeting_has_both_days(secretariat):
    meeting = MeetingFactory.create()
    days = {"moved_from": "2026-11-22", "moved_to": "2026-12-01"}
    ledger.record(MeetingAct.MEETING_RESCHEDULED, meeting, by=secretariat, **days)

    words = said(meeting, secretariat)

    assert "Meeting rescheduled : 22 November 2026 → 1 December 2026" in words


def test_rows_added_one_after_another_are_one_line(person):
    plan = PlanFactory.create()
    rows = [ObjectiveFactory.create(plan=plan, statement=f"Aim {n}") for n in range(20)]
    for row in rows:
        ledger.record(Act.PLAN_ROW_ADDED, plan, by=person, row=f"planobjective:{row.pk}")

    words = said(plan, person)

    assert "20 rows added" in words
    assert "Row added" not in words
    assert words.count(person.name) == 1
    assert "Objective: Aim 0" in words


def test_of_a_removed_row_only_its_kind_is_told(person):
    plan = PlanFactory.create()
    ledger.record(Act.PLAN_ROW_REMOVED, plan, by=person, row="effort:1")

    assert "Row removed : Partner effort" in said(plan, person)


def test_another_person_or_another_act_begins_another_line(person, secretariat):
    area = AreaFactory.create()
    for by, act in (
        (person, Act.AREA_PARTNER_JOINED),
        (person, Act.AREA_PARTNER_JOINED),
        (secretariat, Act.AREA_PARTNER_JOINED),
        (secretariat, Act.AREA_PARTNER_LEFT),
    ):
        ledger.record(act, area, by=by)

    lines = layouts.fold(histories.told(ledger.trail(area), to=secretariat))

    assert [len(line.entries) for line in lines] == [1, 1, 2]


def test_six_lines_stand_open_and_the_rest_behind_their_number(person):
    area = AreaFactory.create()
    for number in range(9):
        ledger.record(MeetingAct.MEETING_REVISED, area, by=person, reason=str(number))

    layout = layouts.lay_out(histories.told(ledger.trail(area), to=person), "")

    assert (len(layout.first), len(layout.rest)) == (6, 3)
    assert "All 9 entries" in said(area, person)


def test_a_long_history_has_pages(person, django_assert_max_num_queries):
    area = AreaFactory.create()
    for number in range(histories.ON_A_PAGE + 1):
        ledger.record(MeetingAct.MEETING_REVISED, area, by=person, reason=f"Why {number}.")

    with django_assert_max_num_queries(4):
        first = said(area, person)
    second = said(area, person, page="2")

    assert "Older entries" in first
    assert "Why 0." not in first
    assert "Why 0." in second
    assert "Newer entries" in second


@pytest.mark.parametrize("asked", ["0", "-1", "x", "²", "9" * 30])
def test_a_page_that_does_not_exist_is_the_first(asked, person):
    area = AreaFactory.create()
    ledger.record(Act.AREA_PROPOSED, area, by=person)

    assert "Area proposed" in said(area, person, page=asked)


def test_words_about_rows_cost_the_same_for_any_number(person, django_assert_num_queries):
    plan = PlanFactory.create()
    for _number in range(30):
        row = ObjectiveFactory.create(plan=plan)
        ledger.record(Act.PLAN_ROW_ADDED, plan, by=person, row=f"planobjective:{row.pk}")
    entries = list(ledger.trail(plan))

    with django_assert_num_queries(1):
        rounds.read(told_acts.tell(entries, person))

    assert all(entry.what for entry in entries)


def test_an_entry_that_lacks_a_fact_says_nothing_about_it(person):
    """What earlier versions of the portal wrote down, or did not, never breaks a page."""
    entries = [Entry(pk=n, kind=kind, body={}) for n, kind in enumerate(told_acts.TOLD)]

    rounds.read(told_acts.tell(entries, person))

    assert [entry.kind for entry in entries if entry.what] == []


def test_every_kind_with_words_is_an_act_and_counts_well():
    assert set(told_acts.TOLD) <= set(acts.ACTS)
    for told in told_acts.TOLD.values():
        if told.many:
            assert "20" in str(told.many % {"count": 20})
