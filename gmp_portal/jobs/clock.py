"""What happens every minute: small functions that look at the data, not at the number of ticks."""

from collections.abc import Callable
from datetime import date

import structlog
from django.db import Error, connection

from gmp_portal import dates
from gmp_portal.registry import Registry

logger = structlog.get_logger(__name__)
Scheduled = Callable[[date], None]
SCHEDULED: Registry[str, Scheduled] = Registry("the clock")


def every_minute(function: Scheduled) -> Scheduled:
    """Call the function every minute with today's date; it must be harmless when repeated."""
    SCHEDULED.register(f"{function.__module__}.{function.__name__}", function)
    return function


def tick() -> None:
    """Call every function once; one that fails does not keep the others from running.

    Only without a database there is no use in going on.
    """
    today = dates.today()
    for name, function in SCHEDULED.items():
        try:
            function(today)
        except Exception as error:
            logger.exception("scheduled_function_failed", function=name)
            if isinstance(error, Error) and not connection.is_usable():
                raise
