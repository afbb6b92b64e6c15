"""A document of the typesetter as a page: the words of its file, with anchors and side notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gmp_portal.typesetting import figures, printed
from gmp_portal.typesetting.content import BarTable, Block, Paragraph, Text
from gmp_portal.typesetting.markup import Writer
from gmp_portal.ui.components import Bar
from gmp_portal.ui.tags.pictures import icon
from gmp_portal.ui.tags.rows import bars


@dataclass(frozen=True)
class Source:
    """Where a block comes from, in words and with the page that proves it."""

    words: str
    url: str


@dataclass
class PageWriter(Writer):
    """Numbers and tidies as the typesetter does, and writes what a page needs."""

    sources: Mapping[int, Source] = field(default_factory=dict)
    """By the running number of the block at whose end the source is named."""
    outline: list[tuple[int, str, str]] = field(default_factory=list)
    """Degree, anchor and words of every heading, for the contents."""
    numeric: str = "num"
    annex: int = 0
    _anchor: str = ""
    _beside: list[tuple[str, str, SafeString | str]] = field(default_factory=list)

    def start_annex(self) -> None:
        super().start_annex()
        self.annex += 1
        self.outline.append((1, f"annex-{self.annex}", ""))

    def heading(self, degree: int, label: str, words: str, style: str = "") -> SafeString:
        self.degree = min(degree, self.degree + 1, 6)
        words = self.line(words)
        gap = "" if label.endswith("、") else " "
        said = " ".join(f"{label}{gap}{words}".split())
        self.headings.append(said)
        anchor = f"h{len(self.outline) + 1}"
        self.outline.append((self.degree - 1, anchor, said))
        shown = format_html("{}{}{}", label, gap, self._mixed(words)) if label else words
        return format_html('<h{0} id="{1}">{2}</h{0}>', str(self.degree), anchor, shown)

    def paragraph(self, text: Text, *, label: str = "", style: str = "") -> SafeString:
        self.paragraph_count += 1
        anchor = self._anchor or f"t{self.paragraph_count}"
        self._anchor, self._beside = "", []
        said = self.text(text)
        number = format_html('<a class="pn" href="#{}">{}</a>', anchor, label)
        return format_html(
            '<div class="{}" id="{}">{}<div><p>{}</p></div>{}</div>',
            style,
            anchor,
            number if label else SafeString("<span></span>"),
            said,
            self._notes(),
        )

    def frame(
        self, style: str, caption: SafeString, table: SafeString, below: SafeString
    ) -> SafeString:
        return format_html(
            '<figure class="fig">{}<div class="table-wrap" tabindex="0" role="region" '
            'aria-label="{}">{}</div>{}</figure>',
            format_html("<figcaption>{}</figcaption>", caption) if caption else "",
            _plain(caption) or _("Table"),
            table,
            below,
        )

    def _written(self, block: Block, label: str) -> SafeString:
        if isinstance(block, Paragraph) and label:
            self._anchor = f"a{self.annex}-" if self.annex else ""
            self._anchor += f"p{self.numbers.paragraph}"
        if isinstance(block, BarTable):
            return self._bars(block, label)
        return super()._written(block, label)

    def _guarded(self, block: Block) -> SafeString:
        told, listed = len(self.headings), len(self.outline)
        html = super()._guarded(block)
        if len(self.headings) == told:
            del self.outline[listed:]
        source = self.sources.get(self.block_count)
        return format_html("{}{}", html, self._source(source)) if source else html

    def _bars(self, block: BarTable, label: str) -> SafeString:
        rows = [
            Bar(
                self.line(bar.label), bar.value, "", figures.shown(bar.value, self.language)
            )
            for bar in block.rows
        ]
        heads = map(_plain, figures.heads(self, block))
        caption = printed.caption(self, label, block.title)
        drawn = bars(rows, _plain(caption), *heads)
        return format_html(
            '<figure class="fig">{}{}</figure>', drawn, figures.as_of(self, block)
        )

    def _call(self, mark: str, words: SafeString | str, style: str) -> SafeString:
        self.note_count += 1
        anchor = f"n{self.note_count}"
        self._beside.append((anchor, mark, words))
        name = _("Note %(number)s") % {"number": mark}
        return format_html(
            '<sup><a href="#{}" aria-label="{}">{}</a></sup>', anchor, name, mark
        )

    def _notes(self) -> SafeString:
        if not self._beside:
            return SafeString("")
        rows: Any = self._beside
        notes = format_html_join("", '<span id="{}"><b>{}</b> {}</span>', rows)
        return format_html('<small class="sn" role="note">{}</small>', notes)

    def _source(self, source: Source) -> SafeString:
        return format_html(
            '<p class="from"><a class="src" href="{}">{} {}</a></p>',
            source.url,
            icon("link"),
            source.words,
        )


def _plain(markup: object) -> str:
    """The words of a line, which is escaped anew where it goes."""
    return unescape(strip_tags(str(markup)))
