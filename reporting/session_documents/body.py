"""The text behind the first page: headings, paragraphs, lists, tables, notes, annexes."""

from dataclasses import dataclass

from reporting.session_documents import headings
from reporting.session_documents import lines as marks
from reporting.session_documents.headings import Counters
from reporting.session_documents.lines import Line, has_ended, units
from reporting.session_documents.pieces import Piece
from reporting.session_documents.rows import Rows

HAN_NUMBERS = "一二三四五六七八九十"


@dataclass
class Body(Rows):
    """Reads the lines in order; each becomes a piece or the end of the piece before it."""

    def read(self) -> list[Piece]:
        """Return the pieces of all lines, in their order."""
        self.by_number = {line.number: line for line in self.lines}
        for at, line in enumerate(self.lines):
            self.at = at
            if line.is_rule:
                self._add("rule", line)
                self.page_cut = self.after_rule = True
            elif self._is_note(line):
                self.page_cut = True
            else:
                self.page_cut = self.page_cut or self._has_turned(line)
                self._place(line)
                self.before, self.page_cut, self.after_rule = line, False, False
        return self.pieces

    # Notes -----------------------------------------------------------------------------

    def _is_note(self, line: Line) -> bool:
        if marks.NOTE.fullmatch(line.words) or self._is_star(line) or self._is_bare(line):
            self._add("note", line)
            self.note_at = len(self.pieces) - 1
            return True
        if self.note_at < 0 or self.note_at != len(self.pieces) - 1:
            return False
        note = self.pieces[self.note_at]
        is_next = line.number == note.lines[-1] + 1
        goes_on = is_next or bool(marks.ADDRESS.fullmatch(line.words.rstrip("。.")))
        if goes_on and not (self.at and line.degree) and not self._is_row(line):
            self._extend(line, self.note_at)
            return True
        return False

    def _is_star(self, line: Line) -> bool:
        match = marks.STAR.fullmatch(line.words)
        if not match or marks.EMPHASIS.match(line.text):
            return False
        is_close = not line.words[len(match[1])].isspace()
        is_marked = self.after_rule or line.raw.lstrip().startswith("\\*")
        return is_marked or is_close or match[1] in self.calls

    def _is_bare(self, line: Line) -> bool:
        """A number and words below a rule, where such a number is called in the text."""
        number, _space, words = line.words.partition(" ")
        follows = self.after_rule or (
            self.note_at >= 0 and self.note_at == len(self.pieces) - 1
        )
        return bool(words) and follows and number in self.calls

    # Everything else -------------------------------------------------------------------

    def _place(self, line: Line) -> None:
        if self.label_at >= 0:
            self._extend(line, self.label_at)
            self.label_at = -1
            return
        for read in (
            self._annex,
            self._annex_title,
            self._caption,
            self._row,
            self._decision,
            self._labelled,
            self._numbered,
            self._part,
            self._bullet,
        ):
            if read(line):
                return
        self._free(line)

    def _annex(self, line: Line) -> bool:
        match = marks.ANNEX.fullmatch(line.words)
        if not match or has_ended(line.words) or units(line.words) > 2 * headings.LONGEST:
            return False
        if line.number not in self.last_annexes:
            self._add("plain", line, doubt="annex_named_again")
            return True
        begins = self._is_apart_before(line) or line.degree
        begins = begins or (self._is_apart_after(line) and self._has_ended_before())
        self._add("annex", line, doubt="" if begins else "annex_inside")
        self.counters, self.letters = Counters(), []
        self.in_decision = False
        return True

    def _annex_title(self, line: Line) -> bool:
        """The short line below the word annex says what is in it."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.kind != "annex" or len(last.lines) > 1:
            return False
        match = marks.ANNEX.fullmatch(self._words(last))
        is_named = bool(match and match[3])
        if is_named or not headings.is_short(line) or marks.DECISION.fullmatch(line.words):
            return False
        if self._labels(line) or marks.CAPTION.fullmatch(line.words):
            return False
        self._extend(line)
        return True

    def _caption(self, line: Line) -> bool:
        last = self.pieces[-1] if self.pieces else None
        if last and last.kind == "caption" and len(last.lines) == 1:
            match = marks.CAPTION.fullmatch(self._words(last))
            if match and not match[3] and headings.is_short(line):
                self._extend(line)
                return True
        match = marks.CAPTION.fullmatch(line.words)
        if not match or has_ended(line.words) or units(line.words) > headings.LONGEST:
            return False
        if line.cells:
            return False
        self._add("caption", line)
        return True

    def _decision(self, line: Line) -> bool:
        text = line.words
        if not marks.DECISION.fullmatch(text) or has_ended(text) or units(text) > 400:
            return False
        if not (line.degree or self._is_apart_before(line)):
            return False
        self.in_decision, self.operative = True, 0
        self._add("decision", line)
        return True

    def _labelled(self, line: Line) -> bool:
        label = headings.labelled(line, self.counters, self.witness)
        if label is None:
            return False
        self.in_decision, self.letters = False, []
        self._add(label.kind, line, doubt=label.doubt)
        if not label.title:
            self.label_at = len(self.pieces) - 1
        return True

    def _numbered(self, line: Line) -> bool:
        match = marks.NUMBERED.fullmatch(line.words)
        if not match or self._is_mid_sentence(line):
            return False
        number = int(match[1])
        if self.in_decision and number == self.operative + 1:
            self.operative = number
            self._add("operative", line)
            return True
        if self._is_subsection(line, number):
            return True
        self.in_decision = self.in_decision and not self.operative
        self._paragraph(line, number)
        return True

    def _is_subsection(self, line: Line, number: int) -> bool:
        if not headings.subsection(line, self._following(), self.counters):
            return False
        listed = self.witness.knows(line.words)
        is_next = number == self.counters.subsection + 1
        continues = number == self.counters.paragraph + 1
        if number == self.counters.paragraph and not listed and not line.degree:
            return False
        sure = listed or line.degree or line.is_strong or (is_next and not continues)
        doubt = "" if sure else "short_number"
        self.counters.subsection = number
        self.in_decision, self.letters = False, []
        self._add("subsection", line, doubt=doubt)
        return True

    def _paragraph(self, line: Line, number: int) -> None:
        counters = self.counters
        last = self.pieces[-1] if self.pieces else None
        if number == counters.paragraph and last and last.kind in ("paragraph", "item"):
            opened = last.kind == "item" or self.texts[-1].rstrip().endswith((":", "："))
            # The letters of the list were lost; the number of its paragraph stands instead.
            self._add("item", line, level=1, doubt="" if opened else "letter_lost")
            return
        follows = number == counters.paragraph + 1
        if follows or self._next_number() != counters.paragraph + 1:
            counters.paragraph = number
        self.letters = []
        self._add("paragraph", line, doubt="" if follows else "number_leaps")

    def _next_number(self) -> int:
        """The number of the next paragraph: one that stands alone does not count on."""
        for line in self.lines[self.at + 1 :]:
            match = marks.NUMBERED.fullmatch(line.words)
            if match and has_ended(line.words):
                return int(match[1])
        return 0

    def _part(self, line: Line) -> bool:
        text = line.words
        bullet = marks.BULLET.fullmatch(text)
        match = marks.PART.fullmatch(bullet[1] if bullet else text)
        if not match or self._is_mid_sentence(line):
            return False
        level = self._level(match[2] or match[3])
        self._add("item", line, level=level)
        return True

    def _level(self, label: str) -> int:
        """Letters stand at the first level; numerals below them, or alone."""
        inside = bool(self.letters)
        if label[0] in HAN_NUMBERS or label.isdigit():
            return 1 + inside
        follows = len(label) == 1 and inside and self.letters[-1] == chr(ord(label) - 1)
        if set(label) <= set("ivxl") and not follows:
            return 1 + inside
        self.letters.append(label)
        return 1

    def _bullet(self, line: Line) -> bool:
        if not marks.BULLET.fullmatch(line.words) or self._is_mid_sentence(line):
            return False
        last = self.pieces[-1] if self.pieces else None
        level = 1 + line.indent // 2
        if last and last.kind == "item" and not self._is_bulleted(last):
            level = max(level, last.level + 1)
        elif last and last.kind == "item":
            level = min(level, last.level + 1)
        else:
            level = 1
        self._add("item", line, level=min(level, 4))
        return True

    def _is_bulleted(self, piece: Piece) -> bool:
        return bool(marks.BULLET.match(self._line(piece.lines[0]).words))
