"""A form that came back: each answer with where it was read, and everything else line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gmp_portal.exchange.word import form_matching, form_sheets, reading, shapes, ticks
from gmp_portal.exchange.word.composing import ANCHOR
from gmp_portal.exchange.word.covers import LANGUAGE_PROPERTY
from gmp_portal.exchange.word.form_answers import (
    BY_BOOKMARK,
    BY_LABEL,
    IN_LABEL_CELL,
    LIKELY,
    OUTSIDE_OF_TABLES,
    SURE,
    Answer,
    FormAnswers,
    LeftOver,
)
from gmp_portal.exchange.word.form_matching import Labels, Match
from gmp_portal.exchange.word.form_sheets import FormSheet
from gmp_portal.exchange.word.shapes import Cell, Paragraph, Row, Table, WordFile
from gmp_portal.typesetting import fixed_words


def read_form(data: bytes, sheets: Mapping[str, FormSheet]) -> FormAnswers:
    """Return the answers of a file, or raise ``UnreadableFileError``; nothing is guessed."""
    file = reading.read(data)
    reader = _Reader(file, Labels(sheets))
    for part in shapes.seen(file.content, "after"):
        reader.take(part)
    reader.look_beside()
    return reader.answered()


@dataclass
class _Reader:
    """Takes the parts of a form one by one, and keeps account of every line."""

    file: WordFile
    labels: Labels
    section: int | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)
    left_over: list[LeftOver] = field(default_factory=list)
    label_texts: list[str] = field(default_factory=list)

    def take(self, part: shapes.Part) -> None:
        """Take the next part of the file."""
        if isinstance(part, Table):
            for row in part.rows:
                self._row(row)
        elif part.pieces:
            self._outside(part)

    def look_beside(self) -> None:
        """Account for what stands in floating boxes, comments and notes."""
        self._leave(self.file.boxes, "in_box")
        self._leave([comment.text for comment in self.file.comments], "comment")
        notes = [line.after for lines in self.file.notes.values() for line in lines]
        self._leave(notes, "note")

    def answered(self) -> FormAnswers:
        """Return the result."""
        sheets = self.labels.sheets
        properties = self.file.properties
        name = properties.get(form_sheets.FORM_PROPERTY, "")
        version = properties.get(form_sheets.VERSION_PROPERTY, "")
        language = form_matching.language_of(self.labels, self.label_texts)
        open_keys = [key for key in self.seen if key not in self.answers]
        unclear = {line.key for line in self.left_over}
        return FormAnswers(
            name,
            version,
            is_known=any((s.key, s.version) == (name, version) for s in sheets.values()),
            language=language or properties.get(LANGUAGE_PROPERTY, ""),
            answers=tuple(self.answers.values()),
            empty=tuple(key for key in open_keys if key not in unclear),
            unclear=tuple(key for key in open_keys if key in unclear),
            missing=tuple(key for key in self.labels.questions if key not in self.seen),
            left_over=tuple(self.left_over),
            unread=self.file.unread,
        )

    def _leave(self, texts: Sequence[str], reason: str, key: str = "") -> None:
        lines = (line.strip() for text in texts for line in text.splitlines())
        self.left_over += [LeftOver(line, reason, key) for line in lines if line]

    def _outside(self, paragraph: Paragraph) -> None:
        """Take a paragraph beside the tables: a heading, an introduction, or an answer."""
        text = paragraph.after.strip()
        section = self.labels.section(text)
        if section is not None:
            self.section = section
            return
        if self.labels.is_printed(text):
            return
        match = self.labels.match(text, self.section)
        if match is None or not match.rest or not self._is_open(match.key):
            self._leave([text], "outside")
            return
        self.seen[match.key] = None
        answer = Answer(match.key, match.rest, (), OUTSIDE_OF_TABLES, LIKELY)
        self.answers[match.key] = answer

    def _is_open(self, key: str) -> bool:
        """Tell whether words may answer this question, and none have yet."""
        is_text = self.labels.questions[key].kind in (
            form_sheets.TEXT,
            form_sheets.LONG_TEXT,
        )
        return is_text and key not in self.answers

    def _row(self, row: Row) -> None:
        if not row.cells:
            return
        marked = self._bookmarked(row)
        label_cell, answer_cells = row.cells[0], row.cells[1:]
        match = self._match(label_cell)
        if match is None and marked is None:
            self._leave([_text(cell) for cell in row.cells], "no_question")
            return
        key = match.key if match else str(marked)
        where = BY_BOOKMARK if marked == key else BY_LABEL
        certainty = _certainty(match, marked)
        extra = self._beside_label(label_cell, key)
        paragraphs = [part for cell in answer_cells for part in cell.paragraphs]
        if any(part.after.strip() for part in paragraphs):
            self._leave(extra, "beside_label", key)
            self._answer(key, paragraphs, where, certainty)
        elif extra:
            self._answer_beside_label(key, extra)
        else:
            self.seen[key] = None

    def _bookmarked(self, row: Row) -> str | None:
        names = (
            name.removeprefix(ANCHOR)
            for cell in row.cells
            for part in cell.paragraphs
            for name in part.bookmarks
            if name.startswith(ANCHOR)
        )
        return next((name for name in names if name in self.labels.questions), None)

    def _match(self, cell: Cell) -> Match | None:
        """Return the question of a cell by its first line with words, or by all of it."""
        texts = [part.after for part in cell.paragraphs if part.after.strip()]
        lines = [line for text in texts[:1] for line in text.splitlines()[:1]]
        for text in (*lines, " ".join(texts)):
            match = self.labels.match(text, self.section)
            if match is not None:
                self.label_texts.append(text)
                return match
        return None

    def _beside_label(self, cell: Cell, key: str) -> list[str]:
        """Return what somebody wrote into the cell of the label."""
        texts = [line for part in cell.paragraphs for line in part.after.splitlines()]
        lines = [text for text in texts if text.strip()]
        extra: list[str] = []
        for place, line in enumerate(lines):
            match = self.labels.match(line, self.section)
            if match is not None and match.key == key and not match.rest:
                continue
            if self.labels.hint(key, line) or self.labels.is_printed(line):
                continue
            rest = self.labels.rest(key, line)
            is_label_lost = place == 0 and rest is None
            # A label in other words stays a label: the bookmark has said whose it is.
            extra += [] if is_label_lost else [line.strip() if rest is None else rest]
            if is_label_lost:
                self._leave([line], "beside_label", key)
        return [text for text in extra if text]

    def _answer_beside_label(self, key: str, extra: list[str]) -> None:
        self.seen[key] = None
        if self._is_open(key):
            answer = Answer(key, "\n".join(extra), (), IN_LABEL_CELL, LIKELY)
            self.answers[key] = answer
            return
        self._leave(extra, "beside_label", key)

    def _answer(
        self, key: str, paragraphs: Sequence[Paragraph], where: str, certainty: str
    ) -> None:
        self.seen[key] = None
        if key in self.answers:
            self._leave([part.after for part in paragraphs], "answered_twice", key)
            return
        kind = self.labels.questions[key].kind
        if kind in (form_sheets.TEXT, form_sheets.LONG_TEXT):
            value = "\n".join(part.after.rstrip() for part in paragraphs).strip()
            self.answers[key] = Answer(key, value, (), where, certainty)
            return
        self._choose(key, paragraphs, where, certainty)

    def _choose(
        self, key: str, paragraphs: Sequence[Paragraph], where: str, certainty: str
    ) -> None:
        known = ticks.chosen(paragraphs, self.labels.choices(key), _yes_words())
        self._leave(known.others, "not_a_choice", key)
        self._leave(known.remarks, "remark", key)
        if (
            len(known.choices) > 1
            and self.labels.questions[key].kind != form_sheets.CHOICES
        ):
            self._leave([part.after for part in paragraphs], "several_ticked", key)
        elif known.choices:
            certain = certainty if known.is_sure else LIKELY
            self.answers[key] = Answer(key, "", known.choices, where, certain)


def _certainty(match: Match | None, marked: str | None) -> str:
    """Sure is what the label says in its own words, and the bookmark does not deny."""
    if match is None:
        return LIKELY
    if marked is None:
        return SURE if match.is_exact else LIKELY
    return SURE if marked == match.key else LIKELY


def _yes_words() -> frozenset[str]:
    row = fixed_words.table()["Yes"]
    return frozenset(word.casefold() for word in row.values())


def _text(cell: Cell) -> str:
    return "\n".join(part.after for part in cell.paragraphs)
