"""A worker that is killed in the middle of a PDF costs time and nothing else (C12)."""

import pytest

from gmp_portal.documents.models import Document
from gmp_portal.jobs.models import Job
from gmp_portal.ledger.models import Entry
from gmp_portal.typesetting.content import Chapter, Paragraph
from reporting.actions import reports
from reporting.jobs import report_file_job
from reporting.models import Report
from tests.factories.accounts import UserFactory
from tests.factories.reporting import draft_report
from tests.processes import PUMP, WORKER, StartProcess, wait_for

SENTENCE = (
    "示例伙伴关系在报告所述期间开展了培训、监测和信息交流活动，并与缔约方分享了经验教训。"
)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_pdf_is_replaced_and_the_report_arrives_once(
    start_process: StartProcess,
) -> None:
    officer = UserFactory.create(officer=True)
    blocks = (Chapter("导言"), *(Paragraph(SENTENCE * 5) for _number in range(80)))
    report = draft_report(officer, language="zh-hans", title="示例报告", blocks=blocks)
    reports.freeze(report, by=officer)

    def job() -> Job:
        found = report_file_job(report)
        assert found is not None
        return found

    start_process(PUMP)
    first = start_process(WORKER)
    assert wait_for(lambda: job().step == 2, seconds=60), "The first worker never began."
    first.kill()
    in_the_middle = job()
    # The pump sees that the session is gone, long before any worker could have finished.
    is_taken_back = wait_for(lambda: job().heartbeat_at is None, seconds=15)
    start_process(WORKER)
    arrived = wait_for(lambda: job().state == Job.State.DONE, seconds=90)

    report.refresh_from_db()
    assert in_the_middle.state == Job.State.OPEN
    assert in_the_middle.heartbeat_at is not None
    assert is_taken_back
    assert arrived
    assert report.status == Report.Status.TYPESET
    assert job().attempts == 2
    assert Document.objects.filter(policy="report_file").count() == 1
    assert Entry.objects.filter(kind="report.typeset").count() == 1
    assert report.pdf is not None
    assert report.pdf.read().startswith(b"%PDF")
