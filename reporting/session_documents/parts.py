"""A body or an annex: headings, paragraphs, decisions and notes, wherever pages cut."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reporting.session_documents import lines as marks
from reporting.session_documents.lines import Line, joined
from reporting.session_documents.understanding import Account

TERMINAL = tuple("。．.!！?？:：;；”」』…")
PAUSES = tuple(",，、")
TEXTS = ("paragraph", "sub", "plain", "preamble", "operative", "item")
HEADINGS = ("chapter", "section", "subsection")
HAN_NUMBERS = "一二三四五六七八九十"
ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
NUMBERING_LEAP = 3
LONGEST_TITLE = 240


@dataclass
class Draft:
    """A block in the making."""

    kind: str
    text: str
    lines: list[int]
    label: str = ""
    level: int = 1
    degree: int = 0


@dataclass
class NoteDraft:
    """The text of a note, which may stand pages away from its call."""

    mark: str
    text: str
    lines: list[int]


@dataclass
class Part:
    """Everything read of one part of the document."""

    title: str = ""
    drafts: list[Draft] = field(default_factory=list)
    notes: list[NoteDraft] = field(default_factory=list)


@dataclass
class PartReader:
    """Reads the lines of one part in order."""

    account: Account
    star_calls: set[str]
    stars: dict[str, NoteDraft]
    language: str
    is_wrapped: bool = False
    part: Part = field(default_factory=Part)
    chapter: int = 0
    section: str = ""
    paragraph: int = 0
    operative: int = 0
    in_decision: bool = False
    after_blank: bool = True
    after_rule: bool = False
    note: NoteDraft | None = None
    label: Line | None = None
    label_kind: str = ""
    label_text: str = ""
    letters: list[str] = field(default_factory=list)

    def feed(self, line: Line) -> None:
        """Place one line."""
        if line.is_blank:
            self.note, self.after_blank = None, True
            return
        if line.is_rule:
            self._place(line, "rule")
            self.after_rule = True
            return
        if not self._is_note(line):
            self._block(line)
        self.after_blank = self.after_rule = False

    def finish(self) -> Part:
        """Return the part; a heading number without a heading is left."""
        if self.label:
            self.account.leave(self.label.number, self.label.text, "number without heading")
        return self.part

    def _place(self, line: Line, role: str) -> None:
        self.account.place(line.number, line.text, role)

    def _is_note(self, line: Line) -> bool:
        text = marks.unescaped(line.text)
        if match := marks.NOTE.fullmatch(text):
            mark = match[1] or match[2].translate(marks.SUPERSCRIPTS)
            self.note = NoteDraft(mark, match[3], [line.number])
            self.part.notes.append(self.note)
        elif (match := marks.STAR.fullmatch(text)) and self._is_star(match[1], line.text):
            self.note = NoteDraft(match[1], match[2], [line.number])
            self.stars[match[1]] = self.note
        elif self.note and not self.after_blank and not line.degree:
            self.note.text = joined(self.note.text, line.text)
            self.note.lines.append(line.number)
        else:
            return False
        self._place(line, "note")
        return True

    def _is_star(self, mark: str, raw: str) -> bool:
        is_marked = mark in self.star_calls or self.after_rule or raw.startswith("\\*")
        return is_marked and mark not in self.stars

    def _block(self, line: Line) -> None:
        if marks.CONTENTS_ENTRY.fullmatch(line.text):
            self.account.leave(line.number, line.text, "entry of a list of contents")
            return
        if marks.RESIDUE.search(line.text):
            self.account.leave(line.number, line.text, "residue of a word processor")
            return
        if self.label:
            self._heading(line, line.text)
            self._place(self.label, self.label_kind)
            self.label = None
            return
        for read in (
            self._decision,
            self._labelled_heading,
            self._table_row,
            self._numbered,
            self._sub_paragraph,
        ):
            if read(line):
                return
        self._free(line)

    def _decision(self, line: Line) -> bool:
        text = marks.unescaped(line.text)
        is_title = marks.DECISION.fullmatch(text) and not text.endswith(TERMINAL)
        if not is_title or not (line.degree or self.after_blank) or len(text) > 300:
            return False
        self.in_decision, self.operative = True, 0
        self._add("decision", line, line.text)
        return True

    def _labelled_heading(self, line: Line) -> bool:
        text = marks.unescaped(line.text)
        kind, label, title = self._heading_kind(line, text)
        if not kind:
            return False
        self.label_kind, self.label_text = kind, label
        if title:
            self._heading(line, title)
        else:
            self.label = line
        return True

    def _heading_kind(self, line: Line, text: str) -> tuple[str, str, str]:
        if match := marks.HAN_CHAPTER.fullmatch(text):
            return "chapter", match[1], match[2]
        match = marks.LETTER_SECTION.fullmatch(text)
        if match and self._is_next_section(match[1]) and not text.endswith(TERMINAL):
            self.section = match[1]
            return "section", match[1], match[2]
        match = marks.ROMAN_CHAPTER.fullmatch(text)
        if (
            match
            and _roman(match[1]) == self.chapter + 1
            and not text.endswith(TERMINAL[1:])
        ):
            return "chapter", match[1], match[2] or ""
        match = marks.NUMBERED.fullmatch(text)
        if match and line.degree:
            return "subsection", match[1], match[2]
        return "", "", ""

    def _is_next_section(self, letter: str) -> bool:
        return (
            letter == (chr(ord(self.section) + 1) if self.section else "A") or letter == "A"
        )

    def _heading(self, line: Line, title: str) -> None:
        self.in_decision = False
        if self.label_kind == "chapter":
            self.chapter, self.section = self.chapter + 1, ""
        self._add(self.label_kind, line, title, self.label_text)

    def _table_row(self, line: Line) -> bool:
        if not marks.TABLE_ROW.fullmatch(line.text):
            return False
        last = self.part.drafts[-1] if self.part.drafts else None
        if last and last.kind == "table":
            last.text += "\n" + line.text
            last.lines.append(line.number)
            self._place(line, "table")
        else:
            self._add("table", line, line.text)
        return True

    def _numbered(self, line: Line) -> bool:
        match = marks.NUMBERED.fullmatch(line.text)
        if not match:
            return False
        number = int(match[1])
        if self.in_decision:
            if number != self.operative + 1:
                return False
            self.operative = number
            self._add("operative", line, match[2])
            return True
        if number == self.paragraph and self.part.drafts:
            self._add("sub", line, match[2])
            return True
        if not self.paragraph < number <= self.paragraph + NUMBERING_LEAP:
            return False
        self.paragraph = number
        self._add("paragraph", line, match[2], match[1])
        return True

    def _sub_paragraph(self, line: Line) -> bool:
        match = marks.PART.fullmatch(marks.unescaped(line.text))
        if not match:
            return False
        label = match[2] or match[3]
        kind = "item" if self.in_decision and self.operative else "sub"
        level = self._level(label)
        self._add(kind, line, match[1] + match[4], label).level = level
        return True

    def _level(self, label: str) -> int:
        if self.language == "zh-hans":
            return 2 if label[0] in HAN_NUMBERS and self._has_letters() else 1
        is_roman = set(label) <= set("ivxl")
        follows = self._last_label() == chr(ord(label[0]) - 1) if len(label) == 1 else False
        self.letters.append(label)
        return 2 if is_roman and not follows and self._has_letters() else 1

    def _last_label(self) -> str:
        return self.letters[-1] if self.letters else ""

    def _has_letters(self) -> bool:
        last = self.part.drafts[-1] if self.part.drafts else None
        return bool(last and last.kind in ("sub", "item"))

    def _free(self, line: Line) -> None:
        last = self.part.drafts[-1] if self.part.drafts else None
        if last and self._continues(last, line):
            last.text = joined(last.text, line.text)
            last.lines.append(line.number)
            self._place(line, last.kind)
        elif self.in_decision and not self.operative:
            kind = "opening" if last and last.kind == "decision" else "preamble"
            self._add(kind, line, line.text)
        elif line.degree:
            self.in_decision = False
            self._add("plain", line, line.text)
        else:
            self._add("plain", line, line.text)

    def _continues(self, last: Draft, line: Line) -> bool:
        if (
            line.degree
            or (last.kind not in TEXTS and last.kind != "opening")
            or last.degree
        ):
            return False
        if self.is_wrapped and not self.after_blank:
            return True
        written = marks.CALL.sub("", last.text).rstrip(" *_")
        stops = TERMINAL + PAUSES if self.in_decision else TERMINAL
        return last.kind != "opening" and not written.endswith(stops)

    def _add(self, kind: str, line: Line, text: str, label: str = "") -> Draft:
        draft = Draft(kind, text, [line.number], label, degree=line.degree)
        self.part.drafts.append(draft)
        self._place(line, kind)
        return draft


def _roman(numeral: str) -> int:
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = ROMANS[letter]
        total += -value if following and ROMANS[following] > value else value
    return total


def is_wrapped(lines: list[Line]) -> bool:
    """Tell whether paragraphs of the text are broken into short lines of even length."""
    lengths = sorted(
        len(line.text) for line in lines if not line.is_blank and not line.degree
    )
    if len(lengths) < 8:
        return False
    return lengths[-1] <= 120 and lengths[len(lengths) * 3 // 4] >= 60


def starts(line: Line) -> bool:
    """Tell whether the body of a document begins at this line."""
    text = marks.unescaped(line.text)
    is_chapter = marks.HAN_CHAPTER.fullmatch(text) or marks.ROMAN_CHAPTER.fullmatch(text)
    first = marks.NUMBERED.fullmatch(text)
    is_first = bool(first and first[1] == "1")
    return (
        bool(is_chapter)
        or is_first
        or _is_prose(text)
        or bool(marks.TABLE_ROW.fullmatch(text))
    )


def _is_prose(text: str) -> bool:
    """Tell whether a line is too long for a masthead or a title; Han counts double."""
    return len(text) + len(marks.HAN.findall(text)) > LONGEST_TITLE


def annex_of(line: Line) -> re.Match[str] | None:
    """Return the match of a line that opens an annex."""
    return marks.ANNEX.fullmatch(marks.unescaped(line.text)) if line.text else None


def texts_of(notes: Mapping[str, NoteDraft]) -> dict[str, str]:
    """Return the texts of asterisk notes by their marks."""
    return {mark: marks.unescaped(note.text) for mark, note in notes.items()}
