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


def asked(data: bytes, *tables: Table, encoding: str = "") -> bytes:
    """Return what the process reads: one line with the tables, and behind it the file."""
    told = {"tables": [table.to_data() for table in tables], "encoding": encoding}
    return json.dumps(told).encode() + b"\n" + data


def answered(answer: bytes) -> tuple[TableRows, ...]:
    """Return what the process answered; one that died leaves nothing, and the file is refused."""
    told: Any = json.loads(answer) if answer else {"reason": "broken"}
    if "reason" in told:
        raise UnreadableFileError(told["reason"])
    return tuple(map(TableRows.from_data, told["rows"]))


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Answer with the rows of each table, or with the reason why the file is not read."""
    from gmp_portal.exchange.tables import reading  # noqa: PLC0415 loads lxml

    told = json.loads(source.readline())
    answer: dict[str, object]
    tables = [Table.from_data(table) for table in told["tables"]]
    try:
        read = reading.read_all(source.read(), tables, encoding=told["encoding"])
        answer = {"rows": [rows.to_data() for rows in read]}
    except UnreadableFileError as refusal:
        answer = {"reason": refusal.reason}
    target.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    form_taker.limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
