"""Pages that look for a few records among many ask indexes for them, and read no table whole."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.models import AreaMembership
from gmp_portal.jobs.models import Job
from gmp_portal.notifications.models import Message
from partners.models import LetterOfIntent, Partner
from tests.factories.areas import AreaFactory
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
MANY = 3000
WAITING = (
    "/desk/",
    "/my/",
    "/desk/jobs/",
    "/desk/jobs/?state=failing",
    "/desk/messages/?state=refused",
    "/desk/messages/?state=queued",
)
LARGE = (LetterOfIntent, Partner, Job, Message, AreaMembership)
READ_WHOLE = re.compile(
    f"Seq Scan on ({'|'.join(model._meta.db_table for model in LARGE)})\\b.*"
)


@pytest.fixture
def many(person):
    """So many partners, letters that are drafts, mails that are sent and jobs that are done."""
    now = timezone.now()
    partners = Partner.objects.bulk_create(
        Partner(
            name=f"Institute {place * 7919} of {place}",
            skeleton=f"institute {place * 7919} of {place}",
            slug=f"institute-{place}",
            kind="ngo",
            status="confirmed",
            since="2024-03-01",
            evidence="letter",
        )
        for place in range(MANY)
    )
    area = AreaFactory.create()
    AreaMembership.objects.bulk_create(
        AreaMembership(area=area, partner=partner, since="2024-03-01")
        for partner in partners
    )
    LetterOfIntent.objects.bulk_create(
        LetterOfIntent(sender=person, organisation=f"Draft {place}", skeleton=f"d {place}")
        for place in range(MANY)
    )
    Message.objects.bulk_create(
        Message(
            address=f"reader{place}@example.org",
            language="en",
            template="sample.txt",
            subject="Sample",
            state="sent",
            sent_at=now,
            created_at=now - timedelta(minutes=place),
        )
        for place in range(MANY)
    )
    Job.objects.bulk_create(
        Job(kind="sample", key=f"sample:{place}", state="done", done_at=now)
        for place in range(MANY)
    )
    with connection.cursor() as cursor:
        for model in LARGE:
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def read_whole(client, path, status=200):
    """The large tables that the page read from the first row to the last, with the question."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == status
    plans = []
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"EXPLAIN {query['sql']}")
                plan = "\n".join(row for (row,) in cursor.fetchall())
                plans += [(line, query["sql"]) for line in READ_WHOLE.findall(plan)]
    return plans


def test_what_waits_is_no_search_through_everything(many, secretariat, as_user):
    letter = LetterFactory.create(submitted=True, organisation="Institute 7919 of one")
    officer = as_user(secretariat)

    plans = {
        path: read_whole(officer, path) for path in (*WAITING, letter.get_absolute_url())
    }

    assert {path: plan for path, plan in plans.items() if plan} == {}


def test_an_unknown_partner_is_no_search_through_everything(many, client):
    slugs = ("wp-login", "7919")

    plans = {slug: read_whole(client, f"/partners/{slug}/", status=404) for slug in slugs}

    assert {slug: plan for slug, plan in plans.items() if plan} == {}
