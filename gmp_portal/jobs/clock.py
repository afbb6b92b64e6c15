"""What happens every minute: small functions that look at the data, not at the number of ticks."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import structlog
from django.db import Error, connection
from django.db.models import Model

from gmp_portal import dates
from gmp_portal.ledger import subject_of
from gmp_portal.registry import Registry

logger = structlog.get_logger(__name__)
Due = TypeVar("Due")
Scheduled = Callable[[date], None]
SCHEDULED: Registry[str, Scheduled] = Registry("the clock")


def every_minute(function: Scheduled) -> Scheduled:
    """Call the function every minute with today's date; it must be harmless when repeated."""
    SCHEDULED.register(f"{function.__module__}.{function.__name__}", function)
    return function


def tick() -> None:
    """Call every function once; one that fails does not keep the others from running."""
    today = dates.today()
    for name, function in SCHEDULED.items():
        try:
            function(today)
        except Exception as error:
            logger.exception("scheduled_function_failed", function=name)
            _raise_without_database(error)


def each_by_itself(due: Iterable[Due], act: Callable[[Due], object]) -> None:
    """Do this with everything that is due; one that fails keeps no other waiting."""
    for each in due:
        try:
            act(each)
        except Exception as error:
            logger.exception("scheduled_record_failed", record=_key_of(each))
            _raise_without_database(error)


def _raise_without_database(error: Exception) -> None:
    """Only without a database there is no use in going on."""
    if isinstance(error, Error) and not connection.is_usable():
        raise error


def _key_of(due: object) -> str:
    """Which record it is, or whose reminder: names of people stand in no log."""
    record = due[0] if isinstance(due, tuple) else due
    return subject_of(record) if isinstance(record, Model) else str(record)
