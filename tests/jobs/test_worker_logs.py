"""A worker writes its log lines as the web does: JSON, with the request that wanted the job."""

import json
from uuid import uuid4

import pytest
from django.db import transaction
from structlog.contextvars import bound_contextvars

from gmp_portal import jobs
from tests.processes import PUMP, WORKER, wait_for

KIND = "notifications.send"
# As a real installation: logs are for machines there.
INSTALLATION = {
    "DEMO": "0",
    "PORTAL_TESTING": "0",
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "LOG_LEVEL": "INFO",
    "SECRET_KEY": "A key of its own: 0123456789 abcdefghijklmnopqrstuvwxyz",
    "EMAIL_URL": "smtp://localhost:2525",
    # Celery warns of this before it sets up any logging, and tests may run as root.
    "PYTHONWARNINGS": "ignore:You're running the worker",
}


@pytest.mark.django_db(transaction=True)
def test_each_line_of_a_real_worker_is_json_and_those_of_a_job_name_its_request(
    start_process,
):
    request_id, missing = str(uuid4()), str(uuid4())
    with bound_contextvars(request_id=request_id), transaction.atomic():
        jobs.enqueue(KIND, missing, message=missing)

    start_process(PUMP, **INSTALLATION)
    worker = start_process(WORKER, **INSTALLATION)
    done = wait_for(
        lambda: any("job_done" in line and KIND in line for line in worker.lines()),
        seconds=60,
    )

    assert done, worker.lines()
    said = [json.loads(line) for line in worker.lines()]
    assert all({"event", "level", "logger", "timestamp"} <= set(line) for line in said)
    # The clock has jobs of its own, which nobody asked for.
    own = [line for line in said if line.get("job_kind") == KIND]
    assert [(line["event"], line["request_id"]) for line in own] == [
        ("job_started", request_id),
        ("job_done", request_id),
    ]
