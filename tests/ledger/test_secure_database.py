"""One command makes the role that runs the portal, and looks whether it owns nothing (ADR 27)."""

import fcntl
import os
import re
from pathlib import Path

import environ
import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gmp_portal.launcher.servers import RUNNING_ROLE
from gmp_portal.ledger import grants
from gmp_portal.ledger.management.commands import secure_database
from tests.running_role import session_of


@pytest.fixture
def alone():
    """Roles belong to all databases of a run: one process at a time changes them."""
    with (Path(os.environ["VAR_DIR"]) / "roles.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture
def creating(alone, db):
    """The owner may make roles, as in an installation of docker-compose."""
    with session_of("postgres") as administrator:
        administrator.execute("ALTER ROLE portal CREATEROLE")
        try:
            yield
        finally:
            transaction.set_rollback(True)
            administrator.execute("ALTER ROLE portal NOCREATEROLE")


def passwords(queries):
    """What was set as a password, as the statements say it."""
    said = [query["sql"] for query in queries if " PASSWORD " in query["sql"]]
    return [(statement.split()[0], statement.split("PASSWORD ")[1]) for statement in said]


def test_one_command_secures_an_installation_that_runs_as_the_owner(
    creating, capsys, settings
):
    """The password of DATABASE_URL is the owner's and goes to nobody else."""
    settings.RUNNING_ROLE = grants.current_role()
    settings.RUNNING_PASSWORD = "the owner's"

    call_command("secure_database", role="portal_new")

    said = capsys.readouterr().out
    assert grants.exists("portal_new")
    assert "portal_new runs the portal and owns nothing." in said
    assert "DATABASE_URL=postgresql://portal_new:" in said
    assert "OWNER_DATABASE_URL=" in said
    assert "owner's" not in said


def test_what_is_printed_reads_as_what_was_set(creating, capsys, monkeypatch):
    monkeypatch.setattr(secure_database.secrets, "token_urlsafe", lambda _: "a/b@c:d%e#f")

    call_command("secure_database", role="new/portal@x")

    [line] = re.findall(r" DATABASE_URL=(\S+)", capsys.readouterr().out)
    read = environ.Env.db_url_config(line)
    assert (read["USER"], read["PASSWORD"]) == ("new/portal@x", "a/b@c:d%e#f")


def test_the_role_of_the_environment_has_the_password_of_the_environment(
    creating, settings, capsys
):
    """Also one that was changed after the role was made."""
    settings.RUNNING_ROLE = "portal_new"
    with CaptureQueriesContext(connection) as queries:
        for password in ("first", "second", ""):
            settings.RUNNING_PASSWORD = password
            call_command("secure_database")

    assert passwords(queries) == [
        ("CREATE", "'first'"),
        ("ALTER", "'second'"),
    ]
    assert "DATABASE_URL" not in capsys.readouterr().out


def test_a_role_without_a_password_in_the_environment_gets_none(creating, settings):
    settings.RUNNING_ROLE, settings.RUNNING_PASSWORD = "portal_new", ""
    with CaptureQueriesContext(connection) as queries:
        call_command("secure_database")

    assert passwords(queries) == [("CREATE", "NULL")]


def test_a_password_that_may_not_be_set_stays_as_it_is(alone, db, settings, capsys):
    settings.RUNNING_ROLE, settings.RUNNING_PASSWORD = RUNNING_ROLE, "changed"

    call_command("secure_database")

    said = capsys.readouterr()
    assert said.err == secure_database.PASSWORD_STAYS.format(role=RUNNING_ROLE) + "\n"
    assert "owns nothing" in said.out


LEFT = [
    ("ALTER TABLE ui_sentform OWNER TO {role}", "it owns ui_sentform"),
    ("ALTER FUNCTION ledger_refuse() OWNER TO {role}", "it owns ledger_refuse()"),
    ("ALTER DATABASE {database} OWNER TO {role}", "owns the database, owns the schema"),
    ("ALTER SCHEMA public OWNER TO {role}", "it owns the schema"),
    ("ALTER ROLE {role} SUPERUSER", "it is a superuser, owns the database"),
    ("GRANT portal TO {role}", "is a member of portal"),
    (
        "CREATE ROLE portal_group; GRANT portal_group TO {role};"
        " GRANT UPDATE ON ledger_checkpoint TO portal_group",
        "it may change ledger_checkpoint",
    ),
    (
        "CREATE ROLE portal_group; GRANT portal_group TO {role};"
        " GRANT CREATE ON SCHEMA public TO portal_group",
        "it may make tables",
    ),
    (
        "CREATE ROLE portal_group; GRANT portal_group TO {role};"
        " GRANT CREATE, TEMPORARY ON DATABASE {database} TO portal_group",
        "it may make schemas, may make temporary tables",
    ),
]


@pytest.fixture
def almighty(alone, db, settings):
    """The tests' session as an administrator's, who may leave anything behind."""
    settings.RUNNING_ROLE = RUNNING_ROLE
    with session_of("postgres") as administrator:
        administrator.execute("ALTER ROLE portal SUPERUSER")
        try:
            yield
        finally:
            transaction.set_rollback(True)
            administrator.execute("ALTER ROLE portal NOSUPERUSER")


@pytest.mark.parametrize(("statement", "left"), LEFT)
def test_the_command_looks_what_is_left_to_the_role(almighty, statement, left, capsys):
    role = "portal_left"
    database = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        cursor.execute(statement.format(role=role, database=database))

    with pytest.raises(CommandError) as refused:
        call_command("secure_database", role=role)

    assert left in str(refused.value)
    assert "owns nothing" not in capsys.readouterr().out


@pytest.mark.parametrize("statement", [statement for statement, _left in LEFT[:6]])
def test_whoever_owns_what_surrounds_the_ledger_is_told_so(almighty, statement):
    role = "portal_left"
    database = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        grants.apply(role)
        cursor.execute(f"SET ROLE {role}")
        before = grants.owns_the_ledger()
        cursor.execute("RESET ROLE")
        cursor.execute(statement.format(role=role, database=database))
        cursor.execute(f"SET ROLE {role}")
        after = grants.owns_the_ledger()
        cursor.execute("RESET ROLE")

    assert (before, after) == (False, True)


def test_where_the_database_refuses_a_first_start_goes_on(alone, db, settings, capsys):
    """A managed database with one role: the desk and the log say it from then on."""
    settings.RUNNING_ROLE = grants.current_role()

    call_command("secure_database", "--if-possible", role="portal_other")

    said = capsys.readouterr()
    assert said.err.startswith("The database is not secured. This role may not make others")
    assert said.out == ""


def test_rights_that_cannot_be_given_are_a_sentence(db, monkeypatch):
    def refuse(_role):
        message = "permission denied for table x"
        raise ProgrammingError(message)

    monkeypatch.setattr(grants, "apply", refuse)

    with pytest.raises(CommandError, match="could not be set: permission denied"):
        call_command("secure_database", role=RUNNING_ROLE)


def test_the_command_says_what_an_administrator_has_to_do(alone, db):
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
