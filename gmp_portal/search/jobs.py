"""The filling of the index with what stood before: kind, key and payload of the job stand here."""

import uuid
from datetime import date

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs import told_jobs

FILL = "search.fill"
told_jobs.register(FILL, _("Comparison of the search with the records"))


def enqueue_fill(run: str = "") -> None:
    """Have everything indexed, kind after kind; one that is stopped goes on where it was."""
    run = run or uuid.uuid4().hex
    jobs.enqueue(FILL, run, run=run)


def enqueue_comparison(day: date) -> None:
    """Have the index compared with the records once a day, and mended where it differs."""
    enqueue_fill(f"day-{day.isoformat()}")


def enqueue_batch(run: str, kind: str, *, after: int | None) -> None:
    """Have the next records of one kind indexed."""
    jobs.enqueue(
        FILL,
        ":".join([run, kind, *([str(after)] if after is not None else [])]),
        run=run,
        of=kind,
        after=after,
    )
