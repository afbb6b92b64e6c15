"""What became of a text: its pieces, and the figures that tell whether the reading is right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reporting.session_documents.lines import Line
from reporting.session_documents.pieces import HEADINGS, Pieces


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
    headings: int
    paragraphs: int
    list_items: int
    tables: int
    notes: int
    contents: int
    annexes: int
    decisions: int
    residue: int


@dataclass(frozen=True)
class Understanding:
    """The pieces of a text with the lines that they name."""

    lines: Sequence[Line]
    pieces: Pieces

    @property
    def understood(self) -> tuple[Reading, ...]:
        return self._readings(sure=True)

    @property
    def not_understood(self) -> tuple[Reading, ...]:
        return self._readings(sure=False)

    def _readings(self, *, sure: bool) -> tuple[Reading, ...]:
        rows = [
            Reading(number, self.lines[number - 1].raw.strip(), piece.doubt or piece.kind)
            for piece in self.pieces
            for number in piece.lines
            if piece.is_sure == sure
        ]
        return tuple(sorted(rows, key=lambda row: row.line))

    @property
    def removed(self) -> tuple[Reading, ...]:
        """What a word processor left, as it stood, also from lines that were kept."""
        return tuple(
            Reading(line.number, scrap, "residue")
            for line in self.lines
            for scrap in line.removed
        )

    @property
    def stats(self) -> Stats:
        counted = counts(self.pieces)
        return replace(counted, residue=counted.residue + len(self.removed))


def counts(pieces: Pieces) -> Stats:
    """Return what the pieces themselves tell, without reading a line of the text."""
    kinds = Counter(piece.kind for piece in pieces)
    sure = sum(len(piece.lines) for piece in pieces if piece.is_sure)
    held = sum(len(piece.lines) for piece in pieces)
    return Stats(
        lines=held,
        understood=sure,
        not_understood=held - sure,
        headings=sum(kinds[kind] for kind in HEADINGS),
        paragraphs=kinds["paragraph"],
        list_items=kinds["item"],
        tables=kinds["table"],
        notes=kinds["note"],
        contents=kinds["contents"],
        annexes=kinds["annex"],
        decisions=kinds["decision"],
        residue=kinds["residue"],
    )
