"""Read a form in a small, short-lived process, so that a hostile file stays there.

Reads from standard input what ``asked`` puts together; writes one answer in JSON, of which
``answered`` makes answers again. ``documents.processes.answer_of`` runs it.
"""

import json
import resource
import sys
from collections.abc import Mapping
from typing import IO, Any

from gmp_portal.exchange.word import form_reading
from gmp_portal.exchange.word.form import FormSheet
from gmp_portal.exchange.word.form_reading import FormAnswers
from gmp_portal.exchange.word.opening import UnreadableFileError

MEGABYTE = 1024 * 1024
MEMORY = 512 * MEGABYTE
SECONDS = 20
LARGEST_ANSWER = 64 * MEGABYTE


def asked(data: bytes, sheets: Mapping[str, FormSheet]) -> bytes:
    """Return what the process reads: one line with the sheets, and behind it the file."""
    told = {language: sheet.to_data() for language, sheet in sheets.items()}
    return json.dumps(told).encode() + b"\n" + data


def answered(answer: bytes) -> FormAnswers:
    """Return what the process answered; one that died leaves nothing, and the file is refused."""
    told: Any = json.loads(answer) if answer else {"reason": "broken"}
    if "reason" in told:
        raise UnreadableFileError(told["reason"])
    return FormAnswers.from_data(told["answers"])


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Answer with what the form says, or with the reason why it is not read."""
    answer: dict[str, object]
    told = json.loads(source.readline())
    sheets = {language: FormSheet.from_data(sheet) for language, sheet in told.items()}
    try:
        answer = {"answers": form_reading.read_form(source.read(), sheets).to_data()}
    except UnreadableFileError as refusal:
        answer = {"reason": refusal.reason}
    target.write(json.dumps(answer).encode() + b"\n")


def limit() -> None:
    """Bound this process before it reads anything."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
