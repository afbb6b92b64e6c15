"""Limits hold also for those who come at the same time (R-24)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from gmp_portal.accounts import limits
from gmp_portal.accounts.limits import Limit
from gmp_portal.accounts.models import Tally
from gmp_portal.notifications import scheduled

THREE = Limit(3, timedelta(hours=1))


def test_only_so_many_within_any_hour(db):
    began = timezone.now()
    with time_machine.travel(began, tick=False) as clock:
        first = [bool(limits.take("x", THREE)) for _ in range(5)]
        clock.shift(timedelta(minutes=50))
        waits = limits.take("x", THREE).wait
        clock.shift(timedelta(minutes=10, seconds=1))
        later = [bool(limits.take("x", THREE)) for _ in range(4)]

    assert first == [True, True, True, False, False]
    assert waits == timedelta(minutes=10)
    assert later == [True, True, True, False]


def test_each_thing_is_counted_for_itself_and_names_nobody(db):
    for _ in range(3):
        limits.take("person@example.org", THREE)

    assert limits.take("other@example.org", THREE)
    assert not [row for row in Tally.objects.all() if "example" in str(row)]


def test_what_turned_out_well_is_given_back(db):
    taken = [limits.take("x", THREE) for _ in range(3)]

    limits.give_back("x", taken[0])

    assert limits.take("x", THREE)
    assert not limits.take("x", THREE)


def test_what_is_forgotten_begins_anew(db):
    for _ in range(3):
        limits.take("x", THREE)

    limits.forget("x")

    assert limits.take("x", THREE)


def test_old_tallies_are_dropped_by_the_clock(db):
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        limits.take("old", THREE)
    limits.take("new", THREE)

    scheduled.forget_old_tallies(timezone.now().date())

    assert Tally.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_those_who_come_at_once_are_counted_one_by_one():
    def take(_number):
        try:
            return bool(limits.take("x", THREE))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, range(40)))

    assert taken.count(True) == 3
