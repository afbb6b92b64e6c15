"""Prove that nobody altered, removed or inserted an act: recompute every hash in the chain."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from gmp_portal.ledger.models import Checkpoint, Entry

# The trigger hashes exactly this text; the array form leaves nothing ambiguous.
ROWS = """
    SELECT seq, prev, hash,
           jsonb_build_array(1, seq,
               to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               actor_id, kind, subject, body)::text
    FROM ledger_entry ORDER BY seq
"""
KEPT = """
    SELECT kept."on", kept.seq, entry.seq IS NULL
    FROM ledger_checkpoint kept LEFT JOIN ledger_entry entry ON entry.seq = kept.seq
    WHERE entry.hash IS DISTINCT FROM kept.hash ORDER BY kept.seq
"""
STEP = 10_000
Row = tuple[int, bytes, bytes, str]


@dataclass(frozen=True)
class Fault:
    """One place where the chain does not hold."""

    seq: int
    what: str


def faults(progress: Callable[[int], None] | None = None) -> Iterator[Fault]:
    """Name each altered row, each gap where rows were deleted, and a tail that was cut off."""
    before, expected = b"\x00", 1
    with _whole_chain() as rows:
        for seq, prev, digest, text in rows:
            if seq != expected:
                yield Fault(
                    seq, f"rows {expected} to {seq - 1} are missing before this row"
                )
            elif prev != before:
                yield Fault(seq, "this row does not follow the one before it")
            if hashlib.sha256(prev + text.encode()).digest() != digest:
                yield Fault(seq, "this row was altered")
            before, expected = digest, seq + 1
            if progress and not seq % STEP:
                progress(seq)
    yield from _broken_checkpoints()


def _broken_checkpoints() -> Iterator[Fault]:
    """What the checkpoints that the portal keeps itself know better."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT)
        for day, seq, is_gone in cursor.fetchall():
            what = "is gone: the tail was cut off" if is_gone else "has another hash now"
            yield Fault(seq, f"the row of the checkpoint of {day} {what}")


@contextmanager
def _whole_chain() -> Iterator[Iterator[Row]]:
    """All rows, however many: read piece by piece, for as long as it takes."""
    with transaction.atomic():
        with connection.cursor() as settings:
            settings.execute("SET LOCAL statement_timeout = 0")
            settings.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        with connection.chunked_cursor() as cursor:
            cursor.execute(ROWS)
            yield (_row(*row) for row in cursor)


def _row(seq: int, prev: Any, digest: Any, text: str) -> Row:
    return seq, bytes(prev), bytes(digest), text


def exported() -> Iterator[str]:
    """The whole ledger, a line each: where it ends, the checkpoints, then the acts in order.

    Read in pieces, so that a slow reader holds no transaction. ``verify_export`` checks it.
    """
    last = end()
    if last is None:
        return
    yield _line(checkpoint=str(last))
    for kept in Checkpoint.objects.order_by("on").iterator():
        yield _line(checkpoint=str(kept))
    seq = 0
    while seq < last.seq:
        piece = _piece(seq, last.seq)
        for number, prev, digest, text in piece:
            yield _line(hash=digest.hex(), prev=prev.hex(), seq=number, text=text)
        seq = piece[-1][0]


def _piece(after: int, until: int) -> list[Row]:
    query = ROWS.replace("ORDER BY", "WHERE seq > %s AND seq <= %s ORDER BY") + "LIMIT 1000"
    with connection.cursor() as cursor:
        cursor.execute(query, [after, until])
        return [_row(*row) for row in cursor.fetchall()]


def _line(**facts: Any) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"


def end() -> Checkpoint | None:
    """The end of the chain now, in the form of a checkpoint."""
    last = Entry.objects.order_by("-seq").values("seq", "hash").first()
    return Checkpoint(**last) if last else None
