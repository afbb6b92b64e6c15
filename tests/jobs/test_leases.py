"""A job is handed out once, and again only when nobody has it any more."""

from datetime import timedelta

import psycopg2
import pytest
from django.utils import timezone

from gmp_portal.jobs import celery_settings, leases
from gmp_portal.jobs.leases import Waiting
from gmp_portal.jobs.models import Job
from gmp_portal.launcher.servers import RUNNING_ROLE
from gmp_portal.ledger import grants
from tests.running_role import session_of

SECOND = timedelta(seconds=1)


def _set(job, **fields):
    Job.objects.filter(pk=job.pk).update(**fields)
    job.refresh_from_db()


def _ago(seconds):
    return timezone.now() - seconds * SECOND


def _lock(session, job):
    """Hold the lock of a job as the worker does that runs it."""
    session.execute("SELECT pg_advisory_lock(%s)", [_key(job)])


def _key(job):
    return int.from_bytes(job.pk.bytes[:8], "big", signed=True)


@pytest.fixture
def at_work(new_job):
    """A job that somebody began a moment ago."""
    job = new_job()
    _set(job, attempts=1, handed_at=_ago(9), heartbeat_at=_ago(8), started_at=_ago(8))
    return job


def test_due_jobs_are_taken_once_what_is_due_longest_first(new_job):
    oldest, failed, third, fourth = (new_job(key=key) for key in "abcd")
    _set(oldest, not_before=_ago(60), created_at=_ago(120))
    _set(third, not_before=_ago(60), created_at=_ago(60))
    _set(fourth, not_before=_ago(2))
    # What was tried in vain for a day stands behind what was due before.
    _set(failed, not_before=_ago(1), created_at=_ago(86400))

    first, rest, nothing = leases.take(limit=1), leases.take(), leases.take()

    assert (first, rest, nothing) == ([oldest.pk], [third.pk, fourth.pk, failed.pk], [])
    for job in Job.objects.all():
        assert abs(job.handed_at - timezone.now()) < 5 * SECOND


@pytest.mark.parametrize("state", ["done", "parked"])
def test_a_job_that_is_not_open_is_never_taken(new_job, state):
    job = new_job()
    _set(job, state=state, done_at=timezone.now() if state == "done" else None)

    assert leases.take() == []


def test_a_job_is_not_taken_before_its_time(new_job):
    _set(new_job(), not_before=timezone.now() + 9 * SECOND)

    assert leases.take() == []


def test_a_job_given_back_is_due_again_after_the_pause(new_job):
    job, begun, closed = new_job(key="1"), new_job(key="2"), new_job(key="3")
    ids = leases.take()
    _set(begun, heartbeat_at=timezone.now())
    _set(closed, state="parked", handed_at=None)
    before = closed.not_before

    leases.give_back(ids, after=3 * SECOND)

    for each in (job, begun, closed):
        each.refresh_from_db()
    assert job.handed_at is None
    assert 2 * SECOND < job.not_before - timezone.now() <= 3 * SECOND
    assert begun.handed_at is not None
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


def test_the_open_jobs_are_counted_by_who_has_them(new_job):
    assert leases.waiting() == Waiting(0, 0, 0, None)
    new_job(key="due")
    _set(new_job(key="soon"), not_before=timezone.now() + 9 * SECOND)
    _set(new_job(key="later"), not_before=timezone.now() + 99 * SECOND)
    _set(new_job(key="handed"), handed_at=_ago(1))
    _set(new_job(key="begun"), handed_at=_ago(2), heartbeat_at=_ago(1))
    _set(new_job(key="done"), state="done", done_at=_ago(1))
    _set(new_job(key="parked"), state="parked")

    waiting = leases.waiting()

    assert waiting[:3] == (1, 1, 2)
    assert 5 < waiting.next_due_in <= 9


def test_what_waits_long_in_the_broker_is_not_handed_out_again(new_job):
    job = new_job()
    _set(job, handed_at=_ago(3600))

    assert leases.on_the_way()
    assert leases.confirm({job.pk}) == 0

    job.refresh_from_db()
    assert timezone.now() - job.handed_at < 5 * SECOND


def test_what_the_broker_lost_is_due_at_once_when_its_lease_is_over(new_job):
    lost, fresh, kept = (new_job(key=key) for key in "abc")
    _set(lost, handed_at=_ago(leases.LENGTH.total_seconds() + 1))
    _set(fresh, handed_at=_ago(leases.LENGTH.total_seconds() - 5))
    _set(kept, handed_at=_ago(60))

    assert leases.confirm({kept.pk}) == 1

    assert leases.take() == [lost.pk]


def test_a_job_that_is_begun_or_closed_is_not_looked_for_in_the_broker(new_job, at_work):
    _set(at_work, handed_at=_ago(3600))
    _set(new_job(key="done"), state="done", done_at=_ago(1))

    assert not leases.on_the_way()
    assert leases.confirm(set()) == 0

    at_work.refresh_from_db()
    assert at_work.heartbeat_at is not None


