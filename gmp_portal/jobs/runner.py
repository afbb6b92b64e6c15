"""The runner: count the attempt, do the work, close the job together with its effect."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from gmp_portal import jobs
from gmp_portal.jobs import leases
from gmp_portal.jobs.models import Job

logger = structlog.get_logger(__name__)
BACK_OFF = timedelta(seconds=8)
LONGEST = timedelta(minutes=10)


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


def load_handlers() -> None:
    """Import every app's ``handlers`` module, so that each kind of job is known."""
    autodiscover_modules("handlers")


def run(pk: str) -> None:
    """Run the job with this id, if it is still open; harmless however often it is called."""
    load_handlers()
    with _alone(pk) as alone:
        job = _begin(pk) if alone else None
        if job is not None:
            with _named_in_logs(job):
                _work(job)


@contextmanager
def _alone(pk: str) -> Iterator[bool]:
    """Whether nobody else runs this job now.

    The lock lives as long as this worker's database session: when a worker is killed its lock
    goes with it, and the next delivery (one lease later) takes the job over at once.
    """
    key = int.from_bytes(UUID(pk).bytes[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        [alone] = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@contextmanager
def _named_in_logs(job: Job) -> Iterator[None]:
    """Every log line of the work says which job it belongs to, and which request wanted it."""
    request_id = str(job.request_id) if job.request_id else None
    with structlog.contextvars.bound_contextvars(
        job_id=str(job.pk), job_kind=job.kind, attempt=job.attempts, request_id=request_id
    ):
        yield


def _work(job: Job) -> None:
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


def _begin(pk: str) -> Job | None:
    """Count the attempt before the work, so that a job that kills its worker parks itself."""
    with transaction.atomic():
        job = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(pk=pk, state="open")
            .first()
        )
        if job is None:
            return None
        if job.attempts >= _attempts_of(job):
            reason = job.last_error or _("The worker died each time it tried this job.")
            _park(job, reason)
            return None
        Job.objects.filter(pk=pk).update(
            attempts=F("attempts") + 1, not_before=Now() + leases.LENGTH, started_at=Now()
        )
        job.attempts += 1
        return job


def _close(job: Job, effect: jobs.Effect | None) -> None:
    with transaction.atomic():
        held = Job.objects.select_for_update().get(pk=job.pk)
        if held.state != Job.State.OPEN:
            return
        if effect is not None:
            effect()
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.DONE, done_at=Now(), percent=100, last_error="", step_label=""
        )


def _fail(job: Job, error: Exception) -> None:
    cause = f"{type(error).__name__}: {error}"[:2000]
    if job.attempts >= _attempts_of(job):
        _park(job, cause)
        return
    Job.objects.filter(pk=job.pk, state=Job.State.OPEN).update(
        not_before=Now() + wait_after(job.attempts), last_error=cause
    )


def _attempts_of(job: Job) -> int:
    handler = jobs.HANDLERS.get(job.kind)
    return handler.attempts if handler else jobs.ATTEMPTS


def wait_after(attempts: int) -> timedelta:
    """How long a job rests that failed this often: longer each time, within reason."""
    # Doubled on and on, a number of seconds soon is none that a timedelta can hold.
    doubled: timedelta = BACK_OFF * 2 ** min(attempts - 1, 10)
    return min(doubled, LONGEST)


def _park(job: Job, cause: str) -> None:
    Job.objects.filter(pk=job.pk, state=Job.State.OPEN).update(
        state=Job.State.PARKED, last_error=cause
    )
    logger.error("job_parked", job_id=str(job.pk), job_kind=job.kind, cause=cause)
