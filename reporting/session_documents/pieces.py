"""What a text is made of: pieces, each with its kind, its lines and how sure its reading is.

A piece never holds words of its own: it names lines of the text. So nothing can be lost,
doubled or changed by reading, nor by whoever settles what the reader was not sure of.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

FRONT = (
    "masthead",
    "symbol",
    "distribution",
    "issued_on",
    "original_language",
    "body",
    "session",
    "place_and_dates",
    "agenda_item",
    "agenda_title",
    "title",
    "subtitle",
)
NUMBERED_HEADINGS = ("chapter", "section", "subsection")
HEADINGS = (*NUMBERED_HEADINGS, "heading")
DECISION = ("decision", "opening", "preamble", "operative")
TEXTS = ("paragraph", "item", "plain", "opening", "preamble", "operative")
BODY = (
    *HEADINGS,
    "paragraph",
    "plain",
    "lines",
    "item",
    "table",
    "caption",
    "contents",
    "annex",
    *DECISION,
    "note",
)
DROPPED = ("residue", "rule")
KINDS = (*BODY, *FRONT, *DROPPED)
LEVELS = {"heading": 3, "item": 4}
"""Kinds that stand at a level, and the deepest one."""


@dataclass(frozen=True)
class Piece:
    """Some lines of the text, what they were taken for, and why that is not sure."""

    kind: str
    lines: tuple[int, ...]
    level: int = 0
    doubt: str = ""

    @property
    def is_sure(self) -> bool:
        return not self.doubt

    def to_data(self) -> list[Any]:
        """Return the piece as a short row of JSON values."""
        return [self.kind, list(self.lines), self.level, self.doubt]


Pieces = tuple[Piece, ...]


def load(rows: Iterable[Sequence[Any]]) -> Pieces:
    """Return the pieces of stored rows."""
    return tuple(Piece(row[0], tuple(row[1]), row[2], row[3]) for row in rows)


def dump(pieces: Iterable[Piece]) -> list[list[Any]]:
    """Return pieces as rows that the database stores."""
    return [piece.to_data() for piece in pieces]


def unsure(pieces: Iterable[Piece]) -> int:
    """Return how many pieces somebody has still to settle."""
    return sum(not piece.is_sure for piece in pieces)


def lines_of(pieces: Iterable[Piece]) -> "Counter[int]":
    """Return how often each line is held: once, where all is well."""
    return Counter(line for piece in pieces for line in piece.lines)


# What somebody settles; each answers with other pieces of the same lines -----------------


def retyped(pieces: Pieces, index: int, kind: str, level: int = 0) -> Pieces:
    """Take a piece for something else, or confirm it: somebody looked at it."""
    level = min(max(level, 1), LEVELS[kind]) if kind in LEVELS else 0
    piece = replace(pieces[index], kind=kind, level=level, doubt="")
    return (*pieces[:index], piece, *pieces[index + 1 :])


def moved(pieces: Pieces, index: int, by: int) -> Pieces:
    """Let a piece and its neighbour change places."""
    other = index + by
    rows = list(pieces)
    rows[index], rows[other] = rows[other], rows[index]
    return tuple(rows)


def joined(pieces: Pieces, index: int) -> Pieces:
    """Make a piece the end of the one before it."""
    before = pieces[index - 1]
    whole = replace(before, lines=(*before.lines, *pieces[index].lines), doubt="")
    return (*pieces[: index - 1], whole, *pieces[index + 1 :])


def parted(pieces: Pieces, index: int, line: int) -> Pieces:
    """Let a piece end before one of its lines; the rest is a piece of the same kind."""
    piece = pieces[index]
    at = piece.lines.index(line)
    halves = (
        replace(piece, lines=piece.lines[:at], doubt=""),
        replace(piece, lines=piece.lines[at:], doubt="parted"),
    )
    return (*pieces[:index], *halves, *pieces[index + 1 :])
