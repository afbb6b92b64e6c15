"""Read a table in a small, short-lived process, so that a hostile file stays there.

Reads from standard input what ``asked`` puts together; writes one answer in JSON, of which
``answered`` makes rows again. ``documents.processes.answer_of`` runs it.
"""

import json
import sys
from typing import IO, Any

from gmp_portal.exchange.tables.columns import Table
from gmp_portal.exchange.tables.rows import TableRows
from gmp_portal.exchange.word import form_taker
from gmp_portal.exchange.word.opening import UnreadableFileError


def asked(data: bytes, table: Table, *, encoding: str = "") -> bytes:
    """Return what the process reads: one line with the table, and behind it the file."""
    told = {"table": table.to_data(), "encoding": encoding}
    return json.dumps(told).encode() + b"\n" + data


def answered(answer: bytes) -> TableRows:
    """Return what the process answered; one that died leaves nothing, and the file is refused."""
    told: Any = json.loads(answer) if answer else {"reason": "broken"}
    if "reason" in told:
        raise UnreadableFileError(told["reason"])
    return TableRows.from_data(told["rows"])


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Answer with the rows of the table, or with the reason why it is not read."""
    from gmp_portal.exchange.tables import reading  # noqa: PLC0415 loads lxml

    told = json.loads(source.readline())
    answer: dict[str, object]
    table = Table.from_data(told["table"])
    try:
        rows = reading.read(source.read(), table, encoding=told["encoding"])
        answer = {"rows": rows.to_data()}
    except UnreadableFileError as refusal:
        answer = {"reason": refusal.reason}
    target.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    form_taker.limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
