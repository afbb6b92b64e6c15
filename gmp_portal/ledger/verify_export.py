#!/usr/bin/env python3
"""Check an exported ledger without the portal; needs nothing but Python.

python verify_export.py FILE [SEQ:HASH …]

Every act carries the SHA-256 of the act before it and of its own text. Checkpoints from
elsewhere, such as a mail or the last page of a PDF, show whether the end was cut off.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator


def read(line: str) -> tuple[int, str, str, bool] | str:
    """Give number, previous hash and hash of an act and whether they fit, or a checkpoint."""
    row = json.loads(line)
    if json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" != line:
        raise ValueError(line)
    if "checkpoint" in row:
        return str(row["checkpoint"])
    seq, prev, digest, text = row["seq"], row["prev"], row["hash"], row["text"]
    computed = hashlib.sha256(bytes.fromhex(prev) + text.encode()).hexdigest()
    return int(seq), prev, digest, computed == digest and json.loads(text)[1] == seq


def faults(lines: Iterable[str], given: Iterable[str] = ()) -> Iterator[str]:
    """Name each line that was changed, each act that is missing, and a cut-off end."""
    before, expected, kept, hashes = "00", 1, [*given], dict[str, str]()
    for number, line in enumerate(lines, start=1):
        try:
            said = read(line)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            yield f"line {number} cannot be read"
            continue
        if isinstance(said, str):
            kept.append(said)
            continue
        seq, prev, digest, fits = said
        if seq != expected:
            yield f"line {number}: act {expected} is missing"
        if not fits or (seq == expected and prev != before):
            yield f"line {number}: act {seq} was altered"
        before, expected, hashes[str(seq)] = digest, seq + 1, digest
    for checkpoint in kept:
        seq_kept, _colon, digest = checkpoint.partition(":")
        if hashes.get(seq_kept) != digest:
            what = (
                "has another hash" if seq_kept in hashes else "is gone: the end was cut off"
            )
            yield f"checkpoint {checkpoint}: its act {what}"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        wrong = list(faults(file, sys.argv[2:]))
    sys.exit("\n".join(wrong) or sys.stdout.write("Every act is intact.\n") * 0)
