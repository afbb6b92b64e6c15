"""Who has a job: the table, the broker that carries its id, or the worker that runs it.

A job is handed out once, and again only when its lease really ended: the broker lost its id, or
the session of its worker is gone. All moments are those of the database's clock.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Now

from gmp_portal.jobs.models import Job

# So many ids the broker carries at most before a worker begins them; the others wait here.
QUEUE = 50
# A worker fetches an id and begins the job within milliseconds. An id that has been neither in
# the queue nor begun for so long was lost, with the broker's memory or with a worker.
LENGTH = timedelta(seconds=15)
# Celery ends a job after 300 s. Who still holds it long after that is a program that stopped.
LONGEST_RUN = timedelta(seconds=420)

# In this order due jobs come to their turn.
IN_TURN = ("not_before", "created_at")

# The session lock under which a worker runs a job, as pg_locks names it, and as a number.
LOCK = "('x' || left(replace(id::text, '-', ''), 16))::bit(64)::bigint"
HELD = """
    SELECT (classid::bigint << 32) | objid::bigint AS lock, pid FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
# A worker that closes its job holds the row as long as the effect takes: nobody waits for it.
BEAT = f"""
    UPDATE jobs_job SET heartbeat_at = now() WHERE id IN (
        SELECT id FROM jobs_job WHERE state = 'open' AND heartbeat_at IS NOT NULL
        AND {LOCK} IN (SELECT lock FROM ({HELD}) held) FOR UPDATE SKIP LOCKED
    )
"""  # noqa: S608 constants of this module
# The locks are looked up after the rows were read: a job that ends meanwhile is no death.
BURY = f"""
    UPDATE jobs_job SET handed_at = NULL, heartbeat_at = NULL,
    not_before = now() + least(2 ^ (attempts - 1), 15) * interval '1 second'
    WHERE id IN (
        SELECT id FROM jobs_job WHERE state = 'open' AND heartbeat_at IS NOT NULL
        AND {LOCK} NOT IN (SELECT lock FROM ({HELD}) held) FOR UPDATE SKIP LOCKED
    )
"""  # noqa: S608
# Workers have the pump's own role; a session of somebody else may not be ended by it.
CUT_OFF = f"""
    SELECT id, pg_terminate_backend(held.pid) FROM jobs_job JOIN ({HELD}) held
    ON held.lock = {LOCK} JOIN pg_stat_activity USING (pid)
    WHERE usename = current_user AND jobs_job.state = 'open'
    AND heartbeat_at IS NOT NULL AND started_at < now() - %s * interval '1 second'
"""  # noqa: S608


class Waiting(NamedTuple):
    """How the open jobs stand: due in the table, on their way, and in how long one is due."""

    due: int
    on_the_way: int
    in_hand: int
    next_due_in: float | None


def waiting() -> Waiting:
    """Count the open jobs by who has them."""
    at_home = Q(handed_at=None)
    seen = _open().aggregate(
        due=Count("pk", filter=at_home & Q(not_before__lte=Now())),
        on_the_way=Count("pk", filter=~at_home & Q(heartbeat_at=None)),
        in_hand=Count("pk", filter=~at_home),
        next=Min(F("not_before") - Now(), filter=at_home & Q(not_before__gt=Now())),
    )
    wait = seen["next"].total_seconds() if seen["next"] else None
    return Waiting(seen["due"], seen["on_the_way"], seen["in_hand"], wait)


def take(limit: int = QUEUE) -> list[UUID]:
    """Take so many due jobs out of the table, to hand them to the broker.

    First comes what is due longest: what failed and rested stands behind what was due before.
    """
    with transaction.atomic():
        due = (
            _open()
            .select_for_update(skip_locked=True)
            .filter(handed_at=None, not_before__lte=Now())
            .order_by(*IN_TURN)
        )
        ids = list(due.values_list("pk", flat=True)[:limit])
        Job.objects.filter(pk__in=ids).update(handed_at=Now())
    return ids


def give_back(ids: list[UUID], *, after: timedelta) -> None:
    """Take jobs back that the broker refused; they are due again after this time."""
    _open().filter(pk__in=ids, heartbeat_at=None).update(
        handed_at=None, not_before=Now() + after
    )


def put_off(kind: str, *, after: timedelta) -> int:
    """Let the due jobs of this kind that nobody has begun rest for this time; says how many.

    An id that the broker still carries finds its job not due, and does nothing.
    """
    due = _open().filter(kind=kind, heartbeat_at=None, not_before__lte=Now())
    with transaction.atomic():
        return _free(due).update(handed_at=None, not_before=Now() + after)


def on_the_way() -> bool:
    """Whether the broker should be carrying ids of jobs that nobody has begun."""
    return _open().filter(handed_at__isnull=False, heartbeat_at=None).exists()


def confirm(carried: Collection[UUID]) -> int:
    """The broker carries these ids; take back what it lost, and say how many those are."""
    sent = _open().filter(handed_at__isnull=False, heartbeat_at=None)
    lost = sent.exclude(pk__in=carried).filter(handed_at__lt=Now() - LENGTH)
    with transaction.atomic():
        _free(sent.filter(pk__in=carried)).update(handed_at=Now())
        return _free(lost).update(handed_at=None, not_before=Now())


def bury_the_dead() -> int:
    """Take back the jobs whose worker's session is gone, and say how many those are.

    A worker holds a lock as long as its session lives, so that the database knows exactly who
    is at work. After each death the job rests a little longer: 1 s, 2 s, 4 s, at most 15 s.
    """
    with connection.cursor() as cursor:
        cursor.execute(BEAT)
        cursor.execute(BURY)
        return int(cursor.rowcount)


def cut_off_the_stuck() -> list[UUID]:
    """End the sessions of workers that hold a job longer than any may run."""
    with connection.cursor() as cursor:
        cursor.execute(CUT_OFF, [LONGEST_RUN.total_seconds()])
        return [pk for pk, _is_ended in cursor.fetchall()]


def _free(rows: QuerySet[Job]) -> QuerySet[Job]:
    """Those of the rows that nobody holds at the moment: the others can wait for the next look."""
    return Job.objects.filter(pk__in=rows.select_for_update(skip_locked=True).values("pk"))


def _open() -> QuerySet[Job]:
    return Job.objects.filter(state=Job.State.OPEN)
