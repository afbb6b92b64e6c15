"""What typeset documents are made of: runs of text, and blocks of runs."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Note:
    """A note, standing in the text where its call belongs."""

    text: str


@dataclass(frozen=True)
class Emphasis:
    """Words in italics: the opening verbs of decisions, titles of works."""

    text: str


@dataclass(frozen=True)
class Marked:
    """Words in a look of their own, or with an address to which they lead."""

    text: str
    strong: bool = False
    emphasis: bool = False
    address: str = ""


Run = str | Note | Emphasis | Marked
Text = tuple[Run, ...]


def words(*runs: Run) -> Text:
    """Return the runs as one text; empty strings fall out."""
    return tuple(run for run in runs if run != "")


def plain(text: Text) -> str:
    """Return the words of a text without its notes."""
    return "".join(
        run if isinstance(run, str) else run.text
        for run in text
        if not isinstance(run, Note)
    )


def notes(text: Text) -> tuple[Note, ...]:
    """Return the notes of a text in the order of their calls."""
    return tuple(run for run in text if isinstance(run, Note))


def _as_text(owner: object, *fields: str) -> None:
    """Accept one plain string where a text is expected."""
    for name in fields:
        value: Any = getattr(owner, name)
        if isinstance(value, str):
            object.__setattr__(owner, name, words(value))


@dataclass(frozen=True)
class Chapter:
    """A heading of the first degree: I., II., III."""

    title: str


@dataclass(frozen=True)
class Section:
    """A heading of the second degree: A., B., C."""

    title: str


@dataclass(frozen=True)
class Subsection:
    """A heading of the third degree: 1., 2., 3."""

    title: str


@dataclass(frozen=True)
class Heading:
    """A heading without a number of its own: its words hold whatever was printed there."""

    level: int
    title: str


@dataclass(frozen=True)
class ContentsEntry:
    """A line of a list of contents."""

    level: int
    text: str


@dataclass(frozen=True)
class ContentsList:
    """A list of contents as it was printed, without pages, which are others now."""

    title: str
    entries: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that counts, unless ``numbered`` is false."""

    runs: Text
    numbered: bool = True

    def __post_init__(self) -> None:
        _as_text(self, "runs")


@dataclass(frozen=True)
class Unnumbered:
    """A paragraph without a number."""

    runs: Text

    def __post_init__(self) -> None:
        _as_text(self, "runs")


@dataclass(frozen=True)
class SubParagraph:
    """A part of the paragraph before it: (a) at level 1, (i) at level 2, a. at level 3."""

    level: int
    runs: Text

    def __post_init__(self) -> None:
        _as_text(self, "runs")


@dataclass(frozen=True)
class Item:
    """A part of a list with the mark that was printed: a bullet, a letter out of order."""

    level: int
    mark: str
    runs: Text

    def __post_init__(self) -> None:
        _as_text(self, "runs")


@dataclass(frozen=True)
class Fact:
    """A label with what stands beside it, one of several lines below each other."""

    label: str
    runs: Text

    def __post_init__(self) -> None:
        _as_text(self, "runs")


@dataclass(frozen=True)
class Entry:
    """An entry of a list, or of a list within it (level 2)."""

    runs: Text
    level: int = 1
    numbered: bool = False


@dataclass(frozen=True)
class List:
    """A list with dots or numbers of its own, which nothing else counts."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Picture:
    """A picture with the words that stand in its place, its caption and its source."""

    alternative: str
    caption: Text = ()
    source: Text = ()
    media_type: str = ""
    # The data of a document name the picture, and do not hold it a second time.
    content: bytes = field(default=b"", repr=False, metadata={"is_file": True})
    sha256: str = ""


@dataclass(frozen=True)
class Table:
    """A table; notes inside cells are lettered and stand directly below it."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    notes: tuple[str, ...] = ()
    has_total: bool = False
    numbered: bool = True
    """Whether it gets the next number; else its title says what was printed above it."""

    def __post_init__(self) -> None:
        rows = tuple(
            tuple(words(cell) if isinstance(cell, str) else cell for cell in row)
            for row in self.rows
        )
        object.__setattr__(self, "rows", rows)


@dataclass(frozen=True)
class Bar:
    """One bar: its label and its value."""

    label: str
    value: float


@dataclass(frozen=True)
class BarTable:
    """A bar chart that is its own table of data."""

    title: str
    rows: tuple[Bar, ...]
    as_of: str = ""
    label_header: str = ""
    value_header: str = ""


@dataclass(frozen=True)
class Operative:
    """One operative paragraph of a decision, with its lettered items."""

    runs: Text
    items: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        _as_text(self, "runs")
        items = tuple(words(item) if isinstance(item, str) else item for item in self.items)
        object.__setattr__(self, "items", items)


@dataclass(frozen=True)
class DraftDecision:
    """A decision as proposed: who decides, why (preamble) and what (operative)."""

    title: str
    opening: Text
    preamble: tuple[Text, ...]
    operative: tuple[Operative, ...]

    def __post_init__(self) -> None:
        _as_text(self, "opening")
        preamble = tuple(
            words(item) if isinstance(item, str) else item for item in self.preamble
        )
        object.__setattr__(self, "preamble", preamble)


@dataclass(frozen=True)
class Unreadable:
    """The place of a block whose stored data could not be read."""

    reason: str


Block = (
    Chapter
    | Section
    | Subsection
    | Heading
    | ContentsList
    | Paragraph
    | Unnumbered
    | SubParagraph
    | Item
    | Fact
    | List
    | Picture
    | Table
    | BarTable
    | DraftDecision
    | Unreadable
)


@dataclass(frozen=True)
class Annex:
    """A part on its own page, with its own paragraph numbers and its own notes."""

    blocks: tuple[Block, ...]
    title: str = ""
    subtitle: str = ""
    original_language: str = ""
    is_numbered: bool = True
