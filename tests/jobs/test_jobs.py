"""Work in the background is never lost and takes effect once."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from gmp_portal import jobs
from gmp_portal.jobs import pump, runner
from gmp_portal.jobs.models import Job
from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def _handlers_of_this_test():
    runner.load_handlers()
    with jobs.HANDLERS.cleared():
        yield


def _job(kind="test.work", key="1", **payload):
    with transaction.atomic():
        jobs.enqueue(kind, key, **payload)
    return jobs.find(kind, key)


@pytest.mark.django_db(transaction=True)
def test_a_job_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="transaction"):
        jobs.enqueue("test.work", "1")


def test_the_same_kind_and_key_is_one_job(db):
    _job()

    _job()

    assert Job.objects.count() == 1


def test_a_job_goes_with_its_transaction(db):
    def act():
        with transaction.atomic():
            jobs.enqueue("test.work", "1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()

    assert Job.objects.count() == 0


def test_the_runner_closes_the_job_together_with_its_effect(db):
    seen = []

    @jobs.handler("test.work", steps=("look",))
    def work(*, number, progress):
        progress.step(1)
        return lambda: seen.append(number)

    job = _job(number=7)

    runner.run(str(job.pk))
    runner.run(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.attempts, job.percent, seen) == ("done", 1, 100, [7])


def test_an_effect_that_fails_leaves_nothing_behind(db):
    @jobs.handler("test.work")
    def work(*, progress):
        def effect():
            UserFactory.create(email="half@example.org")
            raise ValueError

        return effect

    job = _job()

    runner.run(str(job.pk))

    job.refresh_from_db()
    assert job.state == "open"
    assert job.last_error.startswith("ValueError")
    assert not type(UserFactory.build()).objects.filter(email="half@example.org").exists()


def test_a_failed_job_waits_before_it_is_due_again(db):
    @jobs.handler("test.work")
    def work(*, progress):
        raise ValueError("no ink")

    job = _job()

    runner.run(str(job.pk))

    assert not Job.objects.filter(pk=job.pk, not_before__lte=Now()).exists()
    assert jobs.find("test.work", "1").last_error == "ValueError: no ink"


def test_after_eight_attempts_a_job_is_parked_and_can_be_retried(db):
    @jobs.handler("test.work")
    def work(*, progress):
        raise ValueError

    job = _job()
    for _attempt in range(runner.ATTEMPTS):
        runner.run(str(job.pk))

    job.refresh_from_db()
    assert job.state == "parked"
    jobs.retry(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == ("open", 0, "")


def test_a_job_that_kills_its_worker_parks_itself(db):
    job = _job()
    Job.objects.filter(pk=job.pk).update(attempts=runner.ATTEMPTS)

    runner.run(str(job.pk))

    job.refresh_from_db()
    assert job.state == "parked"


def test_the_pump_leases_a_due_job_once(db):
    job = _job()

    first, second = pump.lease(), pump.lease()

    assert (first, second) == ([job.pk], [])


def test_the_web_process_knows_neither_celery_nor_redis():
    probe = (
        "import sys; import gmp_portal.wsgi; from django.urls import get_resolver;"
        "get_resolver().url_patterns; from django.test import Client;"
        "print(sorted({m.split('.')[0] for m in sys.modules}"
        " & {'celery', 'kombu', 'redis', 'weasyprint', 'amqp'}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "gmp_portal.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"
