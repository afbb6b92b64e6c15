"""Blocks as HTML, all escaped; a block that cannot be set leaves a marked place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gmp_portal.typesetting import figures, limits, printed, written
from gmp_portal.typesetting.content import (
    BarTable,
    Block,
    Chapter,
    ContentsList,
    DraftDecision,
    Emphasis,
    Fact,
    Heading,
    Item,
    List,
    Marked,
    Note,
    Paragraph,
    Picture,
    Section,
    SubParagraph,
    Subsection,
    Table,
    Text,
    Unnumbered,
    plain,
)
from gmp_portal.typesetting.languages import Language
from gmp_portal.typesetting.latin import WITHOUT_ARABIC, isolate, isolate_line, isolated
from gmp_portal.typesetting.numbering import (
    Numbers,
    paragraph_label,
    part_label,
    punctuated,
)
from gmp_portal.typesetting.spacing import clean, tidy, tidy_text

RIGHT_TO_LEFT_MARK = "\u200f"
BLOCK_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
DEGREES = {Chapter: 2, Section: 3, Subsection: 4, DraftDecision: 2}


@dataclass
class Writer:
    """Writes one document, and remembers what the layout has to be checked against."""

    language: Language
    broken: frozenset[str] = frozenset()
    verbatim: bool = False
    numbers: Numbers = field(init=False)
    note_count: int = 0
    star_count: int = 0
    paragraph_count: int = 0
    block_count: int = 0
    weight: int = 0
    degree: int = 1
    degree_shift: int = 0
    numeric: str = "number"
    text_width: float = 0
    """How wide lines are, in millimetres, where columns are measured by their words."""
    problems: list[str] = field(default_factory=list)
    fragments: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.numbers = Numbers(self.language)

    def start_annex(self) -> None:
        """Begin a part with its own numbers; its headings stand one degree lower."""
        self.numbers = Numbers(self.language)
        self.degree_shift = 1

    def blocks(self, blocks: Iterable[Block]) -> SafeString:
        """Return the HTML of a part; no block can keep the others from being set."""
        parts: list[SafeString] = []
        for block in blocks:
            if self._is_full():
                self.problems.append(
                    f"The text from block {self.block_count + 1} on is too long to be set."
                )
                parts.append(self._marked(self.language.too_long))
                break
            parts.append(self._guarded(block))
        return format_html_join("\n", "{}", ((part,) for part in parts))

    def text(self, text: Text, *, starred: bool = False) -> SafeString:
        """Return the runs of a text; its notes hang at their calls."""
        return self.runs(text, self._star if starred else self._note)

    def runs(
        self, text: Text, write_note: Callable[[SafeString | str], SafeString]
    ) -> SafeString:
        """Return the runs of a text; among Arabic, one without Arabic words is one run."""
        runs = self.tidied(text)
        is_foreign = self.language.code == "ar" and WITHOUT_ARABIC.fullmatch(plain(runs))
        pieces = [self._run(run, write_note, mixed=not is_foreign) for run in runs]
        if self.language.code == "zh-hans":
            pieces = self._kept_together(runs, pieces)
        html = format_html_join("", "{}", ((piece,) for piece in pieces))
        return isolated(plain(runs), html) if is_foreign else html

    def _kept_together(
        self, runs: Text, pieces: list[SafeString | str]
    ) -> list[SafeString | str]:
        """Keep each call beside its last Han character; no line begins with a call."""
        for index in range(1, len(runs)):
            before = runs[index - 1]
            if isinstance(runs[index], Note) and isinstance(before, str) and before:
                pieces[index - 1] = clean(before[:-1])
                pieces[index] = format_html(
                    '<span class="kept">{}{}</span>', clean(before[-1]), pieces[index]
                )
        return pieces

    def tidied(self, text: Text) -> Text:
        """Return the text as it is printed, without a change of its words."""
        return text if self.verbatim else tidy_text(text, self.language.code)

    def line(self, words: str) -> str:
        """Return one line of plain words as it is printed."""
        words = clean(words)
        return words if self.verbatim else tidy(words, self.language.code)

    def shown(self, words: str) -> SafeString | str:
        """Return one line of plain words for the page: Latin words keep their order."""
        line = self.line(words)
        return isolate_line(line) if self.language.code == "ar" else line

    def linked(self, words: str) -> str:
        """Return one line for inside a link, which can hold no other element (PDF/UA 7.18.5)."""
        mark = RIGHT_TO_LEFT_MARK if self.language.direction == "rtl" else ""
        return mark + self.line(words)

    def heading(self, degree: int, label: str, words: str, style: str = "") -> SafeString:
        """Return a heading; no degree of the outline is ever skipped."""
        self.degree = min(degree, self.degree + 1, 6)
        words = self.line(words)
        self.headings.append(" ".join(f"{label} {words}".split()))
        number = format_html('<span class="hn">{}</span> ', label) if label else ""
        tag = f"h{self.degree}"
        shown = self._mixed(words)
        return format_html('<{} class="{}">{}{}</{}>', tag, style, number, shown, tag)

    def _is_full(self) -> bool:
        return (
            self.weight > limits.DOCUMENT_WEIGHT
            or self.block_count >= limits.DOCUMENT_BLOCKS
        )

    def _guarded(self, block: Block) -> SafeString:
        self.block_count += 1
        key = f"block-{self.block_count}"
        label = "" if not self._has_label(block) else self.numbers.label(block)
        before = (self.note_count, self.numbers.note, self.degree, len(self.headings))
        try:
            if key in self.broken:
                raise limits.BlockRefusedError("the layout engine stopped at this block.")
            self.weight += limits.check(block)
            html = self._written(block, label)
        except BLOCK_ERRORS as error:
            self.note_count, self.numbers.note, self.degree, count = before
            del self.headings[count:]
            self.problems.append(
                f"Block {self.block_count} ({type(block).__name__}): {error}"[:300]
            )
            return self._marked(self.language.not_set)
        self.fragments[key] = html
        return html

    def _has_label(self, block: Any) -> bool:
        return not isinstance(block, SubParagraph) or isinstance(block.level, int)

    def _marked(self, words: str) -> SafeString:
        return format_html('<p class="not-set">{}</p>', words)

    def _written(self, block: Block, label: str) -> SafeString:
        for kind, write in WRITERS.items():
            if isinstance(block, kind):
                return write(self, block, label)
        raise limits.BlockRefusedError(f"{type(block).__name__} is not a kind of block.")

    def _run(
        self, run: Any, write_note: Callable[[SafeString | str], SafeString], *, mixed: bool
    ) -> SafeString | str:
        if isinstance(run, Note):
            return write_note(self._mixed(clean(run.text)))
        if isinstance(run, Marked):
            return self._marked_run(run, mixed=mixed)
        words = clean(run.text if isinstance(run, Emphasis) else run)
        shown = self._mixed(words) if mixed else words
        return format_html("<em>{}</em>", shown) if isinstance(run, Emphasis) else shown

    def _marked_run(self, run: Marked, *, mixed: bool) -> SafeString | str:
        words = clean(run.text)
        shown = self._mixed(words) if mixed and not run.address else words
        if run.address:
            shown = format_html('<a href="{}">{}</a>', run.address, shown)
        shown = format_html("<em>{}</em>", shown) if run.emphasis else shown
        return format_html("<b>{}</b>", shown) if run.strong else shown

    def _mixed(self, words: str) -> SafeString | str:
        """Keep a run of Latin words inside Arabic text in its own order."""
        if self.language.code != "ar":
            return words
        return isolate(words)

    def _note(self, words: SafeString | str) -> SafeString:
        return self._call(self.numbers.next_note(), words, "note")

    def _star(self, words: SafeString | str) -> SafeString:
        self.star_count += 1
        return self._call("*" * self.star_count, words, "note star")

    def _call(self, mark: str, words: SafeString | str, style: str) -> SafeString:
        self.note_count += 1
        return format_html(
            '<span class="call" id="call-{0}">'
            '<span class="{3}" id="note-{0}" data-mark="{1}">{2}</span></span>',
            str(self.note_count),
            mark,
            words,
            style,
        )

    def frame(
        self, style: str, caption: SafeString, table: SafeString, below: SafeString
    ) -> SafeString:
        """Return a table or a figure with its caption and what stands below it."""
        return format_html('<div class="{}">{}{}{}</div>', style, caption, table, below)

    def paragraph(self, text: Text, *, label: str = "", style: str = "") -> SafeString:
        """Return a paragraph whose first line may begin with its number."""
        self.paragraph_count += 1
        number = format_html('<span class="pn">{} </span>', label) if label else ""
        return format_html(
            '<p class="{}" id="p-{}">{}{}</p>',
            style,
            str(self.paragraph_count),
            number,
            self.text(text),
        )


def _heading(writer: Writer, block: Any, label: str) -> SafeString:
    degree = DEGREES[type(block)]
    style = type(block).__name__.lower()
    return writer.heading(degree + writer.degree_shift, label, block.title, style)


def _paragraph(writer: Writer, block: Paragraph, label: str) -> SafeString:
    return writer.paragraph(block.runs, label=label, style="para")


def _unnumbered(writer: Writer, block: Unnumbered, label: str) -> SafeString:
    return writer.paragraph(block.runs, style="para plain")


def _sub_paragraph(writer: Writer, block: SubParagraph, label: str) -> SafeString:
    level = max(1, min(block.level, 4))
    return writer.paragraph(block.runs, label=label, style=f"para sub level-{level}")


def _decision(writer: Writer, block: DraftDecision, label: str) -> SafeString:
    language = writer.language
    title = _heading(writer, block, "")
    parts = [
        title,
        writer.paragraph(punctuated(block.opening, language.comma), style="para plain"),
    ]
    parts += [
        writer.paragraph(punctuated(text, language.comma), style="para plain")
        for text in block.preamble
    ]
    for number, operative in enumerate(block.operative, start=1):
        is_last = number == len(block.operative)
        end = language.stop if is_last else language.semicolon
        number_label = paragraph_label(number, language)
        has_items = bool(operative.items)
        runs = operative.runs if has_items else punctuated(operative.runs, end)
        parts.append(writer.paragraph(runs, label=number_label, style="para"))
        for position, item in enumerate(operative.items, start=1):
            closing = end if position == len(operative.items) else language.semicolon
            parts.append(
                writer.paragraph(
                    punctuated(item, closing),
                    label=part_label(1, position, language),
                    style="para sub level-1",
                )
            )
    return format_html_join("\n", "{}", ((part,) for part in parts))


WRITERS: dict[type, Callable[[Writer, Any, str], SafeString]] = {
    Chapter: _heading,
    Section: _heading,
    Subsection: _heading,
    Heading: printed.heading,
    ContentsList: printed.contents,
    Paragraph: _paragraph,
    Unnumbered: _unnumbered,
    SubParagraph: _sub_paragraph,
    Item: printed.item,
    Fact: printed.fact,
    List: written.entries,
    Picture: written.picture,
    Table: figures.table,
    BarTable: figures.bars,
    DraftDecision: _decision,
}
