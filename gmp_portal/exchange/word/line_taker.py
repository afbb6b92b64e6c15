"""Read the lines of a Word file in a small, short-lived process: hostile ones stay there.

Reads the file from standard input; writes one answer in JSON, of which ``answered`` makes lines
again. ``documents.processes.answer_of`` runs it.
"""

import json
import sys
from typing import IO, Any

from gmp_portal.exchange.word import form_taker
from gmp_portal.exchange.word.file_lines import WordLines
from gmp_portal.exchange.word.opening import UnreadableFileError


def answered(answer: bytes) -> WordLines:
    """Return what the process answered; one that died leaves nothing, and the file is refused."""
    told: Any = json.loads(answer) if answer else {"reason": "broken"}
    if "reason" in told:
        raise UnreadableFileError(told["reason"])
    return WordLines.from_data(told["lines"])


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Answer with the lines of the file, or with the reason why it is not read."""
    from gmp_portal.exchange.word import line_reading  # noqa: PLC0415 loads lxml

    answer: dict[str, object]
    try:
        answer = {"lines": line_reading.read_lines(source.read()).to_data()}
    except UnreadableFileError as refusal:
        answer = {"reason": refusal.reason}
    target.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    form_taker.limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
