"""Let all parked jobs of a kind try again, when what made them fail is mended."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gmp_portal import jobs


class Command(BaseCommand):
    help = "Let every parked job of a kind try again, e.g. all mails: notifications.send."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "kind", help="the kind, as the list of jobs at /desk/jobs/ names it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = jobs.retry_parked(options["kind"])
        self.stdout.write(f"{count} parked jobs of the kind {options['kind']} try again.")
