"""Work in the background is never lost and takes effect once."""

import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from structlog.testing import capture_logs

from gmp_portal import jobs
from gmp_portal.accounts.models import User
from gmp_portal.jobs import runner, tasks
from gmp_portal.jobs.models import Job
from tests.factories.accounts import UserFactory


def _run(job):
    """Run the job when its rest is over."""
    _set(job, not_before=timezone.now())
    runner.run(str(job.pk))
    job.refresh_from_db()
    return job


def _set(job, **fields):
    Job.objects.filter(pk=job.pk).update(**fields)
    job.refresh_from_db()


def _wait(job):
    """How long it takes until the job is due."""
    return job.not_before - timezone.now()


@pytest.mark.django_db(transaction=True)
def test_a_job_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="transaction"):
        jobs.enqueue("test.work", "1")

    assert not Job.objects.exists()


def test_the_same_kind_and_key_is_one_job(new_job):
    first = new_job(number=1)

    new_job(number=2)

    assert Job.objects.get().payload == {"number": 1}
    assert Job.objects.get() == first


def test_another_kind_or_key_is_another_job(new_job):
    job = new_job("test.work", "1")
    new_job("test.work", "2")
    new_job("test.other", "1")

    assert Job.objects.count() == 3
    assert jobs.find("test.work", "1") == job
    assert jobs.find("test.work", "3") is None


def test_a_job_goes_with_its_transaction(db):
    def act():
        with transaction.atomic():
            jobs.enqueue("test.work", "1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()

    assert Job.objects.count() == 0


def test_the_runner_closes_the_job_together_with_its_effect(new_job):
    seen = []

    @jobs.handler("test.work", steps=("look", "act"))
    def work(*, number, progress):
        progress.step(2)
        return lambda: seen.append(number)

    job = new_job(number=7)
    _set(job, last_error="ValueError: earlier")

    _run(job)
    _run(job)

    assert (job.state, job.attempts, job.percent, seen) == ("done", 1, 100, [7])
    assert (job.step, job.step_label, job.last_error) == (2, "", "")
    assert job.done_at
    assert job.started_at


def test_the_task_of_the_worker_runs_the_job(new_job):
    @jobs.handler("test.work")
    def work(*, progress):
        pass

    job = new_job()

    tasks.run(str(job.pk))

    job.refresh_from_db()
    assert job.state == "done"


def test_whoever_waits_sees_how_far_the_work_is(new_job):
    seen = []

    @jobs.handler("test.work", steps=("one", "two", "three"))
    def work(*, progress):
        for number in (1, 3, 4):
            progress.step(number)
            seen.append(_progress(job))

    job = new_job()

    _run(job)

    assert seen == [(1, "one", 0), (3, "three", 66), (4, "", 100)]


def _progress(job):
    job.refresh_from_db()
    return job.step, job.step_label, job.percent


def test_work_without_named_steps_shows_numbers_only(new_job):
    seen = []

    @jobs.handler("test.work")
    def work(*, progress):
        for number in (1, 2):
            progress.step(number)
            seen.append(_progress(job))

    job = new_job()

    _run(job)

    assert seen == [(1, "", 0), (2, "", 100)]


def test_a_closed_job_shows_no_more_progress(new_job):
    job = new_job()
    _set(job, state="done", done_at=timezone.now(), percent=100)

    runner.Progress(job, ("one",)).step(1)

    assert _progress(job) == (0, "", 100)


def test_an_effect_that_fails_leaves_nothing_behind(new_job):
    @jobs.handler("test.work")
    def work(*, progress):
        def effect():
            UserFactory.create(email="half@example.org")
            raise ValueError

        return effect

    job = _run(new_job())

    assert job.state == "open"
    assert job.last_error.startswith("ValueError")
    assert not User.objects.filter(email="half@example.org").exists()


def test_an_effect_does_not_happen_once_the_job_is_no_longer_open(new_job):
    seen = []

    @jobs.handler("test.work")
    def work(*, progress):
        _set(job, state="parked", **runner.IN_NO_HAND)
        return lambda: seen.append(1)

    job = new_job()

    _run(job)

    assert (job.state, seen) == ("parked", [])


def test_a_failure_does_not_open_a_job_that_somebody_closed_meanwhile(new_job):
    @jobs.handler("test.work")
    def work(*, progress):
        _set(job, state="done", done_at=timezone.now(), **runner.IN_NO_HAND)
        raise ValueError

    job = new_job()
    _run(job)
    assert (job.state, job.last_error) == ("done", "")

    _set(job, state="open", done_at=None, attempts=7)
    _run(job)
    assert (job.state, job.last_error) == ("done", "")


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(0, 8), (1, 16), (2, 32), (5, 256), (6, 512)]
)
def test_each_failure_doubles_the_wait(new_job, attempts, seconds):
    @jobs.handler("test.work")
    def work(*, progress):
        raise ValueError("no ink")

    job = new_job()
    _set(job, attempts=attempts)

    _run(job)

    assert (job.state, job.attempts) == ("open", attempts + 1)
    assert job.last_error == "ValueError: no ink"
    assert timedelta(seconds=seconds - 2) < _wait(job) <= timedelta(seconds=seconds)


