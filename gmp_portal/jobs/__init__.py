"""Work in the background that is never lost: a row in the business transaction.

The web process writes the row and never talks to the broker. The pump leases due rows and
hands their ids to Celery; the runner calls the handler and closes the row.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from django.db import connection
from django.db.models.functions import Now

from gmp_portal.registry import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from gmp_portal.jobs.models import Job

Effect = Callable[[], Any]
HandlerFunction = Callable[..., Effect | None]
# What jobs of one kind share while they run one after another, such as a line to a server; it
# gives a question to ask before each further job: whether it is of any use.
Shared = Callable[[], AbstractContextManager[Callable[[], bool]]]
# So often a job is tried, unless its handler says otherwise; that takes about a quarter of an hour.
ATTEMPTS = 8
# So many rows are written with one statement.
AT_ONCE = 500


@dataclass(frozen=True)
class Handler:
    """What a kind of job does, its steps for people, how often it is tried, and what it shares."""

    run: HandlerFunction
    steps: tuple["StrOrPromise", ...]
    attempts: int = ATTEMPTS
    shared: Shared | None = None


HANDLERS: Registry[str, Handler] = Registry("handlers of jobs")


def handler(
    kind: str,
    *,
    steps: tuple["StrOrPromise", ...] = (),
    attempts: int = ATTEMPTS,
    shared: Shared | None = None,
) -> Callable[[HandlerFunction], HandlerFunction]:
    """Register what a kind of job does.

    The function gets the payload and ``progress``; it must be safe to run twice. It may return
    a function without arguments: the effect, run exactly once in the transaction that closes
    the job. With ``shared`` a worker that has one such job goes on with the others that wait.
    """

    def register(function: HandlerFunction) -> HandlerFunction:
        HANDLERS.register(kind, Handler(function, steps, attempts, shared))
        return function

    return register


def enqueue(kind: str, key: object, **payload: Any) -> None:
    """Write the job in the current transaction; the same kind and key is one job."""
    enqueue_each(kind, {key: payload})


def enqueue_each(kind: str, payloads: Mapping[object, Mapping[str, Any]]) -> None:
    """The same for many keys, in one statement for some hundreds of jobs.

    Each job remembers the request that wants it, for its log lines.
    """
    from gmp_portal.jobs.models import Job  # noqa: PLC0415 apps are not loaded yet

    if not connection.in_atomic_block:
        message = "A job is written in the transaction of the act that wants it."
        raise RuntimeError(message)
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    wanted = [
        Job(kind=kind, key=f"{kind}:{key}", payload=payload, request_id=request_id)
        for key, payload in payloads.items()
    ]
    Job.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=AT_ONCE)


def enqueue_again(kind: str, key: object, **payload: Any) -> None:
    """Have the job of this kind and key done once more; one that is not done yet stays as it is.

    One that was parked begins anew, and is shown as failing until it is done.
    """
    from gmp_portal.jobs.models import Job  # noqa: PLC0415 apps are not loaded yet

    enqueue(kind, key, **payload)
    over = Job.objects.filter(key=f"{kind}:{key}").exclude(state=Job.State.OPEN)
    over.update(
        state=Job.State.OPEN, attempts=0, not_before=Now(), done_at=None, payload=payload
    )


def find(kind: str, key: object) -> "Job | None":
    """The job of this kind and key, to show its progress."""
    from gmp_portal.jobs.models import Job  # noqa: PLC0415 apps are not loaded yet

    return Job.objects.filter(key=f"{kind}:{key}").first()


def retry(job: "Job") -> None:
    """Let a parked or failing job try again at once, with its attempts counted anew.

    A job that a worker has in hand is being tried: it keeps the count by which its worker knows it.
    """
    from gmp_portal.jobs.models import Job  # noqa: PLC0415 apps are not loaded yet

    idle = Job.objects.filter(pk=job.pk, heartbeat_at=None)
    idle.exclude(state=Job.State.DONE).update(
        state=Job.State.OPEN, attempts=0, not_before=Now(), last_error=""
    )
    job.refresh_from_db()


def retry_parked(kind: str) -> int:
    """Let every parked job of this kind try again at once; answers how many they are."""
    from gmp_portal.jobs.models import Job  # noqa: PLC0415 apps are not loaded yet

    return Job.objects.filter(kind=kind, state=Job.State.PARKED).update(
        state=Job.State.OPEN, attempts=0, not_before=Now(), last_error=""
    )
