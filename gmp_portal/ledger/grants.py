"""What the role that runs the portal may do with each table: never more than it needs (P-1).

It owns nothing, so that it can neither switch a trigger off nor change a table, whatever
statement somebody smuggles in. What people decided and sent is never deleted.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from psycopg2 import sql

# The name of the role that runs the portal, where the environment gives it none.
DEFAULT_ROLE = "portal_running"
READ, ADD, CHANGE, DELETE = "SELECT", "INSERT", "UPDATE", "DELETE"
# Written once and never again.
APPEND_ONLY = {"ledger_entry", "ledger_checkpoint", "partners_historicalpartner"}
# Whoever migrates writes there.
READ_ONLY = {"django_migrations"}
# Drafts, rows of drafts, and what stands in between; nothing else that people made is deleted.
DRAFTS = {
    "partners.letterofintent",
    "partners.attachment",
    "partners.introduction",
    "partners.letterlink",
    "partners.pledge",
    "partners.signaturerequest",
    "partners.formername",
    "partners.othername",
    # What an import entered and nobody built on; a seal keeps all others.
    "partners.partner",
    "partners.participation",
    "partners.representative",
    "partners.pastletter",
    "areas.areamembership",
    "areas.firststep",
    "areas.topicmark",
    "meetings.agendaitem",
    "areas.activity",
    "areas.activitypart",
    "areas.planobjective",
    "areas.priorityaction",
    "areas.opportunity",
    "areas.indicator",
    "areas.linkage",
    "areas.potentialdonor",
    "areas.projectrequest",
    "areas.application",
    "areas.risk",
    "areas.effort",
    "areas.milestone",
    "areas.plancompanion",
    "areas.amendmentplace",
    "advisory_group.recommendation",
    "advisory_group.takenup",
    "website.announcement",
    "reporting.indicatorvalue",
    "reporting.reportedactivity",
    "reporting.contribution",
    "reporting.settledstep",
}
# What keeps the portal going: sessions and rights that end, work that is done and who had it, files
# and copies of texts that belong to nothing any more, filters that somebody kept,
# files that are made again at any time, visits.
WORKING = {
    "accounts.tally",
    "accounts.user_groups",
    "accounts.user_user_permissions",
    "areas.activity_countries",
    "areas.activity_also_in",
    "areas.activity_efforts",
    "areas.planfile",
    "areas.priorityaction_objectives",
    "account.emailaddress",
    "account.emailconfirmation",
    "auth.group",
    "auth.group_permissions",
    "documents.document",
    "documents.filereading",
    "documents.filetext",
    "documents.partialupload",
    "documents.piece",
    "guardian.groupobjectpermission",
    "guardian.userobjectpermission",
    "incoming.incomingfile",
    "jobs.job",
    "search.entry",
    "search.word",
    "mfa.authenticator",
    "notifications.mutedrecord",
    "notifications.ownreminder",
    "sessions.session",
    "ui.pagechange",
    "ui.sentform",
    "usersessions.usersession",
    "website.holding",
    "website.savedfilter",
    "website.subscription",
    "writing.presence",
    "writing.revision",
    "writing.unsentform",
    "writing.visit",
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
OWNED = """
    SELECT 'is a superuser' FROM pg_roles WHERE rolname = {role} AND rolsuper
    UNION ALL
    SELECT 'owns the database' FROM pg_database
    WHERE datname = current_database() AND pg_has_role({role}, datdba, 'MEMBER')
    UNION ALL
    SELECT 'owns the schema' FROM pg_namespace
    WHERE nspname = 'public' AND pg_has_role({role}, nspowner, 'MEMBER')
    UNION ALL
    (SELECT 'owns ' || relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND pg_has_role({role}, relowner, 'MEMBER')
    AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') ORDER BY relname)
    UNION ALL
    (SELECT 'owns ' || proname || '()' FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND pg_has_role({role}, proowner, 'MEMBER')
    ORDER BY proname)
    UNION ALL
    SELECT 'may change ' || relname FROM pg_class
    WHERE oid IN (to_regclass('ledger_entry'), to_regclass('ledger_checkpoint'))
    AND has_table_privilege({role}, oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
"""
GIVEN = """
    SELECT rolname FROM pg_roles
    WHERE rolname = {role} AND has_table_privilege(rolname, 'ledger_entry', 'INSERT')
"""
MAY_MAKE = """
    SELECT 'is a member of ' || current_user
    WHERE pg_has_role({role}, current_user, 'MEMBER')
    UNION ALL
    SELECT 'may make tables' WHERE has_schema_privilege({role}, 'public', 'CREATE')
    UNION ALL
    SELECT 'may make ' || what FROM (
        VALUES ('CREATE', 'schemas'), ('TEMPORARY', 'temporary tables')
    ) AS made (privilege, what)
    WHERE has_database_privilege({role}, current_database(), privilege)
"""


def rights() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each table of the portal with what the running role may do there."""
    for table in READ_ONLY:
        yield table, (READ,)
    for cache in settings.CACHES.values():
        yield str(cache["LOCATION"]), (READ, ADD, CHANGE, DELETE)
    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        may = (READ, ADD) if options.db_table in APPEND_ONLY else (READ, ADD, CHANGE)
        if CHANGE in may and options.label_lower in DRAFTS | WORKING:
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
        for table, may in [row for row in rights() if row[0] in known]:
            grant = sql.SQL("GRANT {may} ON {table} TO {role}").format(
                may=sql.SQL(", ").join(map(sql.SQL, may)),
                table=sql.Identifier(table),
                role=names["role"],
            )
            cursor.execute(grant)


def exists(role: str) -> bool:
    """Whether the cluster knows this role."""
    query = "SELECT rolname FROM pg_roles WHERE rolname = {role}"
    return bool(role and _asked(query, role))


def is_given(role: str) -> bool:
    """Whether this role was given rights here; other databases of the cluster have theirs."""
    return bool(_asked(GIVEN, role))


def left_to(role: str) -> list[str]:
    """What this role still owns or may make, so that it could rewrite what is on record."""
    return _asked(OWNED, role) + _asked(MAY_MAKE, role)


def current_role() -> str:
    """Who asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [name] = cursor.fetchone()
        return str(name)


def owns_the_ledger() -> bool:
    """Whether who runs the portal could rewrite the ledger and nobody would be stopped (P-1)."""
    return bool(_asked(OWNED))


def _asked(query: str, role: str = "") -> list[str]:
    whose = sql.Literal(role) if role else sql.SQL("current_user")
    with connection.cursor() as cursor:
        statement = sql.SQL(query).format(role=whose).as_string(connection.connection)
        cursor.execute(statement)
        return [said for (said,) in cursor.fetchall()]
