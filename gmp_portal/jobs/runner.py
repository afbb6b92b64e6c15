"""The runner: count the attempt, do the work, close the job together with its effect."""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import Error, connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from gmp_portal import jobs
from gmp_portal.jobs import leases
from gmp_portal.jobs.models import Job

logger = structlog.get_logger(__name__)
BACK_OFF = timedelta(seconds=8)
LONGEST = timedelta(minutes=10)
IN_NO_HAND: dict[str, None] = {"handed_at": None, "heartbeat_at": None}
# So many jobs that share something run in one go, and no further one begins after so long.
TOGETHER, SECONDS_TOGETHER = 100, 60


class Progress:
    """Tells whoever waits how far the work is, by the name of the step."""

    def __init__(self, job: Job, steps: tuple[object, ...]) -> None:
        self.job = job
        self.steps = steps

    def step(self, number: int) -> None:
        """Begin the step with this number, counted from 1."""
        total = max(len(self.steps), 1)
        label = str(self.steps[number - 1]) if number <= len(self.steps) else ""
        percent = int(100 * (number - 1) / total)
        Job.objects.filter(pk=self.job.pk, state=Job.State.OPEN).update(
            step=number, step_label=label, percent=percent
        )

    def part(self, done: int, total: int) -> None:
        """Say how much is done of work that goes through many records."""
        percent = int(100 * done / max(total, 1))
        Job.objects.filter(pk=self.job.pk, state=Job.State.OPEN).update(percent=percent)


@functools.cache
def load_handlers() -> None:
    """Import every app's ``handlers`` module once, so that each kind of job is known."""
    autodiscover_modules("handlers")


def run(pk: str) -> None:
    """Run the job with this id, if it is open and due; harmless however often it is called.

    Where jobs of its kind share something, others that are due run after it.
    """
    load_handlers()
    with ExitStack() as stack:
        with _alone(UUID(pk)) as alone:
            job = _begin(UUID(pk)) if alone else None
            if job is None:
                return
            is_of_use = _shared(job.kind, stack)
            _work(job)
        if is_of_use is not None:
            _go_on(job, is_of_use)


def _shared(kind: str, stack: ExitStack) -> Callable[[], bool] | None:
    """Open what jobs of this kind share until the stack ends; most share nothing."""
    handler = jobs.HANDLERS.get(kind)
    if handler is None or handler.shared is None:
        return None
    return stack.enter_context(handler.shared())


def _go_on(first: Job, is_of_use: Callable[[], bool]) -> None:
    """Run further due jobs of this kind; a message that comes for one later finds it done.

    Where what they share is of no use, the others rest as long as the one that met with it:
    each would hold a worker for as long as a server takes to say nothing.
    """
    last, tried = first, [first.pk]
    end = time.monotonic() + SECONDS_TOGETHER
    while is_of_use() and len(tried) < TOGETHER and time.monotonic() < end:
        pk = _next_of(first.kind, tried)
        if pk is None:
            return
        tried.append(pk)
        with _alone(pk) as alone:
            job = _begin(pk) if alone else None
            if job is not None:
                _work(job)
                last = job
    if not is_of_use():
        leases.put_off(first.kind, after=wait_after(last.attempts))


def _next_of(kind: str, tried: list[UUID]) -> UUID | None:
    due = Job.objects.filter(
        kind=kind, state=Job.State.OPEN, heartbeat_at=None, not_before__lte=Now()
    )
    untried = due.exclude(pk__in=tried).order_by(*leases.IN_TURN)
    return untried.values_list("pk", flat=True).first()


@contextmanager
def _alone(pk: UUID) -> Iterator[bool]:
    """Whether nobody else runs this job now.

    The lock lives as long as this worker's database session: it is the proof that the job is in
    somebody's hands (``leases``), and when a worker is killed its lock goes with it.
    """
    key = int.from_bytes(pk.bytes[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        [alone] = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            _unlock(key)


def _unlock(key: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
    except Error as error:
        # The lock went with the session; a session that cannot answer is of no use either.
        logger.warning("database_unreachable", cause=str(error).strip())
        connection.close()


@contextmanager
def _named_in_logs(job: Job) -> Iterator[None]:
    """Every log line of the work says which job it belongs to, and which request wanted it."""
    request_id = str(job.request_id) if job.request_id else None
    with structlog.contextvars.bound_contextvars(
        job_id=str(job.pk), job_kind=job.kind, attempt=job.attempts, request_id=request_id
    ):
        yield


def _work(job: Job) -> None:
    with _named_in_logs(job):
        logger.info("job_started")
        try:
            handler = jobs.HANDLERS[job.kind]
            effect = handler.run(**job.payload, progress=Progress(job, handler.steps))
            _close(job, effect)
        except Exception as error:
            logger.exception("job_failed")
            _fail(job, error)
        else:
            logger.info("job_done")


def _begin(pk: UUID) -> Job | None:
    """Count the attempt before the work, so that a job that kills its worker parks itself.

    A job that rests after a failure is not due, though the broker may carry its id once more.
    The pump may hold the row for a moment; that is waited for.
    """
    with transaction.atomic():
        due = Job.objects.filter(
            pk=pk, state=Job.State.OPEN, heartbeat_at=None, not_before__lte=Now()
        )
        job = due.select_for_update().first()
        if job is None:
            return None
        if job.attempts >= _attempts_of(job):
            reason = job.last_error or _("The worker died each time it tried this job.")
            _park(job, reason)
            return None
        Job.objects.filter(pk=pk).update(
            attempts=F("attempts") + 1,
            handed_at=Coalesce("handed_at", Now()),
            heartbeat_at=Now(),
            started_at=Now(),
        )
        job.attempts += 1
        return job


def _close(job: Job, effect: jobs.Effect | None) -> None:
    with transaction.atomic():
        held = Job.objects.select_for_update().get(pk=job.pk)
        if held.state != Job.State.OPEN or held.attempts != job.attempts:
            return
        if effect is not None:
            effect()
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.DONE,
            done_at=Now(),
            percent=100,
            last_error="",
            step_label="",
            **IN_NO_HAND,
        )


def _fail(job: Job, error: Exception) -> None:
    cause = f"{type(error).__name__}: {error}"[:2000]
    if job.attempts >= _attempts_of(job):
        _park(job, cause)
        return
    _ours(job).update(
        not_before=Now() + wait_after(job.attempts), last_error=cause, **IN_NO_HAND
    )


def _ours(job: Job) -> QuerySet[Job]:
    """The job, unless it is closed or somebody else began it since.

    With a session its lock goes too, and Django opens a new session without it.
    """
    return Job.objects.filter(pk=job.pk, state=Job.State.OPEN, attempts=job.attempts)


def _attempts_of(job: Job) -> int:
    handler = jobs.HANDLERS.get(job.kind)
    return handler.attempts if handler else jobs.ATTEMPTS


def wait_after(attempts: int) -> timedelta:
    """How long a job rests that failed this often: longer each time, within reason."""
    # Doubled on and on, a number of seconds soon is none that a timedelta can hold.
    doubled: timedelta = BACK_OFF * 2 ** min(attempts - 1, 10)
    return min(doubled, LONGEST)


def _park(job: Job, cause: str) -> None:
    if _ours(job).update(state=Job.State.PARKED, last_error=cause, **IN_NO_HAND):
        logger.error("job_parked", job_id=str(job.pk), job_kind=job.kind, cause=cause)
