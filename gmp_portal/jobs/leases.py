"""Leases: who has taken a due job keeps it for a while, and nobody else gets it meanwhile."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from gmp_portal.jobs.models import Job

# A job still running when its lease ends is delivered again and left alone by the runner, which
# sees that somebody holds its lock; a short lease therefore only means a quick recovery.
LENGTH = timedelta(seconds=15)
BATCH = 200


def take(limit: int = BATCH) -> list[UUID]:
    """Take the due jobs, the oldest first, for the length of a lease."""
    with transaction.atomic():
        due = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(state=Job.State.OPEN, not_before__lte=Now())
            .order_by("created_at")
        )
        ids = list(due.values_list("pk", flat=True)[:limit])
        Job.objects.filter(pk__in=ids).update(not_before=Now() + LENGTH)
    return ids


def give_back(ids: list[UUID], *, after: timedelta) -> None:
    """End the lease of jobs that nobody began; they are due again after this time."""
    Job.objects.filter(pk__in=ids, state=Job.State.OPEN).update(not_before=Now() + after)