def test_a_wait_is_never_longer_than_ten_minutes():
    longest_of_all = runner.BACK_OFF * 2 ** (jobs.ATTEMPTS - 1)

    assert timedelta(minutes=10) == runner.LONGEST
    assert runner.wait_after(jobs.ATTEMPTS) == runner.LONGEST < longest_of_all


def test_a_long_cause_is_cut(new_job):
    @jobs.handler("test.work")
    def work(*, progress):
        raise ValueError("x" * 3000)

    assert len(_run(new_job()).last_error) == 2000


def test_a_job_of_an_unknown_kind_fails_and_says_so(new_job):
    job = _run(new_job("test.unknown"))

    assert job.state == "open"
    assert "test.unknown" in job.last_error


def test_after_eight_attempts_a_job_is_parked_and_can_be_retried(new_job):
    @jobs.handler("test.work")
    def work(*, progress):
        raise ValueError("no ink")

    job = new_job()
    states = [_run(job).state for _attempt in range(9)]

    assert states == ["open"] * 7 + ["parked"] * 2
    assert (job.attempts, job.last_error) == (8, "ValueError: no ink")
    jobs.retry(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == ("open", 0, "")
    assert _wait(job) <= timedelta(0)


def test_a_handler_says_how_often_its_jobs_are_tried(new_job):
    @jobs.handler("test.work", attempts=10)
    def work(*, progress):
        raise ValueError("no ink")

    job = new_job()
    _set(job, attempts=8)

    states = [_run(job).state for _attempt in range(2)]

    assert (states, job.attempts) == (["open", "parked"], 10)


def test_all_parked_jobs_of_a_kind_are_retried_together(new_job, capsys):
    parked = [new_job(key="1"), new_job(key="2")]
    others = [new_job(key="done"), new_job("test.other", "1"), new_job(key="failing")]
    for job in (*parked, others[1]):
        _set(job, state="parked", attempts=8, last_error="ValueError: no ink")
    _set(others[0], state="done", done_at=timezone.now(), attempts=2)
    _set(others[2], attempts=2, last_error="ValueError: no ink")
    before = [Job.objects.filter(pk=job.pk).values().get() for job in others]

    call_command("retry_jobs", "test.work")

    assert capsys.readouterr().out == "2 parked jobs of the kind test.work try again.\n"
    for job in parked:
        job.refresh_from_db()
        assert (job.state, job.attempts, job.last_error) == ("open", 0, "")
        assert _wait(job) <= timedelta(0)
    assert [Job.objects.filter(pk=job.pk).values().get() for job in others] == before


def test_a_done_job_is_not_tried_again(new_job):
    job = new_job()
    _set(job, state="done", done_at=timezone.now(), attempts=3)

    jobs.retry(job)

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 3)


@pytest.mark.parametrize(
    ("earlier", "shown"),
    [("", "The worker died each time"), ("ValueError: no ink", "ValueError: no ink")],
)
def test_a_job_that_kills_its_worker_parks_itself(new_job, earlier, shown):
    job = new_job()
    _set(job, attempts=jobs.ATTEMPTS, last_error=earlier)

    _run(job)

    assert (job.state, job.attempts) == ("parked", jobs.ATTEMPTS)
    assert job.last_error.startswith(shown)


def test_an_attempt_counts_before_the_work_and_the_job_is_in_hand_meanwhile(new_job):
    seen = []

    @jobs.handler("test.work")
    def work(*, progress):
        job.refresh_from_db()
        seen.append((job.attempts, job.handed_at, job.heartbeat_at))

    job = new_job()

    _run(job)

    [(attempts, handed_at, heartbeat_at)] = seen
    assert attempts == 1
    assert handed_at is not None
    assert heartbeat_at is not None
    assert (job.handed_at, job.heartbeat_at) == (None, None)


def test_a_job_keeps_the_moment_at_which_it_was_handed_out(new_job):
    seen = []

    @jobs.handler("test.work")
    def work(*, progress):
        job.refresh_from_db()
        seen.append(job.handed_at)

    job = new_job()
    handed_at = timezone.now() - timedelta(seconds=5)
    _set(job, handed_at=handed_at)

    _run(job)

    assert seen == [handed_at]


@pytest.mark.parametrize("attempts", [0, 7])
def test_a_job_that_fails_is_in_nobodys_hands(new_job, attempts):
    @jobs.handler("test.work")
    def work(*, progress):
        raise ValueError("no ink")

    job = new_job()
    _set(job, attempts=attempts)

    _run(job)

    assert (job.handed_at, job.heartbeat_at) == (None, None)


