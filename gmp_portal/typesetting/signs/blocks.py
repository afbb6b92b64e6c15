"""What a text is made of: blocks of runs. Nothing else can be shown of it, wherever it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A run of words in one look; with an address it is a link."""

    text: str
    strong: bool = False
    emphasis: bool = False
    address: str = ""


@dataclass(frozen=True)
class Note:
    """A footnote, standing in the text where its call belongs."""

    runs: tuple[Words, ...]


Run = Words | Note
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading inside a text: of the first or of the second level."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a line break inside it is a line break of its words."""

    runs: Runs


@dataclass(frozen=True)
class Entry:
    """A part of a list, or of a list within it (level 2)."""

    runs: Runs
    level: int = 1
    is_numbered: bool = False


@dataclass(frozen=True)
class List:
    """Entries that follow each other; all those of level 1 are numbered, or none."""

    entries: tuple[Entry, ...]

    @property
    def is_numbered(self) -> bool:
        return self.entries[0].is_numbered


@dataclass(frozen=True)
class Table:
    """Rows of equal length; the first one is the head."""

    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Figure:
    """A picture by its key, what it shows in words, and what stands below it."""

    key: int
    alternative: str
    caption: Runs = ()
    source: Runs = ()


Block = Heading | Paragraph | List | Table | Figure
Blocks = tuple[Block, ...]
