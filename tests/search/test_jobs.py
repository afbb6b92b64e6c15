"""The index is filled by jobs that go on where they were stopped, and compared once a day."""

import pytest
from django.db import transaction

from gmp_portal.dates import today
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.search import handlers, index, jobs, scheduled
from gmp_portal.search.models import Entry, Word
from partners.models import Partner
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


def work(most: int = 1000) -> int:
    """Run what waits, at most so many jobs."""
    done = 0
    while done < most and (job := Job.objects.filter(kind=jobs.FILL, state="open").first()):
        runner.run(str(job.pk))
        done += 1
    return done


@pytest.fixture
def partners(monkeypatch) -> list[Partner]:
    """More partners than two jobs index."""
    monkeypatch.setattr(index, "BATCH", 4)
    partners = PartnerFactory.create_batch(9)
    Entry.objects.all().delete()
    return partners


def test_jobs_index_what_stood_before_a_batch_each(partners: list[Partner]) -> None:
    with transaction.atomic():
        jobs.enqueue_fill("first")

    work()

    kept = Entry.objects.filter(kind="partner").values_list("record", flat=True)
    assert set(kept) == {partner.pk for partner in partners}
    assert (
        Job.objects.filter(key__regex=r"^search\.fill:first:partner(:\d+)?$").count() == 3
    )
    assert Word.objects.exists()


def test_what_was_done_before_a_stop_stays_done(partners: list[Partner]) -> None:
    with transaction.atomic():
        jobs.enqueue_fill("first")
    work(most=30)
    before = dict(Entry.objects.values_list("pk", "digest"))

    work()

    assert before
    assert before.items() <= dict(Entry.objects.values_list("pk", "digest")).items()


def test_what_is_no_more_is_forgotten(partners: list[Partner]) -> None:
    index.fill("partner")
    gone = Entry.objects.filter(kind="partner").order_by("record")[4]
    Entry.objects.filter(pk=gone.pk).update(record=partners[-1].pk + 1000)

    index.fill("partner")

    kept = Entry.objects.filter(kind="partner").values_list("record", flat=True)
    assert set(kept) == {partner.pk for partner in partners}


def test_the_clock_has_the_index_compared_once_a_day() -> None:
    for _time in range(2):
        scheduled.compare_index(today())

    [job] = Job.objects.filter(kind=jobs.FILL)
    assert job.key == f"search.fill:day-{today().isoformat()}"


def test_a_kind_that_is_no_more_does_not_stop_the_others() -> None:
    write = handlers.fill("first", of="aaa", progress=None)

    write()

    assert Job.objects.filter(key__startswith="search.fill:first:").exists()
