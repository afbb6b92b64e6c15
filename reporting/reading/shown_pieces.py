"""The pieces of a past document for its page: beside their lines, the unsure ones first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reporting.models import ImportedText
from reporting.reading import piece_words
from reporting.session_documents.lines import Line
from reporting.session_documents.pieces import Piece, Pieces

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PER_PAGE = 50
BESIDE = 120


@dataclass(frozen=True)
class Shown:
    """One piece with its lines, and with what stands before and behind it.

    Lines are read only of the pieces that the page shows.
    """

    index: int
    rows: Pieces
    of: Sequence[Line]

    @property
    def piece(self) -> Piece:
        return self.rows[self.index]

    @cached_property
    def lines(self) -> Sequence[Line]:
        return [self.of[number - 1] for number in self.piece.lines]

    @property
    def before(self) -> str:
        return "" if self.is_first else _start(self.rows[self.index - 1], self.of)

    @property
    def behind(self) -> str:
        return "" if self.is_last else _start(self.rows[self.index + 1], self.of)

    @property
    def is_last(self) -> bool:
        return self.index + 1 == len(self.rows)

    @property
    def number(self) -> int:
        """How people count it."""
        return self.index + 1

    @property
    def is_first(self) -> bool:
        return self.index == 0

    @property
    def words(self) -> "StrOrPromise":
        return piece_words.words_of(self.piece)

    @property
    def value(self) -> str:
        return piece_words.value_of(self.piece)

    @property
    def doubt(self) -> "StrOrPromise":
        return piece_words.DOUBTS.get(self.piece.doubt, "")

    @property
    def removed(self) -> list[str]:
        """What a word processor left in these lines, as it stood."""
        return [scrap for line in self.lines for scrap in line.removed]

    @property
    def seams(self) -> Sequence[Line]:
        """The lines before which it can be split."""
        return self.lines[1:]


def of_text(text: ImportedText, rows: Pieces) -> list[Shown]:
    """All pieces in the order of the document."""
    return [Shown(index, rows, text.lines) for index in range(len(rows))]


def page_of_next_unsure(rows: Sequence[Shown], page: int) -> tuple[int, int] | None:
    """The page and the number of the next unsure piece behind this page, or the first one."""
    unsure = [row.index for row in rows if not row.piece.is_sure]
    behind = [index for index in unsure if index >= page * PER_PAGE]
    if not unsure:
        return None
    index = (behind or unsure)[0]
    return index // PER_PAGE + 1, index + 1


def _start(piece: Piece, lines: Sequence[Line]) -> str:
    text = lines[piece.lines[0] - 1].words
    return text if len(text) <= BESIDE else f"{text[:BESIDE]}…"
