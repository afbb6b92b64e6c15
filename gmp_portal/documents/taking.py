"""Have the text of a file taken out in a process of its own, and judge what it answers."""

import json
import re
from dataclasses import dataclass, field

import structlog
from django.core.files.storage import storages

from gmp_portal import characters
from gmp_portal.documents import processes
from gmp_portal.documents.models import key_of

logger = structlog.get_logger(__name__)
# A worker may have to share its processor; the taker itself has 20 s of it.
SECONDS = 90
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Outcome:
    """The pieces of a file, or the reason why none could be taken."""

    pieces: list[tuple[int, str]] = field(default_factory=list, repr=False)
    is_cut: bool = False
    reason: str = ""


def look_for_text(sha256: str, *, seconds: float = SECONDS) -> Outcome:
    """Take the text out of the kept bytes with this hash; whatever they are, this ends."""
    try:
        with storages["default"].open(key_of(sha256)) as file:
            data = file.read()
    except FileNotFoundError:
        return Outcome(reason="missing")
    outcome = text_of(data, seconds=seconds)
    logger.info(
        "text_taken",
        sha256=sha256,
        size=len(data),
        pieces=len(outcome.pieces),
        reason=outcome.reason,
    )
    return outcome


def text_of(data: bytes, *, seconds: float = SECONDS) -> Outcome:
    """The text of these bytes."""
    said = processes.answer_of("gmp_portal.documents.text_taker", data, seconds=seconds)
    if not said:
        return Outcome(reason="heavy")
    answer = json.loads(said)
    pieces = [(number, clean(text)) for number, text in answer.get("pieces", ())]
    return Outcome(
        [(number, text) for number, text in pieces if text],
        is_cut=answer.get("is_cut", False),
        reason=answer.get("reason", ""),
    )


def clean(text: str) -> str:
    """The text as everybody can read it and the database keeps it."""
    return characters.prose(_HALVES.sub("", text)).strip()
