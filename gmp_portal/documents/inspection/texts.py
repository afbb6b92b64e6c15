"""The text of a file in pieces: its pages or sheets, each with its number (A1-6d-ii)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# So much is kept of one file, as it is written down; what is longer is cut, and said to be.
MAX_SIZE = 4 * 1024 * 1024
MAX_PIECES = 2_000
# The number of the only piece of a text that has no pages of its own.
NO_PAGES = 0
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\s*\n\s*")


class FullError(Exception):
    """So much of the text is taken that the rest is left out."""


def _blank(blanks: re.Match[str]) -> str:
    return "\t" if "\t" in blanks[0] else " "


@dataclass
class Pieces:
    """What was taken out of one file so far."""

    of: list[tuple[int, str]] = field(default_factory=list)
    size: int = 0
    is_cut: bool = False

    def add(self, number: int, text: str) -> None:
        """Keep a page or a sheet, without empty lines; one without words is left out."""
        text = _EMPTY_LINES.sub("\n", _BLANKS.sub(_blank, text)).strip()
        if not text:
            return
        # Half of a character cannot be written down anywhere.
        written = text.encode("utf-8", "ignore")
        free = MAX_SIZE - self.size if len(self.of) < MAX_PIECES else 0
        kept = written[: max(free, 0)].decode("utf-8", "ignore")
        if kept:
            self.of.append((number, kept))
            self.size += len(written)
        if len(written) > free:
            self.cut()

    def cut(self) -> None:
        """Take no more."""
        self.is_cut = True
        raise FullError


class Words:
    """Gathers the words of a part, up to what is kept at most."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.size = 0

    def __str__(self) -> str:
        return "".join(self.said)

    def say(self, text: str) -> None:
        if self.size <= MAX_SIZE:
            self.said.append(text)
            self.size += len(text)


@dataclass(frozen=True)
class Manner:
    """How a kind of document is read: what holds words, what is left out, what divides."""

    heard: frozenset[str]
    left_out: frozenset[str]
    stands_for: dict[str, str]
    paragraphs: frozenset[str]
    cells: frozenset[str]
    rows: frozenset[str]
    # What is read behind the text in which it stands, such as a note.
    apart: frozenset[str] = frozenset()


class Reader:
    """Hears the parts of a text document and keeps its words in their order."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.words = [Words()]
        self.behind: list[str] = []
        # Inside how many such elements the part is at the moment.
        self.left_out = self.heard = self.in_cells = 0

    def __str__(self) -> str:
        return "\n".join([str(self.words[0]), *self.behind])

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition("}")[2]
        if self.left_out or local in self.manner.left_out:
            self.left_out += 1
            return
        self.heard += local in self.manner.heard
        self.in_cells += local in self.manner.cells
        if local in self.manner.apart:
            self.words.append(Words())
        self.words[-1].say(self.manner.stands_for.get(local, ""))

    def text(self, said: str) -> None:
        if self.heard and not self.left_out:
            self.words[-1].say(said)

    def end(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        local = name.rpartition("}")[2]
        self.heard -= local in self.manner.heard
        self.in_cells -= local in self.manner.cells
        if local in self.manner.apart:
            self.behind.append(str(self.words.pop()))
        elif local in self.manner.paragraphs:
            self.words[-1].say(" " if self.in_cells else "\n")
        elif local in self.manner.cells:
            self.words[-1].say("\t")
        elif local in self.manner.rows:
            self.words[-1].say("\n")
