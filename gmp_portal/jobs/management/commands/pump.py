"""Hand due jobs to the workers until told to stop."""

import signal
import threading
from datetime import timedelta
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

import gmp_portal.celery  # noqa: F401 the pump hands jobs to this Celery app
from gmp_portal.jobs import clock, pump

logger = structlog.get_logger(__name__)


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
            try:
                pump.pump_once()
                if timezone.now() >= next_tick:
                    clock.tick()
                    next_tick = timezone.now() + timedelta(minutes=1)
            except OperationalError:
                logger.warning("database_unreachable")
                close_old_connections()
                stop.wait(2)
