"""One request id leads from a click through its jobs to the mail."""

import json
import logging
import smtplib
from uuid import UUID, uuid4

import pytest
import structlog
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.testing import capture_logs

from gmp_portal import jobs
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.logs import logging_config
from gmp_portal.notifications import handlers

NAMES = ("event", "log_level", "job_id", "job_kind", "request_id", "attempt")


def _logged(job):
    """What is logged when the job runs after its rest."""
    Job.objects.filter(pk=job.pk).update(not_before=timezone.now())
    with capture_logs(processors=[merge_contextvars]) as lines:
        runner.run(str(job.pk))
    return [tuple(line.get(name) for name in NAMES) for line in lines]


@pytest.fixture
def request_id():
    request_id = uuid4()
    with bound_contextvars(request_id=str(request_id)):
        yield request_id


def test_a_job_remembers_the_request_that_wants_it(new_job, request_id):
    assert new_job().request_id == request_id


def test_a_job_that_no_request_wants_has_no_request_id(new_job):
    assert new_job().request_id is None


def test_every_line_of_a_job_names_job_kind_and_request(new_job, request_id):
    @jobs.handler("test.work")
    def work(*, progress):
        structlog.get_logger("tests").info("working")

    job = new_job()
    named = (str(job.pk), "test.work", str(request_id), 1)

    with bound_contextvars(request_id="of somebody else"):
        lines = _logged(job)

    assert lines == [
        ("job_started", "info", *named),
        ("working", "info", *named),
        ("job_done", "info", *named),
    ]


def test_a_failing_job_is_logged_with_each_attempt_until_it_is_parked(new_job):
    @jobs.handler("test.work")
    def work(*, progress):
        raise ValueError

    job = new_job()
    named = (str(job.pk), "test.work", None)
    attempts = [_logged(job) for _attempt in range(9)]

    assert attempts[0] == [
        ("job_started", "info", *named, 1),
        ("job_failed", "error", *named, 1),
    ]
    assert attempts[7][-1] == ("job_parked", "error", *named, 8)
    assert attempts[8] == []


def test_a_job_parked_without_work_is_named_too(new_job):
    job = new_job()
    Job.objects.update(attempts=8)

    assert _logged(job) == [("job_parked", "error", str(job.pk), "test.work", None, None)]


def test_nothing_of_a_job_is_left_in_the_lines_after_it(new_job, request_id):
    @jobs.handler("test.work")
    def work(*, progress):
        pass

    job = new_job()
    before = structlog.contextvars.get_contextvars()

    _logged(job)

    assert structlog.contextvars.get_contextvars() == before


def test_a_click_leads_to_the_mail_it_causes(client, new_job, db):
    jobs.HANDLERS.register("notifications.send", jobs.Handler(handlers.send, ()))
    with capture_logs(processors=[merge_contextvars]) as clicks:
        client.post(reverse("account_request_login_code"), {"email": "x@example.org"})
    job = Job.objects.get(kind="notifications.send")

    lines = _logged(job)

    assert len(mail.outbox) == 1
    assert {line["request_id"] for line in clicks} == {str(job.request_id)}
    assert [line[0] for line in lines] == ["job_started", "message_sent", "job_done"]
    assert {UUID(line[4]) for line in lines} == {job.request_id}


def _line(text, *arguments, machine, error=None):
    """A line as a library writes it."""
    config = logging_config(level="INFO", machine=machine)
    given = dict(config["formatters"]["portal"])
    formatter = given.pop("()")(**given)
    error = (type(error), error, None) if error else None
    return formatter.format(
        logging.LogRecord("lib", logging.INFO, "", 1, text, arguments, error)
    )


@pytest.mark.parametrize("machine", [True, False])
def test_a_line_of_any_library_carries_the_ids(machine):
    with bound_contextvars(job_id="7"):
        line = _line("hello %s", "x", machine=machine)

    if machine:
        fields = json.loads(line)
        assert (fields["event"], fields["job_id"]) == ("hello x", "7")
        assert (fields["logger"], fields["level"]) == ("lib", "info")
    else:
        assert "hello x" in line
        assert "job_id=7" in line


@pytest.mark.parametrize("machine", [True, False])
@pytest.mark.parametrize(
    "path",
    [
        "/accounts/password/reset/key/3-cx1-5f2a9e/",
        "/fr/accounts/password/reset/key/3-cx1-5f2a9e/?next=/my/",
        "/accounts/confirm-email/Mw:cx1-5f2a9e:x/",
    ],
)
def test_no_line_holds_the_key_that_a_link_in_a_mail_carries(machine, path):
    refused = _line("Not Found: %s", path, machine=machine)
    with bound_contextvars(request=f"GET {path}", further={"path": [path]}):
        asked = _line("request_started", machine=machine)

    assert "/[hidden]/" in refused
    assert asked.count("/[hidden]/") == 2
    assert "5f2a9e" not in refused + asked


def test_no_line_holds_an_address_that_somebody_looked_for():
    line = _line("GET /desk/staff/?q=reader.one%40example.org&page=2", machine=True)

    assert "q=[address]&page=2" in line


@pytest.mark.parametrize("machine", [True, False])
def test_no_line_holds_the_address_that_a_mail_server_refuses(machine):
    answer = {"reader.one@example.org": (450, b"4.2.0 <reader.one@example.org>: busy")}
    error = smtplib.SMTPRecipientsRefused(answer)

    with bound_contextvars(cause=str(error), raw=error, count=2, none=None):
        line = _line("job_failed\nreader.one@example.org", machine=machine, error=error)

    assert "reader" not in line
    assert "4.2.0" in line
    if machine:
        assert json.loads(line)["count"] == 2
