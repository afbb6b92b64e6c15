"""Take the texts of files that have none yet, here and now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from gmp_portal.documents import taking, texts

BATCH = 100


class Command(BaseCommand):
    help = (
        "Take the texts of uploaded files for the search. What was taken stays as it is, so that "
        "the command may be stopped and started again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--failed", action="store_true", help="try those again that failed"
        )

    def handle(self, *args: Any, failed: bool, **options: Any) -> None:
        if failed:
            self.stdout.write(f"{texts.want_failed()} that failed are tried again.")
        while texts.want_missing(BATCH):
            pass
        taken = 0
        for digest in texts.waiting():
            texts.keep(digest, taking.look_for_text(digest))
            taken += 1
        self.stdout.write(f"{taken} texts taken.")
