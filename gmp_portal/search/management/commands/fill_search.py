"""Index everything anew, in jobs or at once, and forget what is no more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from gmp_portal.search import index, jobs, spelling
from gmp_portal.search.register import FINDABLE


class Command(BaseCommand):
    help = "Index everything that can be found. What is indexed already stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="here, and not in jobs")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["now"]:
            changed = sum(index.fill(kind) for kind in FINDABLE)
            spelling.count()
            self.stdout.write(f"{changed} entries changed.")
            return
        with transaction.atomic():
            jobs.enqueue_fill()
        self.stdout.write("The jobs that fill the index are waiting for a worker.")
