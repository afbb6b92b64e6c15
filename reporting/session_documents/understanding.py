"""What became of each line of a text."""

from dataclasses import dataclass

from gmp_portal.typesetting.session import SessionDocument


@dataclass(frozen=True)
class Reading:
    """One line of the text and what it was taken for."""

    line: int
    text: str
    role: str


@dataclass(frozen=True)
class Stats:
    """The counts that tell a reader at a glance whether the reading is right."""

    lines: int
    understood: int
    not_understood: int
    chapters: int
    sections: int
    paragraphs: int
    notes: int
    annexes: int
    decisions: int


@dataclass(frozen=True)
class Understanding:
    """A document, and an account of every line it was read from."""

    document: SessionDocument
    understood: tuple[Reading, ...]
    not_understood: tuple[Reading, ...]
    stats: Stats


class Account:
    """Collects the readings while a text is read; each line is entered once."""

    def __init__(self) -> None:
        self.understood: dict[int, Reading] = {}
        self.not_understood: dict[int, Reading] = {}

    def place(self, line: int, text: str, role: str) -> None:
        """Enter a line that found its place."""
        self.understood[line] = Reading(line, text, role)

    def leave(self, line: int, text: str, role: str) -> None:
        """Enter a line that found none, and take back what was said of it before."""
        self.understood.pop(line, None)
        self.not_understood[line] = Reading(line, text, role)
