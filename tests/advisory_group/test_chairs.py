"""Chair or co-chairs (Annex 1, section 3 (d))."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from advisory_group import permissions, scheduled, worklist
from advisory_group.actions import chairs
from advisory_group.models import ChairTerm, Seat
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.meetings import body_rules
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from tests.factories.advisory_group import (
    ChairTermFactory,
    SeatFactory,
    election_of,
    member,
)
from tests.factories.meetings import BodyFactory, DecisionFactory


def _elect(person, secretariat, decision=None, kind="chair", starts_on=None):
    return chairs.elect(
        person,
        kind=kind,
        starts_on=starts_on or today(),
        decision=decision or election_of(person),
        by=secretariat,
    )


def test_an_elected_chair_presides_for_two_years(group, secretariat):
    term = _elect(member(), secretariat, starts_on=date(2026, 11, 1))

    assert term.ends_on == date(2028, 10, 31)
    assert permissions.chairs(term.person)
    assert body_rules.presides(term.person, group)


def test_a_term_from_29_february_ends_on_28_february(group, secretariat):
    term = _elect(member(), secretariat, starts_on=date(2028, 2, 29))

    assert term.ends_on == date(2030, 2, 28)


def test_the_database_refuses_a_day_more_than_two_years_from_29_february(
    group, secretariat
):
    term = _elect(member(), secretariat, starts_on=date(2028, 2, 29))

    term.period = days(date(2028, 2, 29), date(2030, 3, 1))
    with pytest.raises(IntegrityError, match="chair_two_years"), transaction.atomic():
        term.save()


def test_the_rule_of_29_february_goes_back_without_the_terms_it_let_in(group, secretariat):
    term = _elect(member(), secretariat, starts_on=date(2028, 2, 29))
    migration = import_module("advisory_group.migrations.0003_terms_from_29_february")

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(migration.BEFORE)

    kept = type(term).objects.get(pk=term.pk)
    assert kept.ends_on == date(2030, 2, 28)
    kept.period = days(date(2032, 2, 29), date(2034, 2, 28))
    with pytest.raises(IntegrityError, match="chair_two_years"), transaction.atomic():
        kept.save()


def test_an_election_needs_an_adopted_decision(group, secretariat):
    drafted = DecisionFactory.create()

    with pytest.raises(RuleRefusedError) as refusal:
        _elect(member(), secretariat, drafted)

    assert refusal.value.clause == "A1-3d-1"


def test_a_decision_of_an_area_elects_nobody(group, secretariat):
    elsewhere = DecisionFactory.create(adopted=True, body=BodyFactory.create())

    with pytest.raises(RuleRefusedError):
        _elect(member(), secretariat, elsewhere)


def test_who_holds_no_seat_is_not_elected(group, person, secretariat):
    with pytest.raises(RuleRefusedError, match="has no seat"):
        _elect(person, secretariat)


def test_two_co_chairs_serve_and_a_third_is_refused_in_words(group, secretariat):
    for _number in range(2):
        _elect(member(), secretariat, kind="co_chair")

    with pytest.raises(RuleRefusedError, match="one chair or two co-chairs") as refusal:
        _elect(member(), secretariat, kind="co_chair")

    assert refusal.value.clause == "A1-3d-1"


def test_a_third_term_is_refused_and_both_earlier_ones_are_listed(group, secretariat):
    person = member()
    ChairTermFactory.create(person=person, starts_on=date(2018, 1, 1))
    ChairTermFactory.create(person=person, starts_on=date(2020, 1, 1), kind="co_chair")

    with pytest.raises(RuleRefusedError) as refusal:
        _elect(person, secretariat)

    [sentence] = refusal.value.messages
    assert refusal.value.clause == "A1-3d-3"
    assert "Chair from 1 January 2018 to 31 December 2019" in sentence
    assert "Co-chair from 1 January 2020 to 31 December 2021" in sentence


def test_a_term_that_ended_early_still_counts(group, secretariat):
    person = member()
    ChairTermFactory.create(person=person, starts_on=date(2018, 1, 1))
    short = ChairTermFactory.create(person=person)
    chairs.end(short, last_day=today() - timedelta(days=1), reason="x", by=secretariat)

    with pytest.raises(RuleRefusedError) as refusal:
        _elect(person, secretariat)

    assert refusal.value.clause == "A1-3d-3"


def test_ending_early_takes_the_rights(group, secretariat):
    term = ChairTermFactory.create()

    chairs.end(term, last_day=today() - timedelta(days=1), reason="x", by=secretariat)

    assert not permissions.chairs(term.person)


def test_who_chaired_learns_of_the_end_even_without_a_seat_any_more(group, secretariat):
    term, other = ChairTermFactory.create(), member()
    Seat.objects.filter(person=term.person).update(
        period=days(date(2020, 1, 1), today() - timedelta(days=1))
    )

    chairs.end(term, last_day=today() - timedelta(days=1), reason="Example", by=secretariat)

    told = Message.objects.filter(template__endswith="chair_ended.txt")
    assert {message.recipient for message in told} == {term.person, other}


def test_the_end_is_announced_once_ninety_days_before(group, secretariat):
    term = ChairTermFactory.create(starts_on=today() - timedelta(days=660))

    scheduled.remind_of_ending_chairs(today())
    scheduled.remind_of_ending_chairs(today())

    mails = Message.objects.filter(template__contains="chair_ends_soon")
    assert mails.filter(recipient=term.person).count() == 1
    assert mails.filter(recipient=secretariat).count() == 1


@pytest.mark.parametrize("days_left", [30, 300])
def test_the_page_of_a_chair_says_when_the_term_ends_soon(
    secretariat, as_user, group, days_left
):
    years_ago = today() - timedelta(days=365 * ChairTerm.YEARS - days_left)
    term = ChairTermFactory.create(starts_on=years_ago)

    page = as_user(secretariat).get(term.get_absolute_url()).text

    assert ("This term ends soon" in page) == (days_left == 30)


def test_a_group_without_a_chair_stands_on_the_desk(group):
    [task] = worklist.desk_queue()["Chair of the Advisory Group"]

    assert task.title == "Nobody chairs the Advisory Group"


def test_the_page_of_a_term_is_public(client, group):
    term = ChairTermFactory.create()

    page = client.get(term.get_absolute_url())

    assert term.decision.symbol in page.content.decode()


def test_recording_an_election_through_the_form(as_user, secretariat, group):
    seat = SeatFactory.create()
    decision = election_of(seat.person)
    typed = {
        "seat": seat.pk,
        "kind": "chair",
        "starts_on": str(today()),
        "decision": decision.pk,
    }
    browser = as_user(secretariat)

    first = browser.post(reverse("advisory_group:chair_elect"), typed)
    again = browser.post(reverse("advisory_group:chair_elect"), typed)

    assert first.status_code == 302
    assert again.status_code == 422
    assert "about the election of this very member" in again.content.decode()
    assert ChairTerm.objects.count() == 1


def test_a_member_does_not_end_the_chair_s_term(as_user, group):
    term = ChairTermFactory.create()

    response = as_user(member()).post(
        reverse("advisory_group:chair_end", args=[term.pk]),
        {"last_day": str(today()), "reason": "x"},
    )

    assert response.status_code == 403


def test_why_a_chair_stepped_down_is_read_by_staff_only(
    group, client, as_user, secretariat
):
    term = _elect(member(), secretariat, starts_on=today() - timedelta(days=9))
    chairs.end(term, last_day=today(), reason="Fell ill for long", by=secretariat)

    pages = [
        reader.get(term.get_absolute_url()).content.decode()
        for reader in (client, as_user(secretariat))
    ]

    assert ["Fell ill" in page for page in pages] == [False, True]
    assert "Term as chair ended early" in pages[0]
