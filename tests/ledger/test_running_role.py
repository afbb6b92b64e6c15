"""Who runs the portal owns nothing: no statement it can send rewrites what is on record (P-1)."""

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection
from psycopg2 import errors
from structlog.testing import capture_logs

from gmp_portal.launcher.servers import RUNNING_ROLE
from gmp_portal.ledger import grants, ownership
from tests.running_role import session_of

REFUSED = [
    "UPDATE ledger_entry SET kind = 'forged'",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry",
    "TRUNCATE ledger_entry CASCADE",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ledger_keep",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "ALTER TABLE ledger_entry OWNER TO portal_running",
    "DROP TABLE ledger_entry",
    "DROP TRIGGER ledger_keep ON ledger_entry",
    "DROP FUNCTION ledger_refuse() CASCADE",
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN RETURN NULL; END'",
    "CREATE TRIGGER mine BEFORE INSERT ON ledger_entry FOR EACH ROW"
    " EXECUTE FUNCTION ledger_refuse()",
    "CREATE RULE mine AS ON INSERT TO ledger_entry DO INSTEAD NOTHING",
    "SET session_replication_role = replica",
    "CREATE TABLE mine (id int)",
    "CREATE TEMPORARY TABLE ledger_entry (id int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER ROLE portal_running SUPERUSER",
    "SET ROLE portal",
    "UPDATE django_migrations SET name = 'forged'",
    # Of partners an import that is taken back alone deletes some: a seal keeps the others.
    "DELETE FROM partners_importrow",
    "DELETE FROM partners_import",
    "DELETE FROM partners_historicalpartner",
    "UPDATE partners_historicalpartner SET name = 'Other'",
    "DELETE FROM meetings_decision",
    "DELETE FROM meetings_meetingreport",
    "DELETE FROM meetings_position",
    "DELETE FROM areas_planversion",
    "DELETE FROM areas_leadterm",
    "DELETE FROM advisory_group_chairterm",
    "DELETE FROM reporting_report",
    "DELETE FROM accounts_user",
    "DELETE FROM rulebook_parametervalue",
    "DELETE FROM notifications_message",
    "DELETE FROM django_admin_log",
    "DELETE FROM auth_permission",
    "DELETE FROM django_content_type",
]
GUARDED = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


@pytest.fixture(scope="module")
def granted(django_db_setup, django_db_blocker):
    """What the product grants, as migrating leaves it: no open transaction holds a table."""
    with django_db_blocker.unblock():
        grants.apply(RUNNING_ROLE)


@pytest.fixture
def running(granted):
    """A session of the role that runs the portal, with what the product grants it."""
    with session_of(RUNNING_ROLE) as cursor:
        yield cursor


@pytest.mark.parametrize("statement", REFUSED)
def test_the_running_role_is_refused(running, statement):
    with pytest.raises(errors.InsufficientPrivilege):
        running.execute(statement)


def test_the_running_role_gives_itself_nothing(running):
    running.execute("GRANT ALL ON ledger_entry TO portal_running")

    with pytest.raises(errors.InsufficientPrivilege):
        running.execute("UPDATE ledger_entry SET kind = 'forged'")


def test_no_trigger_of_any_table_can_be_switched_off(running):
    running.execute(GUARDED)
    tables = [table for (table,) in running.fetchall()]

    assert len(tables) > 20
    for table in tables:
        with pytest.raises(errors.InsufficientPrivilege):
            running.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_the_running_role_reads_and_adds_acts(running):
    running.execute("BEGIN")
    running.execute(
        "INSERT INTO ledger_entry (kind, subject, body) VALUES ('test.act', 'x:1', '{}')"
        " RETURNING prev, hash"
    )
    [(_before, digest)] = running.fetchall()
    running.execute("ROLLBACK")

    assert len(bytes(digest)) == 32


def test_every_table_of_the_portal_has_its_rights_and_the_ledger_the_fewest(db):
    given = dict(grants.rights())

    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    assert set(given) == tables
    assert given["ledger_entry"] == ("SELECT", "INSERT")
    assert given["django_migrations"] == ("SELECT",)
    there = grants.apps.get_models(include_auto_created=True)
    assert {model._meta.label_lower for model in there} >= grants.DRAFTS | grants.WORKING


def test_a_table_that_nobody_named_loses_no_row(db):
    named = grants.DRAFTS | grants.WORKING
    tables = {
        model._meta.db_table
        for model in grants.apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in named
    }

    given = {table: may for table, may in grants.rights() if table in tables}

    assert len(given) > 50
    assert [table for table, may in given.items() if "DELETE" in may] == []


def test_the_owner_could_rewrite_the_ledger_and_the_running_role_could_not(db):
    as_owner = grants.owns_the_ledger()
    with connection.cursor() as cursor:
        grants.apply(RUNNING_ROLE)
        cursor.execute(f"SET ROLE {RUNNING_ROLE}")
        as_running = grants.owns_the_ledger()
        cursor.execute("RESET ROLE")

    assert (as_owner, as_running) == (True, False)


def test_migrating_brings_the_rights_to_new_tables(db, settings):
    settings.RUNNING_ROLE = RUNNING_ROLE
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ui_sentform FROM {RUNNING_ROLE}")

    call_command("migrate", verbosity=0)

    assert may_add(RUNNING_ROLE)


def may_add(role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'ui_sentform', 'INSERT')", [role])
        [[answer]] = cursor.fetchall()
        return answer


@pytest.mark.parametrize("was_secured", [True, False])
def test_migrating_grants_also_where_the_environment_still_names_the_owner(
    db, settings, was_secured
):
    """Another database of the cluster gives nothing to a role that it never knew."""
    settings.RUNNING_ROLE = grants.current_role()
    tables = "ui_sentform" if was_secured else "ui_sentform, ledger_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON {tables} FROM {RUNNING_ROLE}")

    call_command("migrate", verbosity=0)

    assert may_add(RUNNING_ROLE) is was_secured


def test_a_role_that_is_not_there_cannot_sign_in(db):
    with pytest.raises(psycopg2.OperationalError), session_of("nobody_at_all"):
        pass


def test_whoever_starts_as_the_owner_is_told_so(db, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)
    with capture_logs() as lines:
        ownership.warn()
        grants.apply(RUNNING_ROLE)
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {RUNNING_ROLE}")
        ownership.warn()

    [line] = lines
    assert line["event"] == "the_running_role_owns_the_ledger"
    assert "secure_database" in line["remedy"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_keeps_nobody_from_starting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    with session_of("postgres") as administrator:
        administrator.execute("SELECT pg_terminate_backend(%s)", [pid])
        administrator.fetchall()
    with capture_logs() as lines:
        ownership.warn()

    assert [line["event"] for line in lines] == ["ledger_ownership_unknown"]


def test_the_desk_says_so_too(as_user, secretariat):
    page = as_user(secretariat).get("/desk/").text
    grants.apply(RUNNING_ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {RUNNING_ROLE}")
        secured = as_user(secretariat).get("/desk/").text
        cursor.execute("RESET ROLE")

    assert "The ledger is not out of reach" in page
    assert "The ledger is not out of reach" not in secured
