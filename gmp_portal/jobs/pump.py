"""The pump hands due jobs to Celery by their ids; two pumps may run side by side."""

from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import Error, connection

from gmp_portal.jobs import broker, leases
from gmp_portal.jobs.leases import Waiting

logger = structlog.get_logger(__name__)
PAUSE = timedelta(seconds=3)


def pump_once() -> int:
    """Hand out due jobs, within the bound of the queue."""
    return hand_out(leases.waiting())


def hand_out(waiting: Waiting) -> int:
    """Hand out due jobs, within the bound; what the broker does not take is due again soon."""
    free = min(leases.QUEUE - waiting.on_the_way, waiting.due)
    ids = leases.take(free) if free > 0 else []
    for position, pk in enumerate(ids):
        try:
            broker.send(pk)
        except Exception as error:
            logger.warning("broker_refused_job", job_id=str(pk), cause=str(error))
            leases.give_back(ids[position:], after=PAUSE)
            return position
    return len(ids)


def look_after() -> None:
    """Take back what a dead worker or a broker without memory will never do."""
    stuck = _count(lambda: len(leases.cut_off_the_stuck()))
    dead = _count(leases.bury_the_dead)
    lost = _count(_lost_by_the_broker)
    if stuck or dead or lost:
        logger.warning("jobs_taken_back", stuck=stuck, dead=dead, lost=lost)


def _count(work: Callable[[], int]) -> int:
    """How many; where one thing fails, the others are looked after all the same."""
    try:
        return work()
    except Exception as error:
        if isinstance(error, Error) and not connection.is_usable():
            raise
        logger.exception("looking_after_failed")
        return 0


def _lost_by_the_broker() -> int:
    if not leases.on_the_way():
        return 0
    try:
        carried = broker.carried()
    except Exception as error:
        # Nobody knows what it carries: all leases stay as they are.
        logger.warning("broker_unreachable", cause=str(error))
        return 0
    return leases.confirm(carried)
