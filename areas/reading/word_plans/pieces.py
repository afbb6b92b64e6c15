"""What each line of a file was taken for: one place for everything, and what is not sure of it.

Places are written as words: ``heading:II``, ``text:I``, ``row:actions`` begins an entry, ``more``
goes on in it, ``rows:efforts`` is a table, ``list:donors`` names the list that follows, ``front``
stands before the first section, and ``out`` goes nowhere.
"""

from dataclasses import dataclass, replace

from gmp_portal.exchange.word.file_lines import Line

FRONT, MORE, OUT = "front", "more", "out"
HEADING, TEXT, ROW, ROWS, LIST = "heading", "text", "row", "rows", "list"


@dataclass(frozen=True)
class Piece:
    """One line, or the text behind a heading in the same line (``12+``)."""

    id: str
    line: Line
    to: str = OUT
    section: str = ""
    why: str = ""
    """What is not sure, or why it goes nowhere."""
    is_sure: bool = True
    is_settled: bool = False
    named: str = ""
    """What it could be as well: the section that the number of a heading names."""

    @property
    def place(self) -> str:
        return self.to.partition(":")[0]

    @property
    def target(self) -> str:
        """The section or list to which it goes."""
        return self.to.partition(":")[2]

    @property
    def text(self) -> str:
        return self.line.text

    def gone(self, why: str, *, is_sure: bool = True) -> "Piece":
        return replace(self, to=OUT, why=why, is_sure=is_sure)


def rest_of(number: str) -> str:
    """By which name the text behind a heading is called."""
    return f"{number}+"
