"""Find out whether a document still holds every word of the text it was read from."""

import re
from typing import Any

from gmp_portal.typesetting.data import dump
from gmp_portal.typesetting.session import SessionDocument
from reporting.session_documents import lines
from reporting.session_documents.understanding import Understanding

LABEL = re.compile(
    r"^(?:[-•]\s+)?[“\"]?(?:\d{1,3}\s*[.．、]|[A-Z]\s*[.．、]|[IVX]+\.|[一二三四五六七八九十]+\s*[、．.]"
    r"|[(（](?:[a-z]+|[一二三四五六七八九十]+)[)）]|[a-z]\)|\*+)?\s*"
)
SEAMS = re.compile(r"<sup>\s*\d+\s*</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+|\|")
STRUCTURE = ("rule", "masthead", "annex")


def lost(text: str, understanding: Understanding) -> list[str]:
    """Return the pieces of the text that the document does not hold any more."""
    kept = _squeezed(" ".join(_strings(dump(understanding.document))))
    roles = {reading.line: reading.role for reading in understanding.understood}
    missing = []
    for line in lines.split(text):
        if line.is_blank or roles.get(line.number) in STRUCTURE:
            continue
        words = LABEL.sub("", lines.unescaped(line.text), count=1)
        pieces = [_squeezed(piece) for piece in SEAMS.split(words)]
        missing += [
            f"{line.number}: {piece}" for piece in pieces if piece.strip("-:") not in kept
        ]
    return missing


def unaccounted(text: str, understanding: Understanding) -> set[int]:
    """Return the lines that the account does not mention."""
    readings = (*understanding.understood, *understanding.not_understood)
    return {line.number for line in lines.split(text) if not line.is_blank} - {
        reading.line for reading in readings
    }


def paragraphs(document: SessionDocument) -> list[Any]:
    return [block for block in document.blocks if type(block).__name__ == "Paragraph"]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", text)


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [
            text for key, item in value.items() if key != "kind" for text in _strings(item)
        ]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []
