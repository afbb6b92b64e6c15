"""Jobs that share something run one after another, and each stands for itself."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from gmp_portal import jobs
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job


class Shop:
    """What the jobs of a test share: it notes who was there and when it was open."""

    def __init__(self):
        self.said = []
        self.closes_after = 99

    @contextmanager
    def open(self):
        self.said.append("open")
        try:
            yield lambda: len(self.said) <= self.closes_after
        finally:
            self.said.append("closed")

    def visit(self, *, name, progress):
        self.said.append(name)
        if name == "bad":
            raise ValueError("no ink")


@pytest.fixture
def shop():
    shop = Shop()
    jobs.handler("test.visit", shared=shop.open)(shop.visit)
    return shop


@pytest.fixture
def visit(new_job):
    def write(name):
        return new_job("test.visit", name, name=name)

    return write


def _states():
    return dict(Job.objects.values_list("key", "state"))


def test_jobs_that_wait_are_done_in_one_go_what_is_due_longest_first(shop, visit):
    second, first = visit("second"), visit("first")
    Job.objects.filter(pk=second.pk).update(not_before=timezone.now() - timedelta(days=1))
    visit("third")

    runner.run(str(first.pk))

    assert shop.said == ["open", "first", "second", "third", "closed"]
    assert set(_states().values()) == {"done"}


def test_what_the_broker_carries_is_done_too_and_its_message_finds_nothing_to_do(
    shop, visit
):
    first, handed = visit("first"), visit("handed")
    Job.objects.filter(pk=handed.pk).update(handed_at=timezone.now())

    runner.run(str(first.pk))
    runner.run(str(handed.pk))

    assert shop.said == ["open", "first", "handed", "closed"]


def test_a_job_that_fails_stands_alone_and_is_not_tried_twice_in_one_go(shop, visit):
    first, bad = visit("first"), visit("bad")
    visit("last")
    Job.objects.filter(pk=bad.pk).update(attempts=jobs.ATTEMPTS - 1)

    runner.run(str(first.pk))

    assert shop.said == ["open", "first", "bad", "last", "closed"]
    assert sorted(_states().values()) == ["done", "done", "parked"]


def test_nothing_else_is_taken_along(shop, visit, new_job):
    first = visit("first")
    jobs.handler("test.work")(shop.visit)
    new_job("test.work", "other", name="other")
    later, begun, parked, done = (
        visit(name) for name in ("later", "begun", "parked", "done")
    )
    now = timezone.now()
    Job.objects.filter(pk=later.pk).update(not_before=now + timedelta(hours=1))
    Job.objects.filter(pk=begun.pk).update(handed_at=now, heartbeat_at=now)
    Job.objects.filter(pk=parked.pk).update(state="parked")
    Job.objects.filter(pk=done.pk).update(state="done", done_at=now)

    runner.run(str(first.pk))

    assert shop.said == ["open", "first", "closed"]


def test_a_job_that_another_worker_is_about_to_run_is_left_to_it(
    shop, visit, another_session
):
    first, other = visit("first"), visit("other")
    visit("last")
    key = int.from_bytes(other.pk.bytes[:8], "big", signed=True)
    another_session.execute("SELECT pg_advisory_lock(%s)", [key])

    runner.run(str(first.pk))

    assert shop.said == ["open", "first", "last", "closed"]


@pytest.mark.parametrize("minutes", [0, 5])
def test_a_job_that_somebody_began_or_put_off_meanwhile_is_not_begun(
    shop, visit, monkeypatch, minutes
):
    first, taken = visit("first"), visit("taken")
    later = timezone.now() + timedelta(minutes=minutes)
    begun = None if minutes else timezone.now()
    Job.objects.filter(pk=taken.pk).update(
        handed_at=begun, heartbeat_at=begun, not_before=later
    )
    # As if both had happened after the look.
    monkeypatch.setattr(
        runner, "_next_of", lambda _kind, tried: None if tried else taken.pk
    )

    runner.run(str(first.pk))

    assert shop.said == ["open", "first", "closed"]


def test_one_go_has_an_end(shop, visit, monkeypatch):
    monkeypatch.setattr(runner, "TOGETHER", 2)
    first = visit("a")
    for name in "bcd":
        visit(name)

    runner.run(str(first.pk))

    assert shop.said == ["open", "a", "b", "closed"]


def test_no_further_job_begins_when_it_takes_long(shop, visit, monkeypatch):
    monkeypatch.setattr(runner, "SECONDS_TOGETHER", 0)
    first = visit("a")
    visit("b")

    runner.run(str(first.pk))

    assert shop.said == ["open", "a", "closed"]


def test_no_further_job_begins_when_what_they_share_is_of_no_use(shop, visit):
    shop.closes_after = 1
    first = visit("a")
    visit("b")

    runner.run(str(first.pk))

    assert shop.said == ["open", "a", "closed"]


def test_when_what_they_share_is_of_no_use_the_others_rest_as_long_as_who_found_out(
    shop, visit, new_job
):
    first, bad, handed = (visit(name) for name in ("first", "bad", "handed"))
    later, begun, done = (visit(name) for name in ("later", "begun", "done"))
    other = new_job("test.work", "other")
    now = timezone.now()
    hour = timedelta(hours=1)
    Job.objects.filter(pk=bad.pk).update(attempts=2)
    Job.objects.filter(pk=handed.pk).update(handed_at=now)
    Job.objects.filter(pk=later.pk).update(not_before=now + hour)
    Job.objects.filter(pk=begun.pk).update(handed_at=now, heartbeat_at=now)
    Job.objects.filter(pk=done.pk).update(state="done", done_at=now)
    left = Job.objects.filter(pk__in=[later.pk, begun.pk, done.pk, other.pk])
    before = list(left.order_by("pk").values())
    shop.closes_after = 2

    runner.run(str(first.pk))
    runner.run(str(handed.pk))

    assert shop.said == ["open", "first", "bad", "closed"]
    handed.refresh_from_db()
    rest = handed.not_before - timezone.now()
    assert runner.wait_after(3) - timedelta(seconds=3) < rest <= runner.wait_after(3)
    assert (handed.handed_at, handed.attempts) == (None, 0)
    assert list(left.order_by("pk").values()) == before


def test_nothing_is_opened_for_a_job_that_is_done(shop, visit):
    job = visit("a")
    runner.run(str(job.pk))

    runner.run(str(job.pk))

    assert shop.said == ["open", "a", "closed"]
