"""The pump hands due jobs to Celery by their ids; two pumps may run side by side."""

from datetime import timedelta

import structlog

from gmp_portal.jobs import leases, tasks

logger = structlog.get_logger(__name__)
PAUSE = timedelta(seconds=3)


def pump_once() -> int:
    """Hand every due job to Celery; what the broker does not take is due again soon."""
    ids = leases.take()
    for position, pk in enumerate(ids):
        try:
            tasks.run.apply_async((str(pk),))
        except Exception as error:
            logger.warning("broker_refused_job", job_id=str(pk), cause=str(error))
            leases.give_back(ids[position:], after=PAUSE)
            return position
    return len(ids)
