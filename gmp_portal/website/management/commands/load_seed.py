"""Load the facts every installation starts with."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from gmp_portal.search import jobs
from gmp_portal.ui.models import PageChange
from gmp_portal.website import seed


class Command(BaseCommand):
    help = (
        "Load countries, areas, the register on record and past meetings; safe to repeat."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        seed.load()
        jobs.enqueue_fill()
        PageChange.objects.create()
        self.stdout.write("The facts are loaded.")
