"""The blocks of a text as HTML: each paragraph, entry and cell in the direction of its script.

Everything that stands on a page comes from the blocks, and they hold nothing else than words, looks
and safe addresses: there is nothing to take out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gmp_portal.typesetting.signs.blocks import (
    Block,
    Entry,
    Figure,
    Heading,
    List,
    Note,
    Run,
    Runs,
    Table,
    Words,
)
from gmp_portal.ui.tags.component import component

BREAK = SafeString("<br>")
# Below the heading of a section (h2) or of a page part; never deeper than HTML goes.
UNDER_A_SECTION = 3
DEEPEST = 6


class ShownNote(NamedTuple):
    """A note below a text: its number, its words, and where it is called."""

    number: int
    words: SafeString
    anchor: str
    call: str


@dataclass
class Page:
    """Where blocks are shown: what their notes and headings are numbered from."""

    anchor: str = ""
    degree: int = UNDER_A_SECTION
    # The addresses of figures by their keys; one that is not among them is told in words.
    figures: Mapping[int, str] = field(default_factory=dict)
    notes: list[ShownNote] = field(default_factory=list)

    def shown(self, blocks: Iterable[Block]) -> list[SafeString]:
        """Each block, in order; their notes are gathered."""
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> SafeString:
        if isinstance(block, Heading):
            tag = f"h{min(self.degree + block.level - 1, DEEPEST)}"
            return format_html('<{} dir="auto">{}</{}>', tag, block.text, tag)
        if isinstance(block, List):
            return self._list(block.entries)
        if isinstance(block, Table):
            head, *rows = ([self.runs(cell) for cell in row] for row in block.rows)
            return component("text_table", head=head, rows=rows)
        if isinstance(block, Figure):
            return self._figure(block)
        return format_html('<p dir="auto">{}</p>', self.runs(block.runs))

    def below(self) -> SafeString:
        """The notes of what was shown so far; nothing where there are none."""
        return component("text_notes", notes=self.notes) if self.notes else SafeString("")

    def runs(self, runs: Runs) -> SafeString:
        """Words with their looks; of several lines each has its direction."""
        lines = [self._line(line) for line in _lines(runs)]
        if len(lines) == 1:
            return lines[0]
        return format_html_join(BREAK, "<bdi>{}</bdi>", ((line,) for line in lines))

    def _line(self, runs: list[Run]) -> SafeString:
        by_address = groupby(
            runs, lambda run: run.address if isinstance(run, Words) else ""
        )
        return format_html_join("", "{}", (self._alike(*group) for group in by_address))

    def _alike(self, address: str, runs: Iterable[Run]) -> tuple[SafeString]:
        shown = format_html_join("", "{}", ((self._run(run),) for run in runs))
        return (format_html('<a href="{}">{}</a>', address, shown) if address else shown,)

    def _run(self, run: Run) -> SafeString:
        if isinstance(run, Note):
            return self._call(run)
        shown = format_html("{}", run.text)
        if run.emphasis:
            shown = format_html("<em>{}</em>", shown)
        return format_html("<strong>{}</strong>", shown) if run.strong else shown

    def _call(self, note: Note) -> SafeString:
        number = len(self.notes) + 1
        anchor, call = (f"{self.anchor}{kind}-{number}" for kind in ("note", "call"))
        self.notes.append(ShownNote(number, self.runs(note.runs), anchor, call))
        told = gettext("Note %(number)d") % {"number": number}
        return format_html(
            '<sup><a id="{}" href="#{}" aria-label="{}">{}</a></sup>',
            call,
            anchor,
            told,
            str(number),
        )

    def _list(self, entries: tuple[Entry, ...]) -> SafeString:
        items: list[SafeString] = []
        for level, group in groupby(entries, lambda entry: entry.level):
            alike = list(group)
            if level == 1:
                items += [self.runs(entry.runs) for entry in alike]
                continue
            for _is_numbered, inner in groupby(alike, lambda entry: entry.is_numbered):
                lifted = tuple(replace(entry, level=1) for entry in inner)
                items[-1] = format_html("{}{}", items[-1], self._list(lifted))
        tag = "ol" if entries[0].is_numbered else "ul"
        shown = format_html_join("", '<li dir="auto">{}</li>', ((item,) for item in items))
        return format_html("<{}>{}</{}>", tag, shown, tag)

    def _figure(self, figure: Figure) -> SafeString:
        return component(
            "text_figure",
            address=self.figures.get(figure.key, ""),
            alternative=figure.alternative,
            caption=self.runs(figure.caption) if figure.caption else "",
            source=self.runs(figure.source) if figure.source else "",
        )


def _lines(runs: Runs) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        if isinstance(run, Note):
            line.append(run)
            continue
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in rest:
            yield line
            line = [replace(run, text=text)]
    yield line
