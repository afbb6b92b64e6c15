"""The database counts seats and chairs by itself, also when two come at once (A1-3a, A1-3d)."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from advisory_group.models import ChairTerm, Seat, SeatClass
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.rulebook.models import ParameterValue
from tests.factories.accounts import UserFactory
from tests.factories.advisory_group import (
    ChairTermFactory,
    SeatFactory,
    election_of,
    fill_seats,
)
from tests.factories.areas import AreaFactory

SEAT = """
    INSERT INTO advisory_group_seat (klass, organisation, constituency, region, gap, gender,
        ended_reason, period, person_id, area_id)
    VALUES (%s, 'Example', 'ngo', '', 'gap', '', '', daterange(%s, %s), %s, %s)
"""
CHAIR = """
    INSERT INTO advisory_group_chairterm (kind, ended_reason, period, person_id, decision_id,
        recorded_by_id)
    VALUES (%s, '', daterange(%s, %s), %s, %s, (SELECT min(id) FROM accounts_user))
"""


def _sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def _rule(rule, value):
    ParameterValue.objects.create(
        parameter=rule, value=value, effective_from=date(2020, 1, 1), reason="Example"
    )


def test_the_25th_seat_is_taken_and_the_26th_refused(db):
    fill_seats(24)
    _sql(SEAT, "iii", today(), None, UserFactory.create().pk, None)

    with pytest.raises(IntegrityError, match="25 seats"):
        _sql(SEAT, "iii", today(), None, UserFactory.create().pk, None)

    assert Seat.objects.current().ordinary().count() == 25


def test_a_seat_that_would_be_the_26th_later_is_refused_now(db):
    fill_seats(24)
    SeatFactory.create(period=days(today() + timedelta(days=300), None))

    with pytest.raises(IntegrityError, match="25 seats"):
        _sql(SEAT, "iii", today(), None, UserFactory.create().pk, None)


def test_a_seat_that_ends_before_the_next_begins_is_no_26th(db):
    fill_seats(24)
    later = today() + timedelta(days=300)
    SeatFactory.create(period=days(later, None))

    _sql(SEAT, "iii", today(), later, UserFactory.create().pk, None)

    assert Seat.objects.count() == 26


def test_an_update_that_prolongs_a_seat_is_counted_too(db):
    fill_seats(24)
    day = today()
    short = SeatFactory.create(
        period=days(day - timedelta(days=9), day - timedelta(days=1))
    )
    SeatFactory.create(period=days(day, None))
    prolong = "UPDATE advisory_group_seat SET period = daterange(lower(period), NULL)"

    with pytest.raises(IntegrityError, match="25 seats"):
        _sql(f"{prolong} WHERE id = %s", short.pk)


def test_transitional_members_stand_beside_the_25(db):
    fill_seats(25)

    SeatFactory.create(transitional=True)

    assert Seat.objects.current().filter(klass=SeatClass.TRANSITIONAL).count() == 1


def test_transitional_members_take_a_seat_if_the_rule_says_so(db):
    _rule("R-02", False)
    fill_seats(25)

    with pytest.raises(IntegrityError, match="25 seats"):
        SeatFactory.create(transitional=True)


def test_unep_takes_one_of_the_25_if_the_rule_says_so(db):
    _rule("R-01", True)
    fill_seats(24)

    with pytest.raises(IntegrityError, match="24 seats"):
        SeatFactory.create()


def test_a_transitional_seat_without_an_end_is_refused(db):
    area, person = AreaFactory.create(), UserFactory.create()

    with pytest.raises(IntegrityError, match="seat_transitional_has_an_end"):
        _sql(SEAT, "T", today(), None, person.pk, area.pk)


def test_one_person_on_two_seats_at_a_time_is_refused(db):
    seat = SeatFactory.create()

    with pytest.raises(IntegrityError, match="seat_one_per_person_at_a_time"):
        _sql(SEAT, "iii", today(), None, seat.person.pk, None)


@pytest.mark.parametrize(
    ("klass", "constraint"),
    [
        ("i", "seat_names_its_area"),
        ("ii", "seat_was_nominated"),
        ("T", "seat_names_its_area"),
    ],
)
def test_a_class_without_its_ground_is_refused(db, klass, constraint):
    person = UserFactory.create()

    with pytest.raises(IntegrityError, match=constraint):
        _sql(SEAT, klass, today(), today() + timedelta(days=9), person.pk, None)


def test_a_seat_without_a_stated_gap_is_refused(db):
    with pytest.raises(IntegrityError, match="seat_fills_a_gap"):
        SeatFactory.create(gap=" ")


def _race(statements):
    """Run these at the same moment in threads of their own; answer what was refused."""
    barrier, refused = threading.Barrier(len(statements)), []

    def run(statement, values):
        barrier.wait()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
        except IntegrityError as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in statements]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_seat_at_once_one_is_refused():
    fill_seats(24)
    people = UserFactory.create_batch(2)

    refused = _race([(SEAT, ("iii", today(), None, one.pk, None)) for one in people])

    assert len(refused) == 1
    assert Seat.objects.current().ordinary().count() == 25


@pytest.mark.django_db(transaction=True)
def test_of_three_co_chairs_at_once_one_is_refused():
    elected = [(p.pk, election_of(p).pk) for p in UserFactory.create_batch(3)]
    first, last = today(), today() + timedelta(days=700)

    refused = _race([(CHAIR, ("co_chair", first, last, *one)) for one in elected])

    assert len(refused) == 1
    assert ChairTerm.objects.current().count() == 2


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        (["co_chair", "co_chair"], "co_chair"),
        (["chair"], "co_chair"),
        (["co_chair"], "chair"),
        (["chair"], "chair"),
    ],
)
def test_a_third_holder_or_both_titles_are_refused(db, held, asked):
    for kind in held:
        ChairTermFactory.create(kind=kind)
    person = UserFactory.create()
    decision = election_of(person)

    with pytest.raises(IntegrityError, match="One chair or two co-chairs"):
        _sql(CHAIR, asked, today(), today() + timedelta(days=700), person.pk, decision.pk)


def test_a_third_term_of_one_person_is_refused(db):
    first = ChairTermFactory.create(starts_on=date(2018, 1, 1))
    ChairTermFactory.create(person=first.person, starts_on=date(2020, 1, 1))

    with pytest.raises(IntegrityError, match="as many terms"):
        _sql(
            CHAIR,
            "chair",
            date(2024, 1, 1),
            date(2026, 1, 1),
            first.person.pk,
            election_of(first.person).pk,
        )


def test_the_working_rule_may_allow_a_third_term(db):
    _rule("R-03", 3)
    first = ChairTermFactory.create(starts_on=date(2018, 1, 1))
    ChairTermFactory.create(person=first.person, starts_on=date(2020, 1, 1))

    third = ChairTermFactory.create(person=first.person, starts_on=date(2024, 1, 1))

    terms = ChairTerm.objects.filter(person=first.person)
    assert set(terms.filter(period__startswith__gte=date(2024, 1, 1))) == {third}
    assert terms.count() == 3


@pytest.mark.parametrize("last", [None, date(2028, 1, 2)])
def test_a_term_as_chair_longer_than_two_years_is_refused(db, last):
    person = UserFactory.create()
    decision = election_of(person)

    with pytest.raises(IntegrityError, match="chair_two_years_at_most"):
        _sql(CHAIR, "chair", date(2026, 1, 1), last, person.pk, decision.pk)