def test_a_worker_whose_session_lives_keeps_its_job_however_long_it_takes(
    at_work, another_session
):
    _lock(another_session, at_work)

    assert leases.bury_the_dead() == 0

    at_work.refresh_from_db()
    assert timezone.now() - at_work.heartbeat_at < 5 * SECOND
    assert leases.take() == []


@pytest.mark.parametrize(("attempts", "rest"), [(1, 1), (2, 2), (4, 8), (5, 15), (150, 15)])
def test_a_worker_without_a_session_is_dead_and_its_job_is_soon_due(
    at_work, attempts, rest
):
    _set(at_work, attempts=attempts)

    assert leases.bury_the_dead() == 1

    at_work.refresh_from_db()
    assert (at_work.handed_at, at_work.heartbeat_at) == (None, None)
    wait = at_work.not_before - timezone.now()
    assert (rest - 1) * SECOND < wait <= rest * SECOND


def test_nobody_dies_with_another(new_job, at_work, another_session):
    other, waiting, free = new_job(key="o"), new_job(key="w"), new_job(key="f")
    _set(other, attempts=1, handed_at=_ago(9), heartbeat_at=_ago(8))
    _set(waiting, handed_at=_ago(9))
    _lock(another_session, other)

    assert leases.bury_the_dead() == 1

    for job in (other, waiting):
        job.refresh_from_db()
        assert job.handed_at is not None
    free.refresh_from_db()
    assert free.handed_at is None


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_worker_that_is_about_to_close_its_job(
    new_job, at_work, another_session
):
    dead = new_job(key="dead")
    _set(dead, attempts=1, handed_at=_ago(9), heartbeat_at=_ago(8))
    _lock(another_session, at_work)
    another_session.execute(
        "SELECT 1 FROM jobs_job WHERE id = %s FOR UPDATE", [str(at_work.pk)]
    )
    before = at_work.heartbeat_at

    assert leases.bury_the_dead() == 1

    at_work.refresh_from_db()
    assert at_work.heartbeat_at == before
    another_session.connection.rollback()


@pytest.mark.django_db(transaction=True)
def test_a_dead_worker_whose_row_somebody_holds_is_buried_at_the_next_look(
    at_work, another_session
):
    another_session.execute(
        "SELECT 1 FROM jobs_job WHERE id = %s FOR UPDATE", [str(at_work.pk)]
    )

    first = leases.bury_the_dead()
    another_session.connection.rollback()

    assert (first, leases.bury_the_dead()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_the_leases_in_the_broker_are_seen_to_without_waiting_for_a_row(
    new_job, another_session
):
    held, lost, kept = (new_job(key=key) for key in "abc")
    for job in (held, lost, kept):
        _set(job, handed_at=_ago(60))
    another_session.execute(
        "SELECT 1 FROM jobs_job WHERE id = %s FOR UPDATE", [str(held.pk)]
    )

    first = leases.confirm({kept.pk})
    another_session.connection.rollback()

    assert (first, leases.confirm({kept.pk})) == (1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", [RUNNING_ROLE, "postgres"])
def test_a_session_of_somebody_else_is_not_ended(at_work, role):
    if not grants.exists(role):
        pytest.skip("this server has no role of that name")
    _set(at_work, started_at=timezone.now() - leases.LONGEST_RUN - SECOND)

    with session_of(role) as other:
        _lock(other, at_work)

        assert leases.cut_off_the_stuck() == []

        other.execute("SELECT 1")


def test_a_lock_for_something_else_is_no_sign_of_life(at_work, another_session):
    high, low = divmod(_key(at_work) & (2**64 - 1), 2**32)
    halves = [half - 2**32 if half >= 2**31 else half for half in (high, low)]
    another_session.execute("SELECT pg_advisory_lock(%s, %s)", halves)

    assert leases.bury_the_dead() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_stands_still_loses_its_session_and_the_job_is_free(
    at_work, another_session
):
    _set(at_work, started_at=timezone.now() - leases.LONGEST_RUN - SECOND)
    _lock(another_session, at_work)

    assert leases.cut_off_the_stuck() == [at_work.pk]

    with pytest.raises(psycopg2.Error, match="terminat"):
        another_session.execute("SELECT 1")
    assert leases.bury_the_dead() == 1


def test_a_worker_within_its_time_is_left_alone(at_work, another_session):
    _set(at_work, started_at=timezone.now() - leases.LONGEST_RUN + 5 * SECOND)
    _lock(another_session, at_work)

    assert leases.cut_off_the_stuck() == []

    another_session.execute("SELECT 1")
    assert another_session.fetchone() == (1,)


def test_no_job_may_run_longer_than_celery_lets_it():
    limit = timedelta(seconds=celery_settings.task_time_limit)
    assert limit + 60 * SECOND < leases.LONGEST_RUN
