"""Where reading has come: the pieces so far, and the lines around the one that comes now."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reporting.session_documents import lines as marks
from reporting.session_documents.contents import Witness
from reporting.session_documents.headings import Counters
from reporting.session_documents.lines import Line, has_ended, units
from reporting.session_documents.pieces import TEXTS, Piece

LONG = 70


@dataclass
class Flow:
    """The pieces so far, and what stands around the line that comes now."""

    lines: Sequence[Line]
    witness: Witness
    language: str
    calls: frozenset[str] = frozenset()
    last_annexes: frozenset[int] = frozenset()
    page_ends: frozenset[int] = frozenset()
    is_wrapped: bool = False
    pieces: list[Piece] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    counters: Counters = field(default_factory=Counters)
    letters: list[str] = field(default_factory=list)
    in_decision: bool = False
    operative: int = 0
    note_at: int = -1
    label_at: int = -1
    head_at: int = -1
    at: int = 0
    before: Line | None = None
    page_cut: bool = False
    after_rule: bool = False
    by_number: dict[int, Line] = field(default_factory=dict)

    def _has_turned(self, line: Line) -> bool:
        """Tell whether a page ended between the line before and this one."""
        start = self.before.number if self.before else 0
        return line.turns_page or any(start < end < line.number for end in self.page_ends)

    def _following(self) -> Line | None:
        for line in self.lines[self.at + 1 :]:
            if not line.is_rule and not marks.NOTE.fullmatch(line.words):
                return line
        return None

    def _is_apart_before(self, line: Line) -> bool:
        previous = self.lines[self.at - 1] if self.at else None
        return previous is None or previous.number < line.number - 1 or previous.is_rule

    def _is_apart_after(self, line: Line) -> bool:
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        return following is None or following.number > line.number + 1 or following.is_rule

    def _has_ended_before(self) -> bool:
        index = self._last_text()
        if index < 0 or self.pieces[index].kind not in (*TEXTS, "lines"):
            return True
        return has_ended(self.texts[index])

    def _is_mid_sentence(self, line: Line) -> bool:
        """In wrapped text a line may begin with a number of its sentence."""
        index = self._last_text()
        return (
            self.is_wrapped
            and self.before is not None
            and self.before.number == line.number - 1
            and index >= 0
            and self.pieces[index].kind in TEXTS
            and not has_ended(self.texts[index])
            and units(self.before.text) >= LONG * 3 // 4
        )

    def _last_text(self) -> int:
        """The last piece that is neither a note nor a rule nor residue."""
        for index in range(len(self.pieces) - 1, -1, -1):
            if self.pieces[index].kind not in ("note", "rule", "residue"):
                return index
        return -1

    def _kind_before(self) -> str:
        index = self._last_text()
        return self.pieces[index].kind if index >= 0 else ""

    def _line(self, number: int) -> Line:
        return self.by_number[number]

    def _words(self, piece: Piece) -> str:
        return self._line(piece.lines[0]).words

    def _add(self, kind: str, line: Line, *, level: int = 0, doubt: str = "") -> None:
        self.pieces.append(Piece(kind, (line.number,), level, doubt))
        self.texts.append(line.text)

    def _extend(self, line: Line, at: int | None = None, doubt: str | None = None) -> None:
        index = self._last_text() if at is None else at
        piece = self.pieces[index]
        lines = (*piece.lines, line.number)
        self.pieces[index] = replace(
            piece, lines=lines, doubt=piece.doubt if doubt is None else doubt
        )
        self.texts[index] = marks.joined(self.texts[index], line.text)
