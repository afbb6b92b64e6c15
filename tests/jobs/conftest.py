"""Kinds of jobs that exist for one test only."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg2
import pytest
from django.db import connection, transaction

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


@pytest.fixture
def another_session(db: None) -> Iterator[Any]:
    """The database session of another worker or pump."""
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    other = psycopg2.connect(**{name: given[name] for name in names if name in given})
    yield other.cursor()
    other.close()
