"""Prove that nobody altered, removed or inserted an act: recompute every hash in the chain."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from gmp_portal.ledger.models import Entry

# The trigger hashes exactly this text; the array form leaves nothing ambiguous.
ROWS = """
    SELECT seq, prev, hash,
           jsonb_build_array(1, seq,
               to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               actor_id, kind, subject, body)::text
    FROM ledger_entry ORDER BY seq
"""


@dataclass(frozen=True)
class Fault:
    """One place where the chain does not hold."""

    seq: int
    what: str


@dataclass(frozen=True)
class Checkpoint:
    """The end of the chain at a moment, to be kept outside: it betrays a cut-off tail."""

    seq: int
    hash: str


def faults() -> Iterator[Fault]:
    """Name each altered row, and each gap where rows were deleted."""
    before, expected = b"\x00", 1
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        for seq, prev, digest, text in cursor:
            if seq != expected:
                yield Fault(
                    seq, f"rows {expected} to {seq - 1} are missing before this row"
                )
            elif bytes(prev) != before:
                yield Fault(seq, "this row does not follow the one before it")
            if hashlib.sha256(bytes(prev) + text.encode()).digest() != bytes(digest):
                yield Fault(seq, "this row was altered")
            before, expected = bytes(digest), seq + 1


def checkpoint() -> Checkpoint | None:
    last = Entry.objects.order_by("-seq").values_list("seq", "hash").first()
    return Checkpoint(last[0], bytes(last[1]).hex()) if last else None
