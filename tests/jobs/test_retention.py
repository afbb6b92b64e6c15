"""What is done is forgotten after a while, what is not done never (R-28)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gmp_portal import jobs, rulebook
from gmp_portal.jobs import retention, scheduled
from gmp_portal.jobs.models import Job
from gmp_portal.ledger.models import Entry
from gmp_portal.rulebook.models import ParameterValue

TODAY = date(2026, 6, 30)
LAST_KEPT = datetime(2026, 5, 31, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def done(new_job):
    def write(key, at):
        job = new_job(key=key)
        Job.objects.filter(pk=job.pk).update(state="done", done_at=at)
        return job

    return write


def _kept():
    return sorted(Job.objects.values_list("key", flat=True))


def test_a_finished_job_is_kept_for_thirty_days(done):
    gone = done("gone", LAST_KEPT - SECOND)
    done("kept", LAST_KEPT)

    scheduled.forget_finished_jobs(TODAY)

    assert rulebook.value("R-28")["job_days"] == 30
    assert _kept() == ["test.work:kept"]
    entry = Entry.objects.get()
    assert (entry.kind, entry.actor) == ("job.forgotten", None)
    assert (entry.subject, entry.body) == (f"jobs.job:{gone.pk}", {"count": 1})


@pytest.mark.parametrize("state", ["open", "parked"])
def test_what_is_not_done_stays_however_old_it_is(new_job, state):
    new_job(key="1")
    old = LAST_KEPT - timedelta(days=900)
    Job.objects.update(state=state, created_at=old, not_before=old, last_error="no ink")

    assert retention.forget_finished(TODAY) == 0

    assert _kept() == ["test.work:1"]
    assert not Entry.objects.exists()


def test_the_oldest_go_first_and_never_more_than_a_bounded_number(done, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for number in range(5):
        done(number, LAST_KEPT - timedelta(days=5 - number))

    counts = [retention.forget_finished(TODAY)]
    after_the_first = _kept()
    counts += [retention.forget_finished(TODAY) for _time in range(3)]

    assert after_the_first == [f"test.work:{number}" for number in (2, 3, 4)]
    assert counts == [2, 2, 1, 0]
    bodies = Entry.objects.order_by("seq").values_list("body", flat=True)
    assert list(bodies) == [{"count": 2}, {"count": 2}, {"count": 1}]


def test_the_secretariat_decides_how_long(done):
    ParameterValue.objects.create(
        parameter="R-28",
        value={"job_days": 2, "mail_days": 9},
        effective_from=date(2026, 6, 30),
        reason="Less.",
    )
    done("gone", datetime(2026, 6, 27, 23, 59, tzinfo=UTC))
    done("kept", datetime(2026, 6, 28, tzinfo=UTC))

    assert retention.forget_finished(date(2026, 6, 29)) == 0
    assert retention.forget_finished(TODAY) == 1

    assert _kept() == ["test.work:kept"]


def test_the_same_work_can_be_asked_for_again_after_it_is_forgotten(done, new_job):
    done("1", LAST_KEPT - SECOND)
    retention.forget_finished(TODAY)

    assert jobs.find("test.work", "1") is None
    assert new_job(key="1").is_open
