"""A worker that is killed in the middle of a PDF costs time and nothing else (C12)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as portal
from django.db import connection
from django.utils import timezone

from gmp_portal.documents.models import Document
from gmp_portal.jobs import leases
from gmp_portal.jobs.models import Job
from gmp_portal.ledger.models import Entry
from gmp_portal.typesetting.content import Chapter, Paragraph
from reporting.actions import reports
from reporting.jobs import report_file_job
from reporting.models import Report
from tests.factories.accounts import UserFactory
from tests.factories.reporting import draft_report

SENTENCE = "During the period the sample partnership trained, monitored and reported. "
WORKER = ["-m", "celery", "--quiet", "-A", "gmp_portal.celery", "worker", "--concurrency=1"]
PUMP = ["manage.py", "pump"]

Start = Callable[[list[str]], "subprocess.Popen[bytes]"]


@pytest.fixture
def start(settings: Any) -> Iterator[Start]:
    """Start real processes of the portal on the database of this test; stop them after it."""
    address = os.environ["DATABASE_URL"].rpartition("/")[0]
    environ = os.environ | {
        "DATABASE_URL": f"{address}/{connection.settings_dict['NAME']}",
        "MEDIA_ROOT": settings.MEDIA_ROOT,
        "DEMO": "1",
    }
    started: list[subprocess.Popen[bytes]] = []

    def run(command: list[str]) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=portal.BASE_DIR,
            env=environ,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and its children as a machine that loses its power does."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_pdf_is_replaced_and_the_report_arrives_once(
    start: Start,
) -> None:
    officer = UserFactory.create(officer=True)
    blocks = (Chapter("Introduction"), *(Paragraph(SENTENCE * 5) for _number in range(60)))
    report = draft_report(officer, language="en", title="Sample report", blocks=blocks)
    reports.freeze(report, by=officer)

    def job() -> Job:
        found = report_file_job(report)
        assert found is not None
        return found

    start(PUMP)
    first = start(WORKER)
    assert wait_for(lambda: job().step == 2, seconds=60), "The first worker never began."
    kill(first)
    killed_at = timezone.now()
    in_the_middle = job()
    # The lease would end by itself; here its time is over at once.
    Job.objects.filter(pk=in_the_middle.pk).update(not_before=timezone.now())
    start(WORKER)
    arrived = wait_for(lambda: job().state == Job.State.DONE, seconds=90)

    report.refresh_from_db()
    assert in_the_middle.state == Job.State.OPEN
    assert in_the_middle.not_before <= killed_at + leases.LENGTH
    assert arrived
    assert report.status == Report.Status.TYPESET
    assert job().attempts == 2
    assert Document.objects.filter(policy="report_file").count() == 1
    assert Entry.objects.filter(kind="report.typeset").count() == 1
    assert report.pdf is not None
    assert report.pdf.read().startswith(b"%PDF")
