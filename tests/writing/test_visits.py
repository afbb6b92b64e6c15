"""When somebody was here: one row for each text, private, and forgotten after a while (R-67)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gmp_portal.accounts import merging
from gmp_portal.writing import personal_data, scheduled, visits
from gmp_portal.writing.models import Visit
from tests.factories.accounts import UserFactory
from tests.factories.writing import VisitFactory

pytestmark = pytest.mark.django_db


def ago(**time):
    moment = timezone.now() - timedelta(**time)
    return {"seen_at": moment}


def test_there_is_one_visit_for_each_person_and_text():
    visit = VisitFactory.create()

    with pytest.raises(IntegrityError, match="visit_once"), transaction.atomic():
        VisitFactory.create(person=visit.person, scope=visit.scope)


def test_nobody_was_here_after_the_last_time():
    later = timezone.now()

    with pytest.raises(IntegrityError, match="visit_was_before_it_is"):
        VisitFactory.create(before_at=later, seen_at=later - timedelta(minutes=1))


def test_a_visit_goes_on_until_nothing_is_opened_for_the_time_of_the_rule():
    going_on, over = (
        VisitFactory.create(
            **ago(minutes=minutes), before_at=timezone.now() - timedelta(days=1)
        )
        for minutes in (29, 31)
    )

    looks = [visits.Look(each.scope, each.person) for each in (going_on, over)]

    assert [look.begins for look in looks] == [False, True]
    assert [look.since for look in looks] == [going_on.before_at, over.seen_at]


def test_visits_are_forgotten_by_the_clock_after_the_days_of_the_rule():
    kept, _gone = VisitFactory.create(**ago(days=89)), VisitFactory.create(**ago(days=91))

    scheduled.forget_old_visits(timezone.now().date())

    assert list(Visit.objects.all()) == [kept]


def test_visits_go_with_the_data_of_a_person():
    mine, other = VisitFactory.create(), VisitFactory.create()

    personal_data.erase(mine.person)

    assert list(Visit.objects.all()) == [other]


def test_of_two_accounts_the_one_that_stays_keeps_its_own_visit():
    gone, kept = UserFactory.create(), UserFactory.create()
    own = VisitFactory.create(person=kept, scope="sample:1")
    twin = VisitFactory.create(person=gone, scope="sample:1")
    moving = VisitFactory.create(person=gone, scope="sample:2")
    key = merging.KEYS["writing.visit.person"]

    going, staying = list(key.going_over(gone, kept)), list(key.staying(gone, kept))

    assert going == [moving]
    assert staying == [twin]
    assert own not in staying
