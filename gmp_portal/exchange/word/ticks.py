"""Which choices somebody made: by a tick, a cross, an x, bold letters, or what was left."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gmp_portal.exchange.word.form_matching import Choices
from gmp_portal.exchange.word.shapes import Paragraph

BOXES = "☐□▢❏❑❒◻⬜○"
TICKS = "☒☑✓✔✅√✗✘❌⊠▣■●◉\N{BALLOT SCRIPT X}"
CROSSES = "xXхХ×✕✖"
EITHER = BOXES + TICKS
TICKED, EMPTY, PLAIN = "ticked", "empty", "plain"
# Selectors of colour that programs put behind signs.
SELECTORS = str.maketrans("", "", "\ufe0e\ufe0f")
BRACKETED = rf"[\[(]\s*[{EITHER}{CROSSES}]?\s*[\])]"
LEAD = re.compile(rf"^(?:\s|[{EITHER}]|{BRACKETED}|[{CROSSES}](?=[\s{EITHER}]|$))+")
TAIL = re.compile(rf"(?:\s|[{EITHER}]|{BRACKETED}|(?<=[\s:=–—-])[{CROSSES}]|[:=–—-])+$")
BRACKET_X = re.compile(rf"[{TICKS}{CROSSES}]")
BOX = re.compile(rf"[{BOXES}]|[\[(]\s*[\])]")
ANSWERED = re.compile(r"^(.+?)[\s:=–—-]+(\w+)$", re.DOTALL)
# A box begins a choice: several may stand in one line.
START = re.compile(rf"(?=[{EITHER}])")


@dataclass(frozen=True)
class Tick:
    """A line of an answer: what it says, whether it is ticked, and which choice it is."""

    text: str
    state: str
    is_bold: bool
    choice: str = ""
    has_remark: bool = False


@dataclass(frozen=True)
class Chosen:
    """The choices that were made, whether that is sure, and lines that say something else."""

    choices: tuple[str, ...] = ()
    is_sure: bool = True
    others: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def chosen(
    paragraphs: Sequence[Paragraph],
    offered: Choices,
    yes: frozenset[str],
) -> Chosen:
    """Return what was chosen of the choices on offer; ``yes`` are words that tick."""
    lines = [
        _tick(text, is_bold, offered, yes)
        for paragraph in paragraphs
        for text, is_bold in _segments(paragraph)
    ]
    choices = [line for line in lines if line.choice]
    others = tuple(line.text.strip() for line in lines if not line.choice and _says(line))
    ticked = _keys(line for line in choices if line.state == TICKED)
    plain = _keys(line for line in choices if line.state == PLAIN)
    boxed = _keys(line for line in choices if line.state == EMPTY)
    if ticked:
        # What stands there once more without a box was typed to say the same.
        added = tuple(key for key in plain if key in boxed)
        remarks = tuple(line.text.strip() for line in choices if line.has_remark)
        is_sure = not added and not remarks
        return Chosen(_unique((*ticked, *added)), is_sure, others, remarks)
    bold = _keys(line for line in choices if line.is_bold)
    if bold and len(bold) < len(_keys(choices)):
        return Chosen(bold, is_sure=False, others=others)
    if len(plain) == offered.count > 1:
        # Every box is gone and every choice is left: that says nothing.
        return Chosen(others=(*others, *(line.text.strip() for line in choices)))
    return Chosen(plain, is_sure=False, others=others)


def _keys(lines: Iterable[Tick]) -> tuple[str, ...]:
    return _unique(tuple(line.choice for line in lines))


def _unique(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _says(line: Tick) -> bool:
    return bool(line.text.strip()) and (
        line.state == TICKED or bool(LEAD.sub("", line.text))
    )


def _tick(text: str, is_bold: bool, offered: Choices, yes: frozenset[str]) -> Tick:
    lead = LEAD.match(text)
    inner = text[lead.end() :] if lead else text
    tail = TAIL.search(inner)
    words = inner[: tail.start()] if tail else inner
    marks = (lead.group() if lead else "") + (tail.group() if tail else "")
    state, choice = _state(marks), offered.choice(words)
    if choice:
        return Tick(text, state, is_bold, choice)
    answered = ANSWERED.match(words)
    if (
        answered
        and answered.group(2).casefold() in yes
        and offered.choice(answered.group(1))
    ):
        return Tick(text, TICKED, is_bold, offered.choice(answered.group(1)))
    begun = offered.begun(words) if state == TICKED else ""
    return Tick(text, state, is_bold, begun, has_remark=bool(begun))


def _state(marks: str) -> str:
    if BRACKET_X.search(marks):
        return TICKED
    return EMPTY if BOX.search(marks) else PLAIN


def _segments(paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    """Give the choices of a paragraph, and whether all letters of each are bold."""
    text = paragraph.after.translate(SELECTORS)
    bold = [
        piece.is_bold
        for piece in paragraph.pieces
        for _letter in piece.text.translate(SELECTORS)
    ]
    place = 0
    for line in text.splitlines(keepends=True):
        for segment in _parted(line):
            letters = [
                is_bold
                for is_bold, letter in zip(bold[place:], segment, strict=False)
                if letter.isalnum()
            ]
            place += len(segment)
            yield segment, bool(letters) and all(letters)


def _parted(line: str) -> list[str]:
    """Return a line in parts that begin with a box; one that ends with a box stays whole."""
    parts = [part for part in START.split(line) if part]
    if len(parts) < 2 or parts[-1].strip() in set(EITHER):
        return [line]
    whole: list[str] = []
    for part in parts:
        if whole and not whole[-1].strip(EITHER + " \t"):
            # Two boxes beside each other mark the same words.
            whole[-1] += part
        else:
            whole.append(part)
    return whole
