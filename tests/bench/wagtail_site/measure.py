"""Fills the site and tells the processor time of its list, as JSON; runs where Wagtail is."""

import json
import os
import statistics
import sys
import time
from datetime import date

os.environ["DJANGO_SETTINGS_MODULE"] = "wagtail_site.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402
from wagtail_site.models import Partner, PartnerIndex  # noqa: E402

ROUNDS = 40


def main(number: int) -> None:
    call_command("makemigrations", "wagtail_site", verbosity=0)
    call_command("migrate", verbosity=0)
    index = Page.objects.get(depth=1).add_child(
        instance=PartnerIndex(title="Partners", slug="partners")
    )
    for place in range(number):
        index.add_child(
            instance=Partner(
                title=f"Sample partner {place:05}",
                slug=f"sample-{place}",
                kind="Non-governmental organization",
                country="Kenya",
                since=date(2024, 3, 1),
            )
        )
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=index, is_default_site=True)
    client = Client()
    for _time in range(3):
        answer = client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
        queries = len(captured)
    spent = []
    for _time in range(ROUNDS):
        before = time.process_time()
        client.get("/")
        spent.append(time.process_time() - before)
    told = {
        "status": answer.status_code,
        "ms": statistics.median(spent) * 1000,
        "queries": queries,
        "size": len(answer.content),
    }
    sys.stdout.write(json.dumps(told))


main(int(sys.argv[1]))
