"""The pump hands each due job to a worker, and none is lost when that fails."""

import json
import os
import signal
import time
from datetime import timedelta

import celery
import pytest
import redis
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from structlog.testing import capture_logs

from gmp_portal.celery import app as portal_app
from gmp_portal.jobs import clock, leases, pump
from gmp_portal.jobs.models import Job

QUEUE = "celery"


@pytest.fixture
def broker(settings):
    """The queue of the real broker, empty before and after."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete(QUEUE)
        yield client
        client.delete(QUEUE)


@pytest.fixture
def celery_app():
    """Let another Celery app take the place of the portal's for one test."""
    yield lambda app: app.set_current()
    portal_app.set_current()


class BrokerOfOne(celery.Celery):
    """Its broker takes one message and then no more."""

    def __init__(self):
        super().__init__("tests", broker="memory://", set_as_current=False)
        self.sent = []

    def send_task(self, name, args=None, kwargs=None, **options):
        if self.sent:
            raise ConnectionError("gone")
        self.sent.append((name, args))


def _waits():
    return [job.not_before - timezone.now() for job in Job.objects.order_by("created_at")]


def test_due_jobs_are_leased_once_the_oldest_first(new_job):
    oldest, second, third = (new_job(key=key) for key in "abc")
    Job.objects.filter(pk=oldest.pk).update(created_at=timezone.now() - timedelta(days=1))
    Job.objects.filter(pk=third.pk).update(created_at=timezone.now() - timedelta(hours=1))

    first, rest, nothing = leases.take(limit=1), leases.take(), leases.take()

    assert (first, rest, nothing) == ([oldest.pk], [third.pk, second.pk], [])
    for wait in _waits():
        assert leases.LENGTH - timedelta(seconds=5) < wait <= leases.LENGTH


def test_a_lease_ends_soon_so_that_a_killed_worker_costs_little_time():
    assert timedelta(seconds=15) == leases.LENGTH


@pytest.mark.parametrize("state", ["done", "parked"])
def test_a_job_that_is_not_open_is_never_leased(new_job, state):
    job = new_job()
    done_at = timezone.now() if state == "done" else None
    Job.objects.filter(pk=job.pk).update(state=state, done_at=done_at)

    assert leases.take() == []


def test_a_job_is_not_leased_before_its_time(new_job):
    job = new_job()
    Job.objects.filter(pk=job.pk).update(not_before=timezone.now() + timedelta(seconds=9))

    assert leases.take() == []


def test_a_lease_given_back_is_due_again_after_the_pause(new_job):
    job, closed = new_job(key="1"), new_job(key="2")
    ids = leases.take()
    Job.objects.filter(pk=closed.pk).update(state="parked")
    before = Job.objects.get(pk=closed.pk).not_before

    leases.give_back(ids, after=timedelta(seconds=3))

    job.refresh_from_db()
    closed.refresh_from_db()
    assert job.not_before - timezone.now() <= timedelta(seconds=3)
    assert closed.not_before == before


@pytest.mark.django_db(transaction=True)
def test_two_pumps_do_not_wait_for_each_other(new_job, another_session):
    job, free = new_job(key="1"), new_job(key="2")
    another_session.execute(
        "SELECT 1 FROM jobs_job WHERE id = %s FOR UPDATE", [str(job.pk)]
    )

    taken = leases.take()
    another_session.connection.rollback()

    assert taken == [free.pk]


def test_every_due_job_is_handed_to_the_broker_by_its_id(new_job, broker):
    ids = [str(new_job(key=key).pk) for key in "ab"]

    handed = pump.pump_once()

    messages = [json.loads(message) for message in reversed(broker.lrange(QUEUE, 0, -1))]
    assert handed == 2
    assert {message["headers"]["task"] for message in messages} == {"jobs.run"}
    assert [message["headers"]["argsrepr"] for message in messages] == [
        f"('{pk}',)" for pk in ids
    ]
    assert pump.pump_once() == 0
    assert broker.llen(QUEUE) == 2


def test_what_the_broker_does_not_take_is_due_again_soon(new_job, celery_app):
    first, second, third = (new_job(key=key) for key in "abc")
    app = BrokerOfOne()
    celery_app(app)

    with capture_logs() as lines:
        handed = pump.pump_once()

    assert handed == 1
    assert app.sent == [("jobs.run", (str(first.pk),))]
    leased, *rest = _waits()
    assert leased > timedelta(seconds=10)
    assert all(wait <= pump.PAUSE for wait in rest)
    assert lines == [
        {
            "event": "broker_refused_job",
            "log_level": "warning",
            "job_id": str(second.pk),
            "cause": "gone",
        }
    ]
    assert third.pk != second.pk


@pytest.fixture
def halted_by_clock():
    """Fill the clock with one function of the test, and give the signals back afterwards."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    with clock.SCHEDULED.cleared():
        yield clock.every_minute
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_pumps_and_ticks_until_it_is_told_to_stop(
    new_job, broker, halted_by_clock, number
):
    @halted_by_clock
    def halt(today):
        os.kill(os.getpid(), number)

    new_job()

    call_command("pump", every=0.01)

    assert broker.llen(QUEUE) == 1


def test_the_command_ticks_once_a_minute_and_not_at_every_look(
    new_job, broker, halted_by_clock
):
    ticks = []

    @halted_by_clock
    def count(today):
        ticks.append(today)
        signal.setitimer(signal.ITIMER_REAL, 0.3)

    kept = signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    call_command("pump", every=0.01)
    signal.signal(signal.SIGALRM, kept)

    assert len(ticks) == 1


def test_the_first_tick_comes_at_once(new_job, broker, halted_by_clock):
    ticks = []
    halted_by_clock(ticks.append)

    kept = signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    with time_machine.travel(timezone.now(), tick=False):
        call_command("pump", every=0.01)
    signal.signal(signal.SIGALRM, kept)

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
            cursor.execute("UPDATE jobs_job SET not_before = now()")
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
    assert ticks[1] - ticks[0] >= 2


def test_the_clock_ticks_though_the_pump_fails_and_the_cause_is_logged(
    new_job, broker, halted_by_clock
):
    ticks = []

    @halted_by_clock
    def count(today):
        ticks.append(today)
        os.kill(os.getpid(), signal.SIGTERM)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_job RENAME TO jobs_lost")
    with capture_logs() as lines:
        call_command("pump", every=0.01)

    assert len(ticks) == 1
    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("pump_failed", "error")
    ]


def test_the_command_looks_again_without_a_pause_while_all_goes_well(
    db, broker, halted_by_clock
):
    ticks = []
    halted_by_clock(ticks.append)

    kept = signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.setitimer(signal.ITIMER_REAL, 1)
    with CaptureQueriesContext(connection) as queries:
        call_command("pump", every=0.01)
    signal.signal(signal.SIGALRM, kept)

    looks = [query for query in queries if "SKIP LOCKED" in query["sql"]]
    assert len(looks) > 2
    assert len(ticks) == 1
