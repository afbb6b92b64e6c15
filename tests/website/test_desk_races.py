"""Two who reach for the same work, or the same place, in one moment take turns."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from gmp_portal import ledger
from gmp_portal.website.actions import holdings, saved_filters
from gmp_portal.website.models import Holding, SavedFilter
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory

ROUNDS = 5
pytestmark = pytest.mark.django_db(transaction=True)


def _together(*acts):
    """What each act answered, all begun at the same moment, each on its own connection."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait()
            return act()
        except RuleRefusedError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_of_two_who_take_the_same_work_one_has_it_and_the_other_reads_who():
    first, second = (
        UserFactory.create(officer=True, name=f"{name} Sample") for name in ("Ada", "Ben")
    )
    for _round in range(ROUNDS):
        key = f"letters {ledger.subject_of(LetterFactory(submitted=True))}"

        answers = _together(
            lambda key=key: holdings.take(key, by=first),
            lambda key=key: holdings.take(key, by=second),
        )

        [taken] = [answer for answer in answers if isinstance(answer, Holding)]
        [refused] = [answer for answer in answers if isinstance(answer, str)]
        assert f"{taken.holder} has taken this work meanwhile." in refused
        assert Holding.objects.get(pk=taken.pk).holder == taken.holder
        assert ledger.trail(taken).count() == 1


def test_two_windows_that_keep_a_filter_at_once_both_find_a_place():
    officer = UserFactory.create(officer=True)

    def keeping(name):
        return lambda: saved_filters.keep(name, page="desk", asked=f"q={name}", by=officer)

    for turn in range(ROUNDS):
        _together(keeping(f"Left {turn}"), keeping(f"Right {turn}"))

    assert [kept.place for kept in SavedFilter.objects.of(officer)] == list(range(1, 11))
