"""The pump: lease due jobs and hand their ids to Celery; two pumps may run side by side."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from gmp_portal.jobs.models import Job

logger = logging.getLogger(__name__)
# A job still running when its lease ends is delivered again and left alone by the runner, which
# sees that somebody holds its lock; a short lease therefore only means a quick recovery.
LEASE = timedelta(seconds=15)
BATCH = 200


def lease(limit: int = BATCH) -> list[UUID]:
    """Take the due jobs for the length of a lease; nobody else gets them meanwhile."""
    with transaction.atomic():
        due = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(state=Job.State.OPEN, not_before__lte=Now())
            .order_by("created_at")
        )
        ids = list(due.values_list("pk", flat=True)[:limit])
        Job.objects.filter(pk__in=ids).update(not_before=Now() + LEASE)
    return ids


def pump_once() -> int:
    """Hand every due job to the carrier; what cannot be handed over is due again at once."""
    from gmp_portal.jobs.tasks import run  # noqa: PLC0415 only here the broker is needed

    ids = lease()
    for position, pk in enumerate(ids):
        try:
            run.apply_async((str(pk),))
        except Exception:
            logger.warning("The broker did not take job %s; it is tried again.", pk)
            rest = ids[position:]
            Job.objects.filter(pk__in=rest, state=Job.State.OPEN).update(
                not_before=Now() + timedelta(seconds=3)
            )
            return position
    return len(ids)
