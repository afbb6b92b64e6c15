"""The clock looks at the data every minute, whatever happened before."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from structlog.testing import capture_logs

from gmp_portal.accounts.models import User
from gmp_portal.jobs import clock


@pytest.fixture(autouse=True)
def _an_empty_clock():
    with clock.SCHEDULED.cleared():
        yield


def test_every_function_is_called_with_the_date_of_today_in_utc():
    days = []

    @clock.every_minute
    def look(today):
        days.append(today)

    with time_machine.travel(datetime(2026, 3, 1, 23, 59, tzinfo=UTC), tick=False):
        clock.tick()
        clock.tick()

    assert days == [date(2026, 3, 1)] * 2


def test_a_function_that_fails_does_not_keep_the_others_from_running():
    seen = []

    @clock.every_minute
    def fail(today):
        raise ValueError

    @clock.every_minute
    def look(today):
        seen.append(today)

    with capture_logs() as lines:
        clock.tick()

    assert len(seen) == 1
    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("scheduled_function_failed", "error")
    ]
    assert lines[0]["function"].endswith("fail")


def test_a_question_that_the_database_refuses_does_not_keep_the_others_from_running(db):
    seen = []

    @clock.every_minute
    def fail(today):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT nothing")

    @clock.every_minute
    def look(today):
        seen.append(today)

    with capture_logs() as lines:
        clock.tick()

    assert len(seen) == 1
    assert [line["event"] for line in lines] == ["scheduled_function_failed"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_ends_the_tick():
    seen = []

    @clock.every_minute
    def fail(today):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    @clock.every_minute
    def look(today):
        seen.append(today)

    with capture_logs() as lines, pytest.raises(OperationalError):
        clock.tick()

    connection.close()
    assert seen == []
    assert [line["event"] for line in lines] == ["scheduled_function_failed"]


def test_functions_run_in_the_order_in_which_they_were_registered():
    seen = []

    @clock.every_minute
    def second(today):
        seen.append("second")

    @clock.every_minute
    def first(today):
        seen.append("first")

    clock.tick()

    assert seen == ["second", "first"]


# Records, one by one -----------------------------------------------------------------------


def test_a_record_that_fails_keeps_no_other_waiting():
    seen = []

    def act(number):
        if number == 2:
            raise ValueError
        seen.append(number)

    with capture_logs() as lines:
        clock.each_by_itself([1, 2, 3], act)

    assert seen == [1, 3]
    assert [(line["event"], line["record"]) for line in lines] == [
        ("scheduled_record_failed", "2")
    ]


@pytest.mark.parametrize("is_reminder", [True, False])
def test_a_record_that_fails_is_logged_by_its_key_and_by_no_name(is_reminder):
    person = User(pk=7, name="Sample Person", email="sample@example.org")
    due = (person, "step") if is_reminder else person

    def fail(_due):
        raise ValueError

    with capture_logs() as lines:
        clock.each_by_itself([due], fail)

    assert [line["record"] for line in lines] == ["accounts.user:7"]
    assert "Sample" not in str(lines)


@pytest.mark.django_db(transaction=True)
def test_without_a_database_the_rest_waits_for_the_next_minute():
    tried = []

    def lose_the_line(number):
        tried.append(number)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with capture_logs(), pytest.raises(OperationalError):
        clock.each_by_itself([1, 2], lose_the_line)
    connection.close()

    assert tried == [1]
