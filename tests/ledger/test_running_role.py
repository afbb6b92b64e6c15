"""Who runs the portal owns nothing: no statement it can send rewrites what is on record (P-1)."""

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from psycopg2 import errors

from gmp_portal.launcher.servers import RUNNING_ROLE
from gmp_portal.ledger import grants
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
    "DELETE FROM partners_partner",
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
]
GUARDED = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


@pytest.fixture
def running(db):
    """A session of the role that runs the portal, with what the product grants it."""
    grants.apply(RUNNING_ROLE)
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
    assert {model._meta.label_lower for model in grants.apps.get_models()} >= grants.DRAFTS


def test_the_owner_could_rewrite_the_ledger_and_the_running_role_could_not(db):
    as_owner = grants.owns_the_ledger()
    with connection.cursor() as cursor:
        grants.apply(RUNNING_ROLE)
        cursor.execute(f"SET ROLE {RUNNING_ROLE}")
        as_running = grants.owns_the_ledger()
        cursor.execute("RESET ROLE")

    assert (as_owner, as_running) == (True, False)


def test_one_command_secures_an_installation_that_runs_as_the_owner(db, capsys):
    with session_of("postgres") as administrator:
        administrator.execute("ALTER ROLE portal CREATEROLE")
        try:
            call_command("secure_database", role="portal_new")
            said = capsys.readouterr().out
            assert grants.exists("portal_new")
        finally:
            transaction.set_rollback(True)
            administrator.execute("ALTER ROLE portal NOCREATEROLE")

    assert "portal_new runs the portal and owns nothing." in said
    assert "DATABASE_URL=postgresql://portal_new:" in said
    assert "OWNER_DATABASE_URL=" in said


def test_the_command_says_what_an_administrator_has_to_do(db):
    with pytest.raises(CommandError, match="CREATE ROLE portal_other LOGIN"):
        call_command("secure_database", role="portal_other")


def test_the_command_is_safe_to_run_again(db, capsys, settings):
    settings.RUNNING_ROLE = RUNNING_ROLE

    call_command("secure_database")
    call_command("secure_database")

    said = f"{RUNNING_ROLE} runs the portal and owns nothing.\n"
    assert capsys.readouterr().out == said * 2


def test_without_a_second_address_the_role_gets_a_name_of_its_own(db, capsys, settings):
    settings.RUNNING_ROLE = grants.current_role()

    call_command("secure_database")

    assert capsys.readouterr().out.startswith(f"{RUNNING_ROLE} runs the portal")


def test_migrating_brings_the_rights_to_new_tables(db, settings):
    settings.RUNNING_ROLE = RUNNING_ROLE
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ui_sentform FROM {RUNNING_ROLE}")

    call_command("migrate", verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(%s, 'ui_sentform', 'INSERT')", [RUNNING_ROLE]
        )
        assert cursor.fetchone() == (True,)


def test_a_role_that_is_not_there_cannot_sign_in(db):
    with pytest.raises(psycopg2.OperationalError), session_of("nobody_at_all"):
        pass
