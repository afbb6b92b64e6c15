"""Records from before decisions named their subject, which nobody can make any more."""

from contextlib import contextmanager

from django.db import connection


def before_rule(decision):
    """The decision as the migration left those whose subject is not certain."""
    with _as_before(decision):
        type(decision).objects.filter(pk=decision.pk).update(
            subject_kind="before_rule", subject_key=""
        )
    decision.refresh_from_db()
    return decision


def carried_before(record, **decision):
    """A row that rests on a decision of before, as the migration left it."""
    with _as_before(record):
        type(record).objects.filter(pk=record.pk).update(before_rule=True, **decision)
    record.refresh_from_db()
    return record


@contextmanager
def _as_before(record):
    table = connection.ops.quote_name(record._meta.db_table)
    with connection.cursor() as cursor:
        # Nobody alters a table for which the database has something left to check.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
