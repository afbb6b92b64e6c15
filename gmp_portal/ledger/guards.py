"""The triggers that keep the ledger, and the seals of what was decided and published.

Each must be there, awake, and do what it always did.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from django.db import connection

from gmp_portal.ledger.other_guards import GUARDS
from gmp_portal.ledger.seals import SEALS


class Guard(NamedTuple):
    """A trigger as PostgreSQL knows it: when it runs, and which text."""

    kind: int
    function: str
    sha256: str


# The texts of their functions, as the migrations wrote them.
APPEND = "8036ec3a322d629b281ab031801f836d4a70d5404a793d7af1d14c8c297bf1c0"
REFUSE = "c2121c7fc2335e6e22b47625603ad119dc54b3ec7757f0a90e23870c595bf3c3"
TAKE = "5b695c2c526bda8b0e826779a61d5c1bc03633db062f8a28ecbae8f67b446b76"
# When: 1 for each row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate.
ADDING, CHANGING, EMPTYING = 1 + 2 + 4, 1 + 2 + 8 + 16, 2 + 32
KEEPING = {
    "ledger_keep": Guard(CHANGING, "ledger_refuse", REFUSE),
    "ledger_keep_all": Guard(EMPTYING, "ledger_refuse", REFUSE),
}
EXPECTED = {
    "ledger_entry": KEEPING | {"ledger_append": Guard(ADDING, "ledger_append", APPEND)},
    "ledger_checkpoint": KEEPING
    | {"ledger_take_checkpoint": Guard(ADDING, "ledger_take_checkpoint", TAKE)},
}
TRIGGERS = """
    SELECT tgname, tgenabled IN ('O', 'A'), tgqual IS NULL, tgtype, proname,
           encode(sha256(convert_to(prosrc, 'UTF8')), 'hex')
    FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgrelid = %s::regclass AND NOT tgisinternal
"""
# A seal is its function with its arguments, and when it runs.
SEALED = """
    SELECT tgrelid::regclass::text, tgname, tgenabled IN ('O', 'A'), tgqual IS NULL,
           encode(sha256(convert_to(concat_ws(' ', tgtype, tgattr, encode(tgargs, 'hex'),
               proname, prosrc, array_to_string(proconfig, ' ')), 'UTF8')), 'base64')
    FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal
"""
RULES = "SELECT rulename FROM pg_rewrite WHERE ev_class = %s::regclass"


def faults() -> Iterator[str]:
    """Name each trigger that is gone, rests or does something else, and whatever is new (P-1)."""
    for table, expected in EXPECTED.items():
        with connection.cursor() as cursor:
            cursor.execute(TRIGGERS, [table])
            present = {name: facts for name, *facts in cursor.fetchall()}
            cursor.execute(RULES, [table])
            rules = [name for (name,) in cursor.fetchall()]
        for name, guard in expected.items():
            if said := _compare(guard, present.get(name)):
                yield f"the trigger {name} of {table} {said}"
        for name in sorted({*present, *rules} - {*expected}):
            yield f"{name} does not belong to {table}"
    yield from _broken()


def _broken() -> Iterator[str]:
    """Name each seal or other guard that is gone, rests or does something else (P-1)."""
    with connection.cursor() as cursor:
        cursor.execute(SEALED)
        present = {(table, name): facts for table, name, *facts in cursor.fetchall()}
    for table, triggers in chain(SEALS.items(), GUARDS.items()):
        for name, digest in triggers.items():
            if said := _compare((digest,), present.get((table, name))):
                yield f"the trigger {name} of {table} {said}"


def _compare(guard: tuple[object, ...], facts: list[object] | None) -> str:
    if facts is None:
        return "is gone"
    is_awake, is_unconditional, *does = facts
    if not is_awake:
        return "rests"
    if not is_unconditional or does != list(guard):
        return "does something else"
    return ""
