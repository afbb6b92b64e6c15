"""Entries that were written as lists or paragraphs become rows with columns."""

import re
from collections.abc import Sequence

from areas.reading.word_plans import labels, marks
from gmp_portal.exchange.word.file_lines import Line

# Where the unlabelled words of an entry go: the first ones, and all others.
FIRST = {
    "objectives": "statement",
    "actions": "title",
    "efforts": "who",
    "opportunities": "title",
    "indicators": "name",
    "donors": "name",
    "requests": "title",
    "applications": "title",
    "risks": "title",
    "linkages": "end",
}
OTHERS = {
    "objectives": "statement",
    "actions": "description",
    "efforts": "description",
    "opportunities": "description",
    "indicators": "name",
    "donors": "note",
    "requests": "purpose",
    "applications": "note",
    "risks": "measures",
    "linkages": "note",
}
# What parts a name or a title from what is said of it.
SIGN = re.compile(r"\s*[:：]\s*|\s+[-–—]+\s+|——|(?<=[^\W\d])[.。]\s+(?=\S)|\n|\t")
LONGEST_NAME = 120
LONGEST_TITLE = 200


def entry(kind: str, lines: Sequence[Line]) -> dict[str, str]:
    """The words of an entry by column; nothing of them is left out."""
    first, *others = lines
    sign = marks.mark(first, kind)
    text = first.text[sign.length :].strip() or first.text
    begun = next(iter(labels.parts(kind, text)), None)
    values: dict[str, str] = {}
    if begun is not None and not begun.key and not labels.alone(kind, text):
        head, rest = _parted(kind, first, begun.words)
        _add(values, FIRST[kind] if head else OTHERS[kind], head or rest)
        if head and rest:
            _add(values, OTHERS[kind], rest)
    for part in labels.parts(kind, text):
        if part.key:
            _add(values, part.key, part.words)
    under = labels.alone(kind, text)
    for line in others:
        under = _further(kind, values, line, under)
    return values


def _parted(kind: str, line: Line, text: str) -> tuple[str, str]:
    """The name or title with which an entry begins, and what is said of it.

    Of an effort without a name before a sign only the description is known.
    """
    if kind == "objectives":
        return text, ""
    lead = line.lead[marks.typed_sign(line.lead) :].strip(" :：.–—-") if line.lead else ""
    if lead and text.startswith(lead):
        return lead, text[len(lead) :].lstrip(" :：.。–—-\t\n")
    longest = LONGEST_NAME if kind in ("efforts", "donors", "linkages") else LONGEST_TITLE
    for sign in SIGN.finditer(text):
        if sign.start() > longest:
            break
        if sign.start():
            return text[: sign.start()], text[sign.end() :].strip()
    if kind == "efforts":
        return "", text
    return text, ""


def _further(kind: str, values: dict[str, str], line: Line, under: str) -> str:
    """Add a further line, and answer below which label the next one stands."""
    text = line.text[marks.typed_sign(line.text) :]
    alone = labels.alone(kind, text)
    if alone:
        return alone
    is_listed = bool(line.depth or line.listed or marks.typed_sign(line.text))
    for part in labels.parts(kind, text):
        usual = under if under and is_listed else OTHERS[kind]
        _add(values, part.key or usual, part.words)
    return under if is_listed else ""


def _add(values: dict[str, str], key: str, words: str) -> None:
    gap = " " if key in ("name", "statement") else "\n"
    values[key] = f"{values[key]}{gap}{words}" if values.get(key) else words
