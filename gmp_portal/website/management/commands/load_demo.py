"""Fill the demonstration: facts, sample logins, and Example records in every state."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from gmp_portal import ledger
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.ledger.models import Entry
from gmp_portal.search import jobs
from gmp_portal.website import seed
from gmp_portal.website.acts import Act
from gmp_portal.website.demo import (
    activities,
    advisory_group,
    amended_plans,
    areas,
    desk,
    double_accounts,
    meetings,
    opportunities,
    partners,
    people,
    public_letters,
    readings,
    reporting,
    standings,
    tables,
    topics,
)

# The desk comes last: it shares out what the others left to do.
APPS = (
    *(partners, public_letters, areas, advisory_group, amended_plans, meetings, topics),
    *(
        reporting,
        readings,
        activities,
        opportunities,
        standings,
        double_accounts,
        tables,
        desk,
    ),
)
LOADED = Act.DEMO_LOADED


class Command(BaseCommand):
    help = "Fill the demonstration with facts and invented Example records; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.RELAXED:
            message = "Sample data belong in a demonstration, never in a real installation."
            raise CommandError(message)
        password = os.environ.get("DEMO_PASSWORD", "")
        if not password:
            message = "Set DEMO_PASSWORD to the password of the sample logins."
            raise CommandError(message)
        with transaction.atomic():
            seed.load()
            jobs.enqueue_fill()
            cast = people.load(password)
        if Entry.objects.filter(kind=LOADED).exists():
            self.stdout.write("The demonstration keeps its data.")
            return
        self._fill(cast)

    def _fill(self, cast: people.Cast) -> None:
        with transaction.atomic():
            for app in APPS:
                self.stdout.write(f"  {app.__name__.rpartition('.')[2]}")
                app.load(cast)
            ledger.record(LOADED, cast["admin"], by=None)
        self._deliver()
        self.stdout.write("The demonstration is filled.")

    def _deliver(self) -> None:
        """Deliver the sample mails at once, so that the worker is free for what people do."""
        runner.load_handlers()
        mails = Job.objects.filter(kind="notifications.send", state=Job.State.OPEN)
        for pk in mails.values_list("pk", flat=True):
            runner.run(str(pk))
