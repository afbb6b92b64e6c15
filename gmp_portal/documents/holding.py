"""Hold bytes by their hash, so that whoever stores them and whoever removes them take turns."""

from django.db import connection


def hold(digest: str) -> None:
    """Hold these bytes until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 26))", [digest])
