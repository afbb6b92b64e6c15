"""What is read of a Word file: its paragraphs, tables, notes, comments and properties."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

View = Literal["before", "after"]


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph that look alike and came or went together."""

    text: str
    style: str = ""
    is_bold: bool = False
    is_inserted: bool = False
    is_deleted: bool = False
    note: str = ""
    """By which name the note is called that hangs here."""
    link: str = ""
    """Where these words lead."""
    size: int = 0
    """The height of its letters in half points; none where the style says it."""

    def is_in(self, view: View) -> bool:
        return not (self.is_inserted if view == "before" else self.is_deleted)


@dataclass(frozen=True)
class Looks:
    """How a paragraph stands on its page: as a heading of some level, or in some list."""

    outline: int = 0
    is_bold: bool = False
    size: int = 0
    listed: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its words before and after the recorded changes."""

    pieces: tuple[Piece, ...]
    style: str = ""
    bookmarks: tuple[str, ...] = ()
    is_listed: bool = False
    ends_section: bool = False
    is_mark_inserted: bool = False
    is_mark_deleted: bool = False
    looks: Looks = Looks()

    @property
    def before(self) -> str:
        return self.text("before")

    @property
    def after(self) -> str:
        return self.text("after")

    def text(self, view: View) -> str:
        """Return the words of one view."""
        return "".join(piece.text for piece in self.pieces if piece.is_in(view))

    def has_mark(self, view: View) -> bool:
        """Tell whether the paragraph ends there in one view; else the next goes on in it."""
        return not (self.is_mark_inserted if view == "before" else self.is_mark_deleted)


@dataclass(frozen=True)
class Cell:
    """A cell of a table, which may hold tables."""

    content: "tuple[Paragraph | Table, ...]"
    span: int = 1
    """Over how many columns it goes."""
    is_continued: bool = False
    """Whether it goes on from the cell above."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(flat(self.content))


@dataclass(frozen=True)
class Row:
    """A row of a table; with recorded changes it may have come or be gone."""

    cells: tuple[Cell, ...]
    is_inserted: bool = False
    is_deleted: bool = False

    def is_in(self, view: View) -> bool:
        return not (self.is_inserted if view == "before" else self.is_deleted)


@dataclass(frozen=True)
class Table:
    """A table by its rows."""

    rows: tuple[Row, ...]


Part = Paragraph | Table


@dataclass(frozen=True)
class Comment:
    """What somebody said beside the text, and beside which words."""

    author: str
    day: str
    text: str
    about: str


@dataclass(frozen=True)
class Revision:
    """A change that somebody recorded: ``inserted`` or ``deleted`` words, or a ``format``."""

    kind: str
    author: str
    day: str
    text: str


@dataclass(frozen=True)
class WordFile:
    """A Word file as it was read."""

    content: tuple[Part, ...]
    notes: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    boxes: tuple[str, ...] = ()
    """Lines in boxes that float above the text."""
    unread: tuple[str, ...] = ()
    """Kinds of things that hold no words that can be read, such as pictures."""
    margins: tuple[str, ...] = ()
    """Lines at the head and the foot of pages."""


def flat(content: Sequence[Part]) -> Iterator[Paragraph]:
    """Give the paragraphs in the order in which they stand, those of tables too."""
    for part in content:
        if isinstance(part, Paragraph):
            yield part
            continue
        for row in part.rows:
            for cell in row.cells:
                yield from flat(cell.content)


def seen(content: Sequence[Part], view: View) -> Iterator[Part]:
    """Give the parts of one view: paragraphs joined where their mark is not in it."""
    begun: Paragraph | None = None
    for part in content:
        if isinstance(part, Table):
            if begun is not None:
                yield begun
                begun = None
            yield Table(tuple(_seen_row(row, view) for row in part.rows if row.is_in(view)))
            continue
        whole = _kept(part, view) if begun is None else _joined(begun, _kept(part, view))
        begun = None if part.has_mark(view) else whole
        if begun is None:
            yield whole
    if begun is not None:
        yield begun


def _seen_row(row: Row, view: View) -> Row:
    return Row(
        tuple(replace(cell, content=tuple(seen(cell.content, view))) for cell in row.cells)
    )


def _kept(paragraph: Paragraph, view: View) -> Paragraph:
    pieces = tuple(piece for piece in paragraph.pieces if piece.is_in(view))
    return replace(paragraph, pieces=pieces)


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Return two as one; the mark of the second stays, and with it how both look."""
    look = second if not first.pieces or not first.style else first
    return replace(
        second,
        pieces=first.pieces + second.pieces,
        style=look.style,
        looks=look.looks,
        bookmarks=first.bookmarks + second.bookmarks,
    )
