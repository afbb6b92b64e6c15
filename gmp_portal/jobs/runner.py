"""The runner: count the attempt, do the work, close the job together with its effect."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from gmp_portal import jobs
from gmp_portal.jobs.models import Job
from gmp_portal.jobs.pump import LEASE

logger = logging.getLogger(__name__)
ATTEMPTS = 8
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
        label = str(self.steps[number - 1]) if 0 < number <= len(self.steps) else ""
        self._write(step=number, step_label=label, percent=int(100 * (number - 1) / total))

    def done(self, fraction: float) -> None:
        self._write(percent=max(0, min(99, int(fraction * 100))))

    def _write(self, **values: object) -> None:
        Job.objects.filter(pk=self.job.pk, state=Job.State.OPEN).update(**values)


def load_handlers() -> None:
    """Import every app's ``handlers`` module, so that each kind of job is known."""
    autodiscover_modules("handlers")


def run(pk: str) -> None:
    """Run the job with this id, if it is still open; harmless however often it is called."""
    load_handlers()
    with _alone(pk) as alone:
        job = _begin(pk) if alone else None
        if job is not None:
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


def _work(job: Job) -> None:
    try:
        handler = jobs.HANDLERS[job.kind]
        effect = handler.run(**job.payload, progress=Progress(job, handler.steps))
        _close(job, effect)
    except Exception as error:
        logger.exception("Job %s failed.", job.key)
        _fail(job, error)


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
        if job.attempts >= ATTEMPTS:
            reason = job.last_error or _("The worker died each time it tried this job.")
            Job.objects.filter(pk=pk).update(state=Job.State.PARKED, last_error=reason)
            return None
        Job.objects.filter(pk=pk).update(
            attempts=F("attempts") + 1, not_before=Now() + LEASE, started_at=Now()
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
    if job.attempts >= ATTEMPTS:
        Job.objects.filter(pk=job.pk).update(state=Job.State.PARKED, last_error=cause)
        return
    wait = min(BACK_OFF * 2 ** (job.attempts - 1), LONGEST)
    Job.objects.filter(pk=job.pk, state=Job.State.OPEN).update(
        not_before=Now() + wait, last_error=cause
    )
