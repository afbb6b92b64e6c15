"""What is kept for a while: how long, what goes next, and how much went (N42)."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.accounts import data_map
from gmp_portal.jobs.acts import Act
from gmp_portal.website.actions import erasures
from gmp_portal.website.reading import privacy
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
PAGE = "website:clock_list"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def clock(key):
    return next(each for each in privacy.running() if each.key == key)


def test_each_clock_says_when_the_oldest_goes():
    LetterFactory.create(updated_at=NOW)
    with time_machine.travel(NOW):
        erasures.ask(by=UserFactory.create())

    assert clock("drafts").runs_out_at == datetime(2027, 3, 2, 9, tzinfo=UTC)
    assert clock("erasures").runs_out_at.date() == datetime(2026, 3, 16, tzinfo=UTC).date()
    assert clock("file_readings").runs_out_at is None


def test_what_went_lately_is_counted(person):
    for number in (2, 3):
        ledger.record(Act.JOBS_FORGOTTEN, person, by=None, count=number)

    assert clock("jobs").gone == 5


def test_every_clock_can_be_asked():
    running = {each.key for each in privacy.running()}

    assert running == {key for key, each in data_map.CLOCKS.items() if each.since}
    assert {"drafts", "mails", "jobs", "unclaimed_files", "sessions", "tallies"} <= running


def test_the_secretariat_sees_the_clocks_and_others_do_not(as_user, secretariat, person):
    shown = as_user(secretariat).get(reverse(PAGE))
    refused = as_user(person).get(reverse(PAGE))

    assert "Drafts of letters of intent" in shown.content.decode()
    assert refused.status_code == 403


def test_the_secretariat_sees_that_a_removal_is_held_up(as_user, secretariat, person):
    with time_machine.travel(NOW):
        erasure = erasures.ask(by=person)
    RepresentativeFactory.create(person=person)
    client = as_user(secretariat)
    before = client.get(reverse(PAGE)).content.decode()

    erasures.carry_out(erasure)

    after = client.get(reverse(PAGE)).content.decode()
    assert "an office or a letter is in the way" not in before
    assert "an office or a letter is in the way" in after
