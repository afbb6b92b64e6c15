"""Notes and their calls: whether each finds the other, and whether their order is right."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from reporting.session_documents.lines import (
    CALL,
    NOTE,
    STAR,
    Line,
    joined,
    mark_of,
    unescaped,
)
from reporting.session_documents.pieces import Piece, Pieces

TITLED = re.compile(
    r"[“\"「《]([^“”\"」》]{6,}?)[”\"」》][^“”\"（(。;；]{0,12}[（(]\s*([A-Z][\w()]*/[^\s)）、,，]+)"
)
QUOTED = re.compile(r"[“\"「《]([^“”\"」》]{6,}?)[”\"」》][^“”\"（(。;；]{0,12}$")
SYMBOL = re.compile(r"[A-Z][\w()]*/[^\s。，,、）)]+")


@dataclass
class Part:
    """The calls and notes between two annexes."""

    calls: list[tuple[str, int, str]] = field(default_factory=list)
    """Marks with their line and the words before them."""
    notes: list[tuple[str, int]] = field(default_factory=list)
    """Marks with the index of their piece."""


def mark_in(line: Line) -> str:
    """Return the mark with which a note begins, or nothing where it was lost."""
    if match := NOTE.fullmatch(line.words):
        return mark_of(match)
    if match := STAR.fullmatch(line.words):
        return match[1]
    number, _space, _words = line.words.partition(" ")
    return number if number.isdigit() and len(number) < 3 else ""


def words_in(line: Line) -> str:
    """Return the words of a note behind its mark."""
    if match := NOTE.fullmatch(line.text):
        return match[4]
    if match := STAR.fullmatch(line.words):
        return match[2]
    mark = mark_in(line)
    return line.text[len(mark) :].strip() if mark else line.text


def called(lines: Sequence[Line]) -> frozenset[str]:
    """Return the numbers that are called anywhere in the text."""
    return frozenset(mark_of(call) for line in lines for call in CALL.finditer(line.words))


def checked(pieces: Pieces, lines: Sequence[Line], stars: frozenset[str]) -> Pieces:
    """Return the pieces with a doubt at each note that does not fit its call."""
    rows = list(pieces)
    titled = _titled(lines)
    for part in _parts(pieces, lines):
        for index, doubt in _doubts(part, pieces, lines, stars, titled):
            if not rows[index].doubt:
                rows[index] = replace(rows[index], doubt=doubt)
    return tuple(rows)


def _parts(pieces: Pieces, lines: Sequence[Line]) -> list[Part]:
    parts = [Part()]
    for index, piece in enumerate(pieces):
        if piece.kind == "annex":
            parts.append(Part())
        first = piece.lines[0]
        if piece.kind == "note":
            parts[-1].notes.append((mark_in(lines[first - 1]), index))
            continue
        text = ""
        for number in piece.lines:
            text += lines[number - 1].words
            parts[-1].calls += [
                (mark_of(call), number, text[: len(text) - len(call.string) + call.start()])
                for call in CALL.finditer(lines[number - 1].words)
            ]
    return parts


def _doubts(
    part: Part,
    pieces: Pieces,
    lines: Sequence[Line],
    stars: frozenset[str],
    titled: dict[str, str],
) -> list[tuple[int, str]]:
    marks = Counter(mark for mark, _line, _words in part.calls)
    numbers = [int(mark) for mark, _index in part.notes if mark.isdigit()]
    named = Counter(mark for mark, _index in part.notes)
    doubts = []
    last = 0
    for mark, index in part.notes:
        if not mark:
            doubts.append((index, "note_without_mark"))
        elif "*" in mark:
            if mark not in stars and not _is_starred(mark, pieces, lines):
                doubts.append((index, "note_without_call"))
        elif not marks[mark]:
            doubts.append((index, "note_without_call"))
        elif named[mark] > 1:
            doubts.append((index, "note_twice"))
        elif int(mark) < last or int(mark) > min([n for n in numbers if n > last] or [0]):
            doubts.append((index, "note_out_of_order"))
        last = int(mark) if mark.isdigit() else last
    return [*doubts, *_swapped(part, pieces, lines, titled), *_calls(part, pieces)]


def _is_starred(mark: str, pieces: Pieces, lines: Sequence[Line]) -> bool:
    """Tell whether a table carries the asterisk of a note below it."""
    return any(
        mark in lines[number - 1].words
        for piece in pieces
        if piece.kind == "table"
        for number in piece.lines
    )


def _calls(part: Part, pieces: Pieces) -> list[tuple[int, str]]:
    """Pieces whose calls have no note, or whose numbers do not rise."""
    named = {mark for mark, _index in part.notes}
    where = {number: i for i, piece in enumerate(pieces) for number in piece.lines}
    doubts = []
    last = 0
    for mark, line, _words in part.calls:
        if mark not in named:
            doubts.append((where[line], "call_without_note"))
        elif int(mark) < last:
            doubts.append((where[line], "call_out_of_order"))
        last = max(last, int(mark))
    return doubts


def _titled(lines: Sequence[Line]) -> dict[str, str]:
    """Which symbol the text gives each title that it quotes."""
    return {match[1]: match[2] for line in lines for match in TITLED.finditer(line.words)}


def _swapped(
    part: Part, pieces: Pieces, lines: Sequence[Line], titled: dict[str, str]
) -> list[tuple[int, str]]:
    """Notes that give a title another symbol than the text itself does."""
    notes = dict(part.notes)
    doubts = []
    for mark, _line, before in part.calls:
        quoted = QUOTED.search(before)
        index = notes.get(mark)
        if quoted is None or index is None or quoted[1] not in titled:
            continue
        words = "".join(lines[number - 1].words for number in pieces[index].lines)
        given = SYMBOL.search(words)
        if given and given[0].rstrip("。.") != titled[quoted[1]].rstrip("。."):
            doubts.append((index, "note_contradicts"))
    return doubts


def words_of(piece: Piece, lines: Sequence[Line]) -> str:
    """Return the whole note without its mark, as plain words."""
    first, *rest = (lines[number - 1] for number in piece.lines)
    return unescaped(reduce(joined, (line.text for line in rest), words_in(first)))
