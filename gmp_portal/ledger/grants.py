"""What the role that runs the portal may do with each table: never more than it needs (P-1).

It owns nothing, so that it can neither switch a trigger off nor change a table, whatever
statement somebody smuggles in. What people decided and sent is never deleted.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg2 import sql

READ, ADD, CHANGE, DELETE = "SELECT", "INSERT", "UPDATE", "DELETE"
# Written once and never again.
APPEND_ONLY = {"ledger_entry", "ledger_checkpoint", "partners_historicalpartner"}
# Whoever migrates writes there.
READ_ONLY = {"django_migrations"}
# Nothing of these apps is ever deleted but drafts, rows of drafts, and what stands in between.
RECORDS = {
    "accounts",
    "reference",
    "rulebook",
    "partners",
    "meetings",
    "areas",
    "advisory_group",
    "reporting",
}
DRAFTS = {
    "accounts.tally",
    "partners.letterofintent",
    "partners.attachment",
    "partners.signaturerequest",
    "meetings.agendaitem",
    "areas.activity",
    "areas.planobjective",
    "areas.priorityaction",
    "areas.opportunity",
    "areas.indicator",
    "areas.linkage",
    "areas.potentialdonor",
    "areas.projectrequest",
    "areas.effort",
    "areas.milestone",
    "advisory_group.recommendation",
    "reporting.indicatorvalue",
    "reporting.reportedactivity",
    "reporting.contribution",
}
EVERYWHERE = """
    REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role};
    GRANT USAGE ON SCHEMA public TO {role};
    REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM PUBLIC, {role};
    GRANT CONNECT ON DATABASE {database} TO {role};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
"""


def rights() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each table of the portal with what the running role may do there."""
    for table in READ_ONLY:
        yield table, (READ,)
    for cache in settings.CACHES.values():
        yield cache["LOCATION"], (READ, ADD, CHANGE, DELETE)
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        may = (READ, ADD) if options.db_table in APPEND_ONLY else (READ, ADD, CHANGE)
        is_kept = options.app_label in RECORDS and not options.auto_created
        if CHANGE in may and (not is_kept or options.label_lower in DRAFTS):
            may = (*may, DELETE)
        yield options.db_table, may


def apply(role: str) -> None:
    """Give the role what the portal needs, and take away whatever else it had."""
    with transaction.atomic(), connection.cursor() as cursor:
        names = {
            "role": sql.Identifier(role),
            "database": sql.Identifier(connection.settings_dict["NAME"]),
        }
        cursor.execute(sql.SQL(EVERYWHERE).format(**names))
        known = set(connection.introspection.table_names(cursor))
        for table, may in rights():
            if table in known:
                grant = sql.SQL("GRANT {may} ON {table} TO {role}").format(
                    may=sql.SQL(", ").join(map(sql.SQL, may)),
                    table=sql.Identifier(table),
                    role=names["role"],
                )
                cursor.execute(grant)


def exists(role: str) -> bool:
    """Whether the cluster knows this role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        return cursor.fetchone() is not None


def current_role() -> str:
    """Who asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [name] = cursor.fetchone()
        return str(name)


def owns_the_ledger() -> bool:
    """Whether who runs the portal could rewrite the ledger and nobody would be stopped (P-1)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, relowner, 'MEMBER')"
            " OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')"
            " FROM pg_class WHERE oid = to_regclass('ledger_entry')"
        )
        row = cursor.fetchone()
        return bool(row and row[0])
