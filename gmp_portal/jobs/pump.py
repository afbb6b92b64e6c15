"""The pump hands due jobs to Celery by their ids; two pumps may run side by side."""

import logging
from datetime import timedelta

from gmp_portal.jobs import leases, tasks

logger = logging.getLogger(__name__)
PAUSE = timedelta(seconds=3)


def pump_once() -> int:
    """Hand every due job to Celery; what the broker does not take is due again soon."""
    ids = leases.take()
    for position, pk in enumerate(ids):
        try:
            tasks.run.apply_async((str(pk),))
        except Exception:
            logger.warning("The broker did not take job %s; it is tried again.", pk)
            leases.give_back(ids[position:], after=PAUSE)
            return position
    return len(ids)
