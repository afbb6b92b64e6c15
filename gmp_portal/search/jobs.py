"""The filling of the index with what stood before: kind, key and payload of the job stand here."""

import uuid

from gmp_portal import jobs
from gmp_portal.search.register import FINDABLE

FILL = "search.fill"


def enqueue_fill(*, run: str = "", kinds: tuple[str, ...] = ()) -> None:
    """Have everything indexed, kind by kind; one that is stopped goes on where it was."""
    run = run or uuid.uuid4().hex
    for kind in kinds or tuple(FINDABLE):
        enqueue_batch(run, kind, after=None)


def enqueue_batch(run: str, kind: str, *, after: int | None) -> None:
    """Have the next records of one kind indexed."""
    jobs.enqueue(FILL, f"{run}:{kind}:{after}", run=run, of=kind, after=after)
