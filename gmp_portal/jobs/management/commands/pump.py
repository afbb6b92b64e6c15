"""Hand due jobs to the workers until told to stop."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import autodiscover_modules

import gmp_portal.celery  # noqa: F401 the pump hands jobs to this Celery app
from gmp_portal.jobs import rounds


class Command(BaseCommand):
    help = "Hand the ids of due jobs to Celery; several pumps may run side by side."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every",
            type=float,
            default=rounds.LOOK_SECONDS,
            help="seconds between two looks at which nobody told of a job",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("scheduled")
        pump = rounds.Rounds(options["every"])

        def halt(number: int, frame: FrameType | None) -> None:
            pump.halt()

        signal.signal(signal.SIGTERM, halt)
        signal.signal(signal.SIGINT, halt)
        pump.go()
