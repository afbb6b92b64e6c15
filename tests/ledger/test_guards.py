"""Whoever switches the triggers of the ledger off, or puts others there, leaves a trace (P-1)."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gmp_portal.ledger import guards
from gmp_portal.ledger.other_guards import GUARDS
from gmp_portal.ledger.seals import SEALS

BY_TABLE = [(table, name) for table, seals in SEALS.items() for name in seals]
NOTHING = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
WRONG = [
    (f"ALTER TABLE {table} DISABLE TRIGGER {name}", f"the trigger {name} of {table} rests")
    for table, expected in guards.EXPECTED.items()
    for name in expected
]
WRONG += [
    (f"DROP TRIGGER {name} ON {table}", f"the trigger {name} of {table} is gone")
    for table, expected in guards.EXPECTED.items()
    for name in expected
]
WRONG += [
    (
        f"CREATE OR REPLACE FUNCTION {guard.function}() {NOTHING}",
        f"the trigger {name} of {table} does something else",
    )
    for table, expected in guards.EXPECTED.items()
    for name, guard in expected.items()
]
WRONG += [
    (
        "CREATE OR REPLACE TRIGGER ledger_keep BEFORE UPDATE ON ledger_entry"
        " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
        "the trigger ledger_keep of ledger_entry does something else",
    ),
    (
        "CREATE OR REPLACE TRIGGER ledger_keep BEFORE UPDATE OR DELETE ON ledger_entry"
        " FOR EACH ROW WHEN (false) EXECUTE FUNCTION ledger_refuse()",
        "the trigger ledger_keep of ledger_entry does something else",
    ),
    (
        "ALTER TABLE ledger_checkpoint ENABLE REPLICA TRIGGER ledger_keep",
        "the trigger ledger_keep of ledger_checkpoint rests",
    ),
    (
        "CREATE TRIGGER swallow BEFORE INSERT ON ledger_entry"
        " FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
        "swallow does not belong to ledger_entry",
    ),
    (
        "CREATE RULE swallow AS ON INSERT TO ledger_checkpoint DO INSTEAD NOTHING",
        "swallow does not belong to ledger_checkpoint",
    ),
]


def test_what_the_migrations_made_is_whole(guarded):
    assert list(guards.faults()) == []


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_what_an_owner_did_to_the_guards_is_named(guarded, change, said, capsys):
    with connection.cursor() as cursor:
        cursor.execute(change)

    with pytest.raises(CommandError):
        call_command("verify_ledger")

    assert f"row 0: {said}\n" in capsys.readouterr().err


@pytest.mark.parametrize(("table", "name"), BY_TABLE)
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("ALTER TABLE {table} DISABLE TRIGGER {name}", "rests"),
        ("DROP TRIGGER {name} ON {table}", "is gone"),
        (
            "CREATE OR REPLACE TRIGGER {name} AFTER UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION ledger_seal('No.', 'false', '', '')",
            "does something else",
        ),
    ],
)
def test_a_seal_that_an_owner_broke_is_named(guarded, table, name, change, said):
    with connection.cursor() as cursor:
        cursor.execute(change.format(table=table, name=name))

    assert list(guards.faults()) == [f"the trigger {name} of {table} {said}"]


@pytest.mark.parametrize(
    ("table", "name"), [(table, name) for table, names in GUARDS.items() for name in names]
)
def test_another_guard_that_an_owner_took_away_is_named(guarded, table, name):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name} ON {table}")

    assert list(guards.faults()) == [f"the trigger {name} of {table} is gone"]


def test_every_trigger_of_the_database_is_looked_at(guarded):
    """But for those that only wake the pump, and that tell of pages which changed."""
    with connection.cursor() as cursor:
        cursor.execute(guards.SEALED)
        present = {(table, name) for table, name, *_facts in cursor}

    known = {
        (table, name)
        for kept in (SEALS, GUARDS, guards.EXPECTED)
        for table, names in kept.items()
        for name in names
    }
    assert present - known == {
        ("jobs_job", "jobs_tell"),
        ("accounts_user", "page_change"),
        ("documents_document", "page_change"),
    }


def test_a_function_that_seals_nothing_any_more_breaks_every_seal(guarded):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE OR REPLACE FUNCTION ledger_seal() {NOTHING}")

    assert list(guards.faults()) == [
        f"the trigger {name} of {table} does something else" for table, name in BY_TABLE
    ]


def test_every_seal_of_the_database_is_looked_at_and_has_this_hash(guarded):
    with connection.cursor() as cursor:
        cursor.execute(f"{guards.SEALED} AND proname = 'ledger_seal'")
        present = {(table, name): digest for table, name, *_awake, digest in cursor}

    assert present == {
        (table, name): digest
        for table, seals in SEALS.items()
        for name, digest in seals.items()
    }
