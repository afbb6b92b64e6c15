"""Migrations that run back and forth within a test."""

from collections.abc import Sequence

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate(targets: Sequence[tuple[str, str]]) -> None:
    """Migrate within the transaction of the test, however long a busy machine reckons."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(targets)
    if not all(is_backwards for _migration, is_backwards in plan):
        executor.migrate(targets, plan)
        return
    # All at once, Django makes every model anew for each operation on the way, also of others.
    for migration, is_backwards in plan:
        executor.migrate(targets, [(migration, is_backwards)])
        del executor.loader.applied_migrations[migration.app_label, migration.name]


def latest() -> list[tuple[str, str]]:
    """Where all apps stand now."""
    targets: list[tuple[str, str]] = MigrationExecutor(connection).loader.graph.leaf_nodes()
    return targets
