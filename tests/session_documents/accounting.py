"""Find out whether reading kept every line, and a document every word."""

import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gmp_portal.typesetting.data import dump
from reporting.session_documents import composing, lines
from reporting.session_documents.contents import entry_of
from reporting.session_documents.parser import parse
from reporting.session_documents.pieces import lines_of
from reporting.session_documents.understanding import Understanding

SEEDS = Path(
    os.environ.get("PAST_DOCUMENTS")
    or Path(__file__).resolve().parents[3] / "shared" / "seeds"
)
LABEL = re.compile(
    r"^(?:[-•–—✓*]\s+)?[“\"]?(?:…+)?(?:\d{1,3}\s*[.．、]|[A-Z]\s*[.．、]|[IVX]+\."
    r"|[一二三四五六七八九十]+\s*[、．.]|[(（](?:\w+)[)）]|[a-z]\)|\*+)?\s*"
)
SEAMS = re.compile(
    r"<sup>\s*\d+\s*</sup>|\[\^\d+\]:?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+|\||\t|\.{3,}\s*\d*$|…{2,}\s*\d*$"
)
STRUCTURE = ("rule", "residue", "annex", "masthead", "symbol", "distribution", "issued_on")


def seed(number: str) -> str:
    """The text of a past document, where this machine has them."""
    paths = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip("The past documents are not on this machine.")
    return paths[0].read_text(encoding="utf-8")


def kinds(understanding: Understanding) -> "Counter[str]":
    return Counter(piece.kind for piece in understanding.pieces)


def doubts(understanding: Understanding) -> set[str]:
    return {piece.doubt for piece in understanding.pieces if piece.doubt}


def said(understanding: Understanding, kind: str) -> list[str]:
    """The words of all pieces of one kind, in order."""
    return [
        " ".join(understanding.lines[number - 1].words for number in piece.lines)
        for piece in understanding.pieces
        if piece.kind == kind
    ]


def document(understanding: Understanding, language: str = "en", **typed: str) -> Any:
    return composing.document(
        understanding.pieces, understanding.lines, language=language, typed=typed
    )


def miscounted(text: str, understanding: Understanding) -> list[int]:
    """Lines that are held by no piece, or by more than one, or that were empty."""
    held = lines_of(understanding.pieces)
    full = {n for n, line in enumerate(lines_in(text), start=1) if line.strip()}
    return sorted(n for n in full | set(held) if held[n] != (n in full))


def lines_in(text: str) -> list[str]:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def lost(text: str, language: str = "en") -> list[str]:
    """Pieces of the text that the document does not hold any more."""
    understanding = parse(text, language=language)
    kept = _squeezed(" ".join(_strings(dump(document(understanding, language)))))
    kinds_of = {n: piece.kind for piece in understanding.pieces for n in piece.lines}
    missing = []
    for line in understanding.lines:
        if not line.text or kinds_of[line.number] in (*STRUCTURE, "original_language"):
            continue
        is_entry = kinds_of[line.number] == "contents"
        words = entry_of(line) if is_entry else lines.unescaped(line.text)
        words = LABEL.sub("", words, count=1)
        parts = [_squeezed(part) for part in SEAMS.split(words)]
        missing += [
            f"{line.number}: {part}" for part in parts if part.strip("-:") not in kept
        ]
    return missing


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
