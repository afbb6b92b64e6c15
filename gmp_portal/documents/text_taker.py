"""Take the text out of one file in a small, short-lived process.

Reads the file from standard input and writes one answer in JSON. Never imported by the web
process.
"""

import json
import sys
from importlib import import_module
from typing import IO

from gmp_portal.documents import inspector
from gmp_portal.documents.inspection.texts import FullError, Pieces
from gmp_portal.documents.inspection.verdict import RefusedError

# Kinds of files with words in them; in a picture there are none that can be read.
FAMILIES = {"pdf": "text_pdf", "office": "text_office"}


def taken(data: bytes) -> Pieces:
    """The pieces of this file, or a refusal with a reason; no other way out."""
    pieces = Pieces()
    try:
        family, _function = inspector.kind_of(data)
        if family in FAMILIES:
            module = f"gmp_portal.documents.inspection.{FAMILIES[family]}"
            import_module(module).take(data, pieces)
    except MemoryError:
        raise RefusedError("heavy") from None
    except FullError:
        pass
    return pieces


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Answer with the pieces of what comes in, or with the reason why there are none."""
    answer: dict[str, object]
    try:
        pieces = taken(source.read())
    except RefusedError as refusal:
        answer = {"reason": refusal.reason}
    else:
        answer = {"pieces": pieces.of, "is_cut": pieces.is_cut}
    target.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    inspector.limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
