"""Hand due jobs to the workers until told to stop."""

import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

import gmp_portal.celery  # noqa: F401 the pump hands jobs to this Celery app
from gmp_portal.jobs import clock, pump

logger = structlog.get_logger(__name__)
# A server that starts again is not asked all the time.
PAUSE_SECONDS = 2


class Command(BaseCommand):
    help = (
        "Lease due jobs and hand their ids to Celery; several pumps may run side by side."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=float, default=0.3, help="seconds between two looks"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def halt(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, halt)
        signal.signal(signal.SIGINT, halt)
        autodiscover_modules("scheduled")
        next_tick = timezone.now()
        while not stop.wait(options["every"]):
            goes_well = _survived(pump.pump_once)
            if timezone.now() >= next_tick:
                if _survived(clock.tick):
                    next_tick = timezone.now() + timedelta(minutes=1)
                else:
                    goes_well = False
            if not goes_well:
                stop.wait(PAUSE_SECONDS)


def _survived(work: Callable[[], object]) -> bool:
    """Whether it went well; whatever happened is logged, and the pump goes on."""
    try:
        work()
    except Exception as error:
        if isinstance(error, Error) and not connection.is_usable():
            logger.warning("database_unreachable", cause=str(error).strip())
        else:
            logger.exception("pump_failed")
        close_old_connections()
        return False
    return True
