"""The text behind the first page: headings, paragraphs, lists, tables, notes, annexes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reporting.session_documents import headings
from reporting.session_documents import lines as marks
from reporting.session_documents.contents import Witness
from reporting.session_documents.headings import Counters, Surroundings
from reporting.session_documents.lines import Line, has_ended, units
from reporting.session_documents.pieces import TEXTS, Piece

LONG = 70
HAN_NUMBERS = "一二三四五六七八九十"


@dataclass
class Body:
    """Reads the lines in order; each becomes a piece or the end of the piece before it."""

    lines: Sequence[Line]
    witness: Witness
    language: str
    calls: frozenset[str] = frozenset()
    last_annexes: frozenset[int] = frozenset()
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

    def _is_row(self, line: Line) -> bool:
        cells = [cell for cell in line.cells if cell]
        if len(cells) > 1 or (line.cells and marks.TABLE_ROW.fullmatch(line.text)):
            return True
        if not line.cells:
            return False
        # One cell that spans the columns is a row only beside other rows.
        following = self._following()
        is_above = bool(following) and len(following.cells) > 1  # type: ignore[union-attr]
        return is_above or self._kind_before() in ("table", "caption")

    def _row(self, line: Line) -> bool:
        if not self._is_row(line):
            return False
        index = self._last_text()
        if index < 0 or self.pieces[index].kind != "table":
            self._add("table", line, doubt=self._doubt_of_row(line))
            return True
        table = self.pieces[index]
        if table.lines[-1] == line.number - 1 and not self.page_cut:
            self._extend(line)
        elif self._is_head_again(table, line):
            # The head of the table, printed once more at the top of the next page.
            self._add("residue", line)
            self.head_at = line.number
        elif self._goes_on(self._line(table.lines[0]), line):
            self._extend(line)
        else:
            self._add("table", line, doubt=self._doubt_of_row(line))
        return True

    def _is_head_again(self, table: Piece, line: Line) -> bool:
        if self._line(table.lines[0]).text == line.text:
            return True
        is_second = self.head_at == line.number - 1 and len(table.lines) > 1
        return is_second and self._line(table.lines[1]).text == line.text

    def _goes_on(self, first: Line, line: Line) -> bool:
        """A table goes on below a gap with as many columns, or with an empty first cell."""
        return not line.cells[0] or len(line.cells) == len(first.cells)

    def _doubt_of_row(self, line: Line) -> str:
        following = self._following()
        last = self.pieces[-1] if self.pieces else None
        if (following and following.cells) or (last and last.kind == "caption"):
            return ""
        return "row_alone"

    def _decision(self, line: Line) -> bool:
        text = line.words
        if not marks.DECISION.fullmatch(text) or has_ended(text) or units(text) > 400:
            return False
        if not (line.degree or self._is_apart_before(line)):
            return False
        self.in_decision, self.operative = True, 0
        self._add("decision", line)
        return True

    def _labels(self, line: Line) -> bool:
        return headings.labelled(line, replace(self.counters), self.witness) is not None

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

    # Without a number ------------------------------------------------------------------

    def _free(self, line: Line) -> None:
        around = Surroundings(
            is_apart_before=self._is_apart_before(line),
            is_apart_after=self._is_apart_after(line),
            has_ended_before=self._has_ended_before(),
            following=self._following(),
        )
        weight = headings.weigh(line, around, self.witness)
        if weight < 2 and self._continues(line, weight):
            self._extend(line, doubt=self._doubt_of_joining(line))
        elif (
            self.in_decision and not self.operative and not line.degree and not weight >= 2
        ):
            opens = self.pieces[-1].kind == "decision"
            self._add("opening" if opens else "preamble", line)
        elif weight and not self._is_one_of_lines(line):
            self._heading(line, weight)
        else:
            self._loose(line, around)

    def _heading(self, line: Line, weight: int) -> None:
        self.in_decision, self.letters = False, []
        level = self.witness.level(line.words) or self._degree_level(line)
        self._add(
            "heading",
            line,
            level=min(level, 3),
            doubt="" if weight >= 2 else "heading_alone",
        )

    def _degree_level(self, line: Line) -> int:
        if line.degree:
            degrees = sorted({*self.counters.degrees, line.degree})
            self.counters.degrees = degrees
            return degrees.index(line.degree) + 1
        return self.counters.depth

    def _is_one_of_lines(self, line: Line) -> bool:
        """One of several short lines right below each other, such as an address."""
        following = self._following()
        before = self.before
        is_beside = (
            before is not None
            and before.number == line.number - 1
            and self._kind_before() in ("lines", "plain")
            and headings.is_short(before)
            and units(before.words) < headings.WIDE
        )
        below = (
            following is not None
            and following.number == line.number + 1
            and (
                headings.is_short(following) or bool(marks.ADDRESS.search(following.words))
            )
            and not self._labels(following)
            and not marks.NUMBERED.fullmatch(following.words)
            and not marks.PART.fullmatch(following.words)
        )
        is_narrow = units(line.words) < headings.WIDE
        return not line.degree and (is_beside or (below and is_narrow))

    def _loose(self, line: Line, around: Surroundings) -> None:
        last = self.pieces[-1] if self.pieces else None
        if line.removed and marks.ADDRESS.match(line.words):
            self._add("note", line, doubt="note_without_mark")
            return
        is_short = not has_ended(line.words) and units(line.words) <= headings.LONGEST
        if last and last.kind == "lines" and last.lines[-1] == line.number - 1 and is_short:
            self._extend(line, doubt="lines_together")
        elif is_short and self._is_one_of_lines(line):
            self._add("lines", line, doubt="lines_together")
        elif is_short and around.following is not None and not has_ended(line.words):
            self._add("plain", line, doubt="short_alone")
        else:
            self._add("plain", line)

    def _continues(self, line: Line, weight: int) -> bool:
        last = self.pieces[self._last_text()] if self._last_text() >= 0 else None
        if last is None or last.kind not in TEXTS or line.degree or line.is_strong:
            return False
        is_next = self.before is not None and self.before.number == line.number - 1
        written = self.texts[self._last_text()]
        if is_next and self.is_wrapped and not weight:
            return last.kind != "opening" and not (
                has_ended(written) and units(self.before.text) < LONG  # type: ignore[union-attr]
            )
        ended = has_ended(written) or (
            self.in_decision and written.rstrip(" *_").endswith(marks.PAUSES)
        )
        if ended or last.kind == "opening":
            return False
        begins_low = line.words[0].islower() or written.rstrip().endswith(marks.PAUSES)
        begins_low = begins_low or marks.is_open(written)
        is_long = units(written) >= LONG
        if is_next:
            return is_long or begins_low
        if headings.is_short(line) and not begins_low:
            return False
        return begins_low or is_long

    def _doubt_of_joining(self, line: Line) -> str:
        """Across an empty line without a page's end a paragraph seldom goes on."""
        piece = self.pieces[self._last_text()]
        if piece.doubt and piece.doubt != "short_alone":
            return piece.doubt
        is_next = self.before is not None and self.before.number == line.number - 1
        written = self.texts[self._last_text()].rstrip()
        goes_on = line.words[0].islower() or written.endswith(marks.PAUSES)
        if is_next or self.page_cut or goes_on:
            return ""
        sure = piece.kind in ("paragraph", "item") and has_ended(line.words)
        return "" if sure else "joined_across_gap"

    # Around a line ---------------------------------------------------------------------

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