def test_a_job_that_somebody_else_runs_is_left_alone(new_job, another_session):
    @jobs.handler("test.work")
    def work(*, progress):
        pass

    job = new_job()
    key = int.from_bytes(job.pk.bytes[:8], "big", signed=True)
    another_session.execute("SELECT pg_advisory_lock(%s)", [key])

    _run(job)
    assert (job.state, job.attempts) == ("open", 0)

    another_session.execute("SELECT pg_advisory_unlock(%s)", [key])
    _run(job)
    assert (job.state, job.attempts) == ("done", 1)

    another_session.execute("SELECT pg_try_advisory_lock(%s)", [key])
    assert another_session.fetchone() == (True,)


@pytest.mark.django_db(transaction=True)
def test_a_worker_waits_for_the_row_that_the_pump_holds_for_a_moment(
    new_job, another_session
):
    @jobs.handler("test.work")
    def work(*, progress):
        pass

    job = new_job()
    another_session.execute(
        "UPDATE jobs_job SET handed_at = now() WHERE id = %s", [str(job.pk)]
    )
    pump = threading.Timer(0.3, another_session.connection.commit)
    pump.start()

    runner.run(str(job.pk))
    pump.join()

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)


def test_a_message_does_not_wake_a_job_that_rests_after_a_failure(new_job):
    @jobs.handler("test.work")
    def work(*, progress):
        raise ValueError("no ink")

    job = new_job()

    for _message in range(2):
        runner.run(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("open", 1)


def test_a_message_does_not_take_a_job_that_somebody_has_in_hand(new_job):
    job = new_job()
    _set(job, attempts=1, handed_at=timezone.now(), heartbeat_at=timezone.now())

    runner.run(str(job.pk))

    job.refresh_from_db()
    assert job.attempts == 1


@pytest.mark.parametrize("fails", [True, False])
@pytest.mark.parametrize("attempts", [0, 6])
def test_who_lost_a_job_to_another_worker_changes_nothing_of_it(new_job, attempts, fails):
    effects = []

    @jobs.handler("test.work")
    def work(*, progress):
        # As if the session had died, and another worker had begun the job.
        _set(job, attempts=attempts + 2)
        if fails:
            raise ValueError("no ink")
        return lambda: effects.append(1)

    job = new_job()
    _set(job, attempts=attempts)

    _run(job)

    assert (job.state, job.attempts, job.last_error) == ("open", attempts + 2, "")
    assert job.handed_at is not None
    assert job.heartbeat_at is not None
    assert effects == []


def test_a_last_attempt_that_was_lost_to_another_worker_parks_nothing(new_job):
    @jobs.handler("test.work", attempts=1)
    def work(*, progress):
        _set(job, attempts=2)
        raise ValueError("no ink")

    job = new_job()

    with capture_logs() as lines:
        _run(job)

    assert (job.state, job.last_error) == ("open", "")
    assert "job_parked" not in [line["event"] for line in lines]


def test_a_job_that_is_in_hand_keeps_its_count_when_somebody_wants_it_retried(new_job):
    job = new_job()
    _set(job, attempts=3, handed_at=timezone.now(), heartbeat_at=timezone.now())

    jobs.retry(job)

    assert job.attempts == 3


@pytest.mark.parametrize("fails", [True, False])
@pytest.mark.parametrize("attempts", [0, 7, 8])
def test_whatever_becomes_of_a_job_others_are_left_alone(new_job, fails, attempts):
    @jobs.handler("test.work")
    def work(*, progress):
        progress.step(1)
        if fails:
            raise ValueError

    other, job = new_job(key="other"), new_job(key="this")
    _set(job, attempts=attempts)
    before = Job.objects.filter(pk=other.pk).values().get()

    _run(job)
    jobs.retry(job)

    assert Job.objects.filter(pk=other.pk).values().get() == before


def test_a_worker_knows_the_jobs_of_every_app_before_it_runs_one():
    # The row of the job does not matter here, and there may be no table for it either.
    probe = """
import contextlib, django
django.setup()
from gmp_portal import jobs
from gmp_portal.jobs import runner
with contextlib.suppress(Exception):
    runner.run("00000000-0000-0000-0000-000000000000")
print("notifications.send" in jobs.HANDLERS)
"""

    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "gmp_portal.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "True"


def test_a_job_says_what_it_is_and_whether_it_fails(new_job):
    job = new_job()

    assert str(job) == "test.work:1 (open)"
    assert (job.is_open, job.is_failing) == (True, False)
    job.last_error = "ValueError"
    assert job.is_failing
    job.state = Job.State.PARKED
    assert (job.is_open, job.is_failing) == (False, True)
    job.state = Job.State.DONE
    assert (job.is_open, job.is_failing) == (False, False)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "job_state_known"),
        ({"state": "done"}, "job_done_has_time"),
        ({"done_at": timezone.now()}, "job_done_has_time"),
        ({"heartbeat_at": timezone.now()}, "job_at_work_is_in_hand"),
        ({"state": "parked", "handed_at": timezone.now()}, "job_in_hand_is_open"),
    ],
)
def test_the_database_refuses_a_job_in_no_known_state(new_job, fields, constraint):
    job = new_job()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**fields)


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
