"""The role that runs the portal, in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.db import connection

from gmp_portal.launcher.servers import RUNNING_ROLE
from gmp_portal.ledger import grants


@contextmanager
def session_of(role: str) -> Iterator[Any]:
    """A session in which every statement counts at once, as another role."""
    given = connection.get_connection_params()
    names = ("host", "port", "password", "dbname")
    place = {name: given[name] for name in names if name in given}
    session = psycopg2.connect(**place, user=role)
    session.autocommit = True
    try:
        yield session.cursor()
    finally:
        session.close()


@pytest.fixture(autouse=True)
def _as_the_running_role(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever these tests do, the portal may do without owning a table (ADR 27)."""
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("db")
    if not grants.exists(RUNNING_ROLE):
        pytest.skip("this server has no role of that name")
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {RUNNING_ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
