"""What the clock starts: small duties that look at the data, not at the number of ticks."""

import logging
from collections.abc import Callable
from datetime import date

from django.db import DatabaseError
from django.utils import timezone

logger = logging.getLogger(__name__)
Duty = Callable[[date], None]
_DUTIES: dict[str, Duty] = {}


def duty(function: Duty) -> Duty:
    """Register something to look after every minute; it must be harmless when repeated."""
    _DUTIES[f"{function.__module__}.{function.__name__}"] = function
    return function


def tick() -> None:
    """Run every duty once; one that fails does not keep the others from running."""
    today = timezone.now().date()
    for name, function in sorted(_DUTIES.items()):
        try:
            function(today)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("The duty %s failed.", name)
