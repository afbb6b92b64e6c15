"""The ledger as it is outside of tests."""

import pytest
from django.db import connection

from gmp_portal.ledger import guards


@pytest.fixture
def guarded(db):
    """No trigger rests; elsewhere tests with real transactions have to empty the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in guards.EXPECTED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
