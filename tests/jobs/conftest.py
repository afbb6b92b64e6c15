"""Kinds of jobs that exist for one test only."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from gmp_portal import jobs
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job


@pytest.fixture(autouse=True)
def _handlers_of_this_test() -> Iterator[None]:
    runner.load_handlers()
    with jobs.HANDLERS.cleared():
        yield


@pytest.fixture
def new_job(db: None) -> Callable[..., Job]:
    """Write a job as an action would, with the fields that the test asks for."""

    def write(kind: str = "test.work", key: object = "1", **payload: Any) -> Job:
        with transaction.atomic():
            jobs.enqueue(kind, key, **payload)
        return Job.objects.get(key=f"{kind}:{key}")

    return write
