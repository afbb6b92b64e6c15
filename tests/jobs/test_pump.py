"""The pump hands each due job to a worker, and none is lost when that fails."""

import json
from contextlib import suppress
from datetime import timedelta

import celery
import pytest
import redis
from django.db import Error, connection
from django.utils import timezone
from structlog.testing import capture_logs

from gmp_portal import jobs
from gmp_portal.celery import app as portal_app
from gmp_portal.jobs import leases, pump, runner
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
        self.sent.append((name, args, options["task_id"]))


def test_every_due_job_is_handed_to_the_broker_by_its_id(new_job, broker):
    ids = [str(new_job(key=key).pk) for key in "ab"]

    handed = pump.pump_once()

    messages = [json.loads(message) for message in reversed(broker.lrange(QUEUE, 0, -1))]
    assert handed == 2
    assert {message["headers"]["task"] for message in messages} == {"jobs.run"}
    assert [message["headers"]["argsrepr"] for message in messages] == [
        f"('{pk}',)" for pk in ids
    ]
    assert [message["headers"]["id"] for message in messages] == ids
    assert pump.pump_once() == 0
    assert broker.llen(QUEUE) == 2


def test_what_the_broker_does_not_take_is_due_again_soon(new_job, celery_app):
    first, second, third = (new_job(key=key) for key in "abc")
    app = BrokerOfOne()
    celery_app(app)

    with capture_logs() as lines:
        handed = pump.pump_once()

    assert handed == 1
    assert app.sent == [("jobs.run", (str(first.pk),), str(first.pk))]
    assert leases.waiting()[:3] == (0, 1, 1)
    for job in (second, third):
        job.refresh_from_db()
        assert job.handed_at is None
        assert job.not_before - timezone.now() <= pump.PAUSE
    assert lines == [
        {
            "event": "broker_refused_job",
            "log_level": "warning",
            "job_id": str(second.pk),
            "cause": "gone",
        }
    ]
    assert third.pk != second.pk


def test_the_queue_is_never_longer_than_its_bound(new_job, broker, monkeypatch):
    monkeypatch.setattr(leases, "QUEUE", 3)
    waiting = [new_job(key=key) for key in range(5)]

    handed = [pump.pump_once(), pump.pump_once()]
    runner.run(str(waiting[0].pk))
    handed.append(pump.pump_once())

    assert handed == [3, 0, 1]
    assert _carried(broker) == [str(job.pk) for job in waiting[:4]]


def test_a_job_that_waits_long_in_the_queue_is_not_sent_again(new_job, broker):
    job = new_job()
    pump.pump_once()
    Job.objects.update(handed_at=timezone.now() - timedelta(hours=1))

    with capture_logs() as lines:
        pump.look_after()

    assert (pump.pump_once(), _carried(broker)) == (0, [str(job.pk)])
    assert lines == []


def test_jobs_come_back_when_the_broker_has_lost_its_memory(new_job, broker):
    ids = [str(new_job(key=key).pk) for key in "ab"]
    pump.pump_once()
    broker.flushdb()
    Job.objects.update(handed_at=timezone.now() - leases.LENGTH)

    with capture_logs() as lines:
        pump.look_after()

    assert (pump.pump_once(), _carried(broker)) == (2, ids)
    assert [(line["event"], line["lost"], line["dead"]) for line in lines] == [
        ("jobs_taken_back", 2, 0)
    ]


def test_while_the_broker_is_away_nobody_knows_what_it_carries(new_job, broker, settings):
    job = new_job()
    pump.pump_once()
    Job.objects.update(handed_at=timezone.now() - timedelta(hours=1))
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    with capture_logs() as lines:
        pump.look_after()

    job.refresh_from_db()
    assert job.handed_at is not None
    assert [line["event"] for line in lines] == ["broker_unreachable"]


def test_the_job_of_a_dead_worker_is_handed_out_again(new_job, broker):
    job = new_job()
    pump.pump_once()
    broker.delete(QUEUE)
    Job.objects.update(attempts=1, heartbeat_at=timezone.now())

    with capture_logs() as lines:
        pump.look_after()

    assert [(line["event"], line["dead"]) for line in lines] == [("jobs_taken_back", 1)]
    Job.objects.update(not_before=timezone.now())
    assert (pump.pump_once(), _carried(broker)) == (1, [str(job.pk)])


@pytest.mark.parametrize("fails", ["cut_off_the_stuck", "confirm"])
def test_the_dead_are_buried_whatever_else_fails(new_job, broker, monkeypatch, fails):
    def fail(*_ids):
        raise ValueError("not permitted")

    monkeypatch.setattr(leases, fails, fail)
    new_job(key="waits")
    new_job(key="dead")
    pump.pump_once()
    Job.objects.filter(key="test.work:dead").update(heartbeat_at=timezone.now(), attempts=1)

    with capture_logs() as lines:
        pump.look_after()

    assert [line["event"] for line in lines] == ["looking_after_failed", "jobs_taken_back"]
    assert [line["dead"] for line in lines[1:]] == [1]


@pytest.mark.django_db(transaction=True)
def test_without_a_database_nothing_is_looked_after(new_job):
    with connection.cursor() as cursor, suppress(Error):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(Error):
        pump.look_after()
    connection.close()


def _carried(client):
    """The ids in the queue, in the order in which they were sent."""
    messages = reversed(client.lrange(QUEUE, 0, -1))
    return [json.loads(message)["headers"]["id"] for message in messages]


def test_a_long_list_of_jobs_drains_without_a_message_in_vain(new_job, broker):
    @jobs.handler("test.work")
    def work(*, progress):
        pass

    ids = [str(new_job(key=number).pk) for number in range(3 * leases.QUEUE)]
    sent, longest = [], 0
    while Job.objects.filter(state="open").exists():
        pump.pump_once()
        # Each waits longer than a lease lasts, and the pump looks after all of them.
        Job.objects.exclude(handed_at=None).update(
            handed_at=timezone.now() - 2 * leases.LENGTH
        )
        pump.look_after()
        longest = max(longest, broker.llen(QUEUE))
        for _number in range(20):
            if message := broker.rpop(QUEUE):
                sent.append(json.loads(message)["headers"]["id"])
                runner.run(sent[-1])

    assert sorted(sent) == sorted(ids)
    assert longest == leases.QUEUE
