"""Running numbers have no gaps, however many people take one at the same time."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest
from django.db import connection, transaction

from gmp_portal.reference import numbers
from gmp_portal.reference.models import Counter


class ActFailedError(Exception):
    """What happens after a number was taken and before the act is complete."""


@pytest.fixture
def elsewhere(db: None) -> Iterator[Callable[[Callable[[], object]], Future]]:
    """Act on a connection of its own, where it commits; clears up after the test."""

    def act(deed: Callable[[], object]) -> object:
        try:
            return deed()
        finally:
            connection.close()

    def clear() -> None:
        Counter.objects.filter(key="THREADS").delete()

    with ThreadPoolExecutor(4) as threads:
        yield lambda deed: threads.submit(act, deed)
        threads.submit(act, clear).result()


def test_numbers_run_on_and_each_series_and_year_has_its_own(db):
    taken = [
        numbers.take("LOI", 2026),
        numbers.take("LOI", 2026),
        numbers.take("LOI", 2027),
        numbers.take("PAG"),
        numbers.take("LOI", 2026),
    ]

    assert taken == [1, 2, 1, 1, 3]


def test_a_number_of_an_act_that_fails_is_given_out_again(db):
    numbers.take("LOI", 2026)

    with suppress(ActFailedError), transaction.atomic():
        numbers.take("LOI", 2026)
        raise ActFailedError

    assert numbers.take("LOI", 2026) == 2


def test_a_number_cannot_be_taken_outside_a_transaction(elsewhere):
    with pytest.raises(numbers.NotInTransactionError):
        elsewhere(lambda: numbers.take("THREADS")).result()

    assert not Counter.objects.exists()


@pytest.mark.parametrize("series", ["", "loi", "LOI/2026", "x" * 40])
def test_a_series_has_a_plain_name(db, series):
    with pytest.raises(ValueError, match="no name of a series"):
        numbers.take(series)


@pytest.mark.parametrize(("first_fails", "expected"), [(False, 2), (True, 1)])
def test_the_second_of_two_waits_for_the_first(elsewhere, first_fails, expected):
    first_has_taken, second_asks = Event(), Event()

    def first() -> None:
        with suppress(ActFailedError), transaction.atomic():
            numbers.take("THREADS")
            first_has_taken.set()
            second_asks.wait(5)
            # Time for the second one to reach the lock.
            Event().wait(0.2)
            if first_fails:
                raise ActFailedError

    def second() -> int:
        first_has_taken.wait(5)
        with transaction.atomic():
            second_asks.set()
            return numbers.take("THREADS")

    one, other = elsewhere(first), elsewhere(second)

    one.result()
    assert other.result() == expected


def test_many_at_once_get_every_number_once(elsewhere):
    def take() -> int:
        with transaction.atomic():
            return numbers.take("THREADS")

    taken = [elsewhere(take) for _ in range(24)]

    assert sorted(number.result() for number in taken) == list(range(1, 25))
