"""The pump goes round until it is told to stop: woken by new jobs, patient with everything else."""

import os
import select
import signal
import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
import redis
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from structlog.testing import capture_logs

from gmp_portal import jobs
from gmp_portal.jobs import clock, listening, pump, rounds
from gmp_portal.jobs.listening import Listener
from gmp_portal.jobs.models import Job
from tests.processes import wait_for

QUEUE = "celery"


@pytest.fixture
def broker(settings):
    """The queue of the real broker, empty before and after."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete(QUEUE)
        yield client
        client.delete(QUEUE)


@pytest.fixture
def halted_by_clock():
    """Fill the clock with one function of the test, and give the signals back afterwards."""
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
    kept = {number: signal.getsignal(number) for number in numbers}
    with clock.SCHEDULED.cleared():
        yield clock.every_minute
    for number, handler in kept.items():
        signal.signal(number, handler)


def _halt_after(seconds):
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.setitimer(signal.ITIMER_REAL, seconds)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_pumps_and_ticks_until_it_is_told_to_stop(
    new_job, broker, halted_by_clock, number
):
    @halted_by_clock
    def halt(today):
        os.kill(os.getpid(), number)

    new_job()

    call_command("pump")

    assert broker.llen(QUEUE) == 1


def test_told_to_stop_it_stops_at_once_though_it_sleeps(db, broker, halted_by_clock):
    began = time.monotonic()
    _halt_after(0.3)

    call_command("pump", every=60)

    assert time.monotonic() - began < 5


def test_the_command_ticks_once_a_minute_and_not_at_every_look(
    new_job, broker, halted_by_clock
):
    ticks = []
    halted_by_clock(ticks.append)
    _halt_after(0.3)

    call_command("pump", every=0.01)

    assert len(ticks) == 1


def test_it_ticks_again_after_a_minute(db, broker, halted_by_clock, monkeypatch):
    monkeypatch.setattr(rounds, "TICK_SECONDS", 0.2)
    ticks = []

    @halted_by_clock
    def count(today):
        ticks.append(today)
        if len(ticks) == 2:
            os.kill(os.getpid(), signal.SIGTERM)

    call_command("pump", every=60)

    assert len(ticks) == 2


def test_the_first_tick_comes_at_once(new_job, broker, halted_by_clock):
    ticks = []
    halted_by_clock(ticks.append)
    _halt_after(0.3)

    with time_machine.travel(timezone.now(), tick=False):
        call_command("pump", every=0.01)

    assert len(ticks) == 1


@pytest.mark.django_db(transaction=True)
def test_the_command_outlives_a_database_that_goes_away(new_job, broker, halted_by_clock):
    ticks = []

    @halted_by_clock
    def lose_the_database_once(today):
        ticks.append(time.monotonic())
        with connection.cursor() as cursor:
            if len(ticks) == 1:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            cursor.execute("UPDATE jobs_job SET handed_at = NULL, not_before = now()")
        pump.pump_once()
        os.kill(os.getpid(), signal.SIGTERM)

    new_job()

    with capture_logs() as lines:
        call_command("pump", every=0.01)

    assert (len(ticks), broker.llen(QUEUE)) == (2, 2)
    assert [line["event"] for line in lines] == [
        "scheduled_function_failed",
        "database_unreachable",
    ]
    # A server that starts again is not asked all the time.
    assert ticks[1] - ticks[0] >= rounds.PAUSE_SECONDS


@pytest.mark.django_db(transaction=True)
def test_the_command_outlives_a_database_that_goes_away_while_it_sleeps(
    broker, halted_by_clock, another_session, monkeypatch
):
    def select_slowly(*what):
        woken = select.select(*what)
        # So that the end of the session is there with its last words, as when a server stops.
        time.sleep(0.2)
        return woken

    monkeypatch.setattr(rounds, "PAUSE_SECONDS", 0.1)
    monkeypatch.setattr(listening, "select", SimpleNamespace(select=select_slowly))
    connection.ensure_connection()
    pump_session = connection.connection.info.backend_pid
    written = []

    def act():
        time.sleep(0.5)
        another_session.execute("SELECT pg_terminate_backend(%s)", [pump_session])
        time.sleep(0.5)
        with transaction.atomic():
            jobs.enqueue("test.work", "1")
        written.append(wait_for(lambda: broker.llen(QUEUE) == 1, seconds=5))
        connection.close()
        os.kill(os.getpid(), signal.SIGTERM)

    actor = threading.Thread(target=act)
    actor.start()
    with capture_logs() as lines:
        call_command("pump", every=60)
    actor.join()

    # It listens again, too: it would have slept for a minute otherwise.
    assert written == [True]
    assert [line["event"] for line in lines] == ["database_unreachable"]


@pytest.mark.django_db(transaction=True)
def test_the_clock_ticks_though_the_pump_fails_and_the_cause_is_logged(
    broker, halted_by_clock
):
    ticks = []

    @halted_by_clock
    def count(today):
        ticks.append(today)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE jobs_lost RENAME TO jobs_job")
        os.kill(os.getpid(), signal.SIGTERM)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_job RENAME TO jobs_lost")
    with capture_logs() as lines:
        call_command("pump", every=0.01)

    assert len(ticks) == 1
    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("pump_failed", "error")
    ]


def test_it_looks_as_often_as_it_is_told(db, broker, halted_by_clock):
    _halt_after(1)

    with CaptureQueriesContext(connection) as queries:
        call_command("pump", every=0.05)

    assert 5 < len(_looks(queries)) < 25


def test_a_pump_without_work_asks_the_database_once_in_five_seconds(
    db, broker, halted_by_clock
):
    _halt_after(1.5)

    with CaptureQueriesContext(connection) as queries:
        call_command("pump")

    assert rounds.LOOK_SECONDS == 5
    assert len(_looks(queries)) == 1


def _looks(queries):
    return [query for query in queries if "jobs_job" in query["sql"]]


@pytest.mark.django_db(transaction=True)
def test_a_committed_job_wakes_the_pump_at_once(broker, halted_by_clock):
    committed = []

    def act():
        time.sleep(0.5)
        with transaction.atomic():
            jobs.enqueue("test.work", "1")
        committed.append(time.monotonic())
        assert wait_for(lambda: broker.llen(QUEUE) == 1, seconds=20)
        committed.append(time.monotonic())
        connection.close()
        os.kill(os.getpid(), signal.SIGTERM)

    actor = threading.Thread(target=act)
    actor.start()
    call_command("pump", every=60)
    actor.join()

    assert committed[1] - committed[0] < 2


@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_due_later_is_handed_out_then_though_nobody_tells(
    new_job, broker, halted_by_clock
):
    job = new_job()
    Job.objects.update(not_before=timezone.now() + timedelta(seconds=1))
    _halt_after(3)

    call_command("pump", every=60)

    assert broker.llen(QUEUE) == 1
    job.refresh_from_db()
    assert job.handed_at >= job.not_before


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_dead_worker_goes_out_again_within_seconds(
    new_job, broker, halted_by_clock
):
    job = new_job()
    pump.pump_once()
    broker.delete(QUEUE)
    Job.objects.update(attempts=1, heartbeat_at=timezone.now())
    _halt_after(rounds.CARE_SECONDS + 2)

    with capture_logs():
        call_command("pump", every=60)

    job.refresh_from_db()
    assert broker.llen(QUEUE) == 1
    assert job.heartbeat_at is None


@pytest.mark.django_db(transaction=True)
def test_while_more_is_due_than_may_be_out_it_looks_again_soon(
    new_job, broker, halted_by_clock, monkeypatch
):
    monkeypatch.setattr(pump.leases, "QUEUE", 1)
    new_job(key="1")
    new_job(key="2")
    _halt_after(1)

    with CaptureQueriesContext(connection) as queries:
        call_command("pump", every=60)

    assert len(_looks(queries)) > 4
    assert broker.llen(QUEUE) == 1


def test_a_listener_sleeps_through_what_the_database_tells_while_it_rests(
    another_session,
):
    listener = Listener()
    listener.listen()
    another_session.execute("NOTIFY jobs")
    another_session.connection.commit()

    began = time.monotonic()
    listener.rest(0.3)
    rested = time.monotonic() - began
    listener.close()

    assert rested >= 0.3
