"""How entries of a list begin: with a label, a number, a bullet, or words that stand out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from areas.reading.word_plans import labels, numbering
from areas.reading.word_plans.numbering import HAN
from gmp_portal.exchange.word.file_lines import Line

BULLET = re.compile(r"[•▪◦‣·●○■□➢➤✓∙o*\-–—]\s+|[•▪●■➢➤✓]")
NUMBER = re.compile(
    rf"[(\[]?(?:\d{{1,2}}|[{HAN}]{{1,2}}|[a-h]|[ivx]{{1,4}})[.)\]、\uff0e](?!\d)\s*"
    r"|[①-⑳]\s*",
    re.IGNORECASE,
)
LABELLED, TITLED, NUMBERED, BOLD, BULLETED, NONE = (
    *("labelled", "titled", "numbered", "bold", "bulleted"),
    "",
)
# A mark that stands earlier here says more surely where an entry begins.
ORDER = (LABELLED, TITLED, NUMBERED, BOLD, BULLETED)
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Mark:
    """What an entry may begin with, and how long the typed sign before its words is."""

    kind: str
    length: int = 0


def mark(line: Line, kind: str) -> Mark:
    """How this line begins, as an entry of a list of this kind."""
    typed = typed_sign(line.text)
    labelled = labels.entry(kind, line.text[typed:])
    if labelled is not None:
        plain = numbering.flat(line.text[typed:])
        behind = numbering.behind(line.text[typed:], labelled)
        return Mark(LABELLED, len(line.text.rstrip()) - len(behind) if plain else 0)
    if is_field(line, kind):
        return Mark(NONE)
    if line.depth:
        return Mark(NONE)
    is_short = len(line.text) <= LONGEST_TITLE
    if (line.outline > 1 or line.is_bold) and is_short:
        return Mark(TITLED, typed)
    if line.listed == "number" or NUMBER.match(line.text):
        return Mark(NUMBERED, typed)
    if line.lead:
        return Mark(BOLD, typed)
    if line.listed or typed:
        return Mark(BULLETED, typed)
    return Mark(NONE)


def typed_sign(text: str) -> int:
    """How long the bullet or number is that somebody typed before the words."""
    match = BULLET.match(text) or NUMBER.match(text)
    return match.end() if match else 0


def is_field(line: Line, kind: str) -> bool:
    """Whether the line says one part of an entry, such as its measure."""
    text = line.text[typed_sign(line.text) :]
    if labels.alone(kind, text):
        return True
    first = next(iter(labels.parts(kind, text)), None)
    return first is not None and bool(first.key) and not text.startswith(first.words)


def chosen(lines: Sequence[Line], kind: str) -> str:
    """By which mark the entries of these lines begin."""
    seen = [mark(line, kind).kind for line in lines]
    for name in ORDER:
        if seen.count(name) > 1:
            return name
    return next((name for name in ORDER if name in seen[:2]), NONE)
