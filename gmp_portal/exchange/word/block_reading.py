"""A document that came back, as blocks again: each style says what its paragraph is."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gmp_portal.exchange.word import reading, shapes, table_reading, text_reading
from gmp_portal.exchange.word.covers import LANGUAGE_PROPERTY
from gmp_portal.exchange.word.shapes import Paragraph, Part, View
from gmp_portal.exchange.word.table_reading import Caption
from gmp_portal.exchange.word.text_reading import TextReader
from gmp_portal.typesetting import content, languages
from gmp_portal.typesetting.content import (
    Annex,
    Block,
    ContentsEntry,
    ContentsList,
    DraftDecision,
    Operative,
    plain,
)
from gmp_portal.typesetting.languages import Language

HEADINGS: dict[str, Callable[[str], Block]] = {
    "heading 1": content.Chapter,
    "heading 2": content.Section,
    "heading 3": content.Subsection,
}
CAPTIONS = ("gmp table title", "gmp figure title")
BELOW = ("gmp table note", "gmp figure note")
ANNEX_LINES = {
    "gmp annex title": "title",
    "gmp annex subtitle": "subtitle",
    "gmp original language": "original_language",
}


@dataclass(frozen=True)
class ReadDocument:
    """A document as it was read; ``unsure`` are the lines whose kind had to be assumed."""

    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    title: str = ""
    subtitle: str = ""
    language: str = ""
    unsure: tuple[str, ...] = ()


def read_document(data: bytes, *, language: str = "", view: View = "after") -> ReadDocument:
    """Return the blocks of a file, or raise ``UnreadableFileError``; no line is dropped."""
    file = reading.read(data)
    code = language or file.properties.get(LANGUAGE_PROPERTY, "en")
    reader = _Reader(TextReader(file, view), languages.language(code))
    for part in shapes.seen(file.content, view):
        reader.take(part)
    reader.close()
    first, *annexes = reader.annexes
    return ReadDocument(
        first.blocks,
        tuple(annexes),
        reader.front.get("title", ""),
        reader.front.get("subtitle", ""),
        code,
        (*reader.unsure, *file.boxes),
    )


@dataclass
class _Reader:
    """Takes the parts of a file one by one; what belongs together is kept open until it ends."""

    texts: TextReader
    language: Language
    blocks: list[Block] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    front: dict[str, str] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)
    above: Caption | None = None
    table: shapes.Table | None = None
    below: list[Paragraph] = field(default_factory=list)
    annex: Annex = field(default=Annex(()))

    def take(self, part: Part) -> None:
        """Take the next part."""
        if isinstance(part, shapes.Table):
            if self.table is not None:
                self._end_table()
            self.table = part
            return
        if self.table is not None and part.style in BELOW:
            self.below.append(part)
            return
        self._end_table()
        if part.style in CAPTIONS:
            self.above = table_reading.caption(self.texts, part)
        elif part.pieces:
            self._paragraph(part)
        if part.ends_section:
            self._end_part()

    def close(self) -> None:
        """Finish what is open."""
        self._end_table()
        self._end_part()

    def _end_table(self) -> None:
        above, table, below = self.above or Caption(), self.table, self.below
        if table is None:
            if self.above is not None:
                # Its table is gone; the words stay.
                self._assume(above.title)
            self.above = None
            return
        block: Block | None = None
        if above.is_figure:
            block = table_reading.bars(self.texts, table, above, below, self.language)
            self.unsure += [above.title] if block is None else []
        self.blocks.append(block or table_reading.table(self.texts, table, above, below))
        self.above, self.table, self.below = None, None, []

    def _end_part(self) -> None:
        self.annexes.append(replace(self.annex, blocks=tuple(self.blocks)))
        self.blocks, self.annex = [], Annex((), is_numbered=False)

    def _assume(self, words: str) -> None:
        if words.strip():
            self.unsure.append(words)
            self.blocks.append(content.Unnumbered(content.words(words)))

    def _paragraph(self, paragraph: Paragraph) -> None:
        style = paragraph.style
        if style == "gmp annex":
            if self.blocks and self.annex.blocks == () and self.annexes:
                self._end_part()
            self.annex = replace(self.annex, is_numbered=True)
        elif style in ANNEX_LINES and self.annexes:
            self._annex_line(ANNEX_LINES[style], plain(self.texts.text(paragraph.pieces)))
        elif style in ("title", "subtitle"):
            self.front[style] = plain(self.texts.text(paragraph.pieces))
        elif not self._simple(paragraph) and not self._grouped(paragraph):
            text = self.texts.text(paragraph.pieces)
            if plain(text).strip() or content.notes(text):
                self.unsure.append(plain(text))
                self.blocks.append(content.Unnumbered(text))

    def _annex_line(self, name: str, words: str) -> None:
        if name == "title":
            self.annex = replace(self.annex, title=words)
        elif name == "subtitle":
            self.annex = replace(self.annex, subtitle=words)
        else:
            self.annex = replace(self.annex, original_language=self._code_of(words))

    def _code_of(self, words: str) -> str:
        for code in languages.LANGUAGES:
            if words.strip("[]") == self.language.original.format(
                self.language.named(code)
            ):
                return code
        self.unsure.append(words)
        return ""

    def _simple(self, paragraph: Paragraph) -> bool:
        """Take a paragraph that is a block by itself."""
        style = paragraph.style
        mark, pieces = text_reading.marked(paragraph)
        text = self.texts.text(paragraph.pieces)
        block: Block | None = None
        if style in HEADINGS:
            block = HEADINGS[style](plain(self.texts.text(pieces)))
        elif style == "gmp paragraph":
            block = content.Paragraph(text)
        elif style == "gmp without number":
            block = content.Paragraph(text, numbered=False)
        elif style == "gmp unnumbered":
            block = content.Unnumbered(text)
        elif style == "gmp not set":
            block = content.Unreadable(plain(text))
        elif style[:-1] in LEVELLED:
            block = self._levelled(style, mark, pieces)
        if block is not None:
            self.blocks.append(block)
        return block is not None

    def _levelled(self, style: str, mark: str, pieces: tuple[shapes.Piece, ...]) -> Block:
        level = int(style[-1])
        if style.startswith("gmp heading"):
            return content.Heading(level, plain(self.texts.text(pieces)))
        if style.startswith("gmp sub-paragraph"):
            return content.SubParagraph(level, self.texts.text(pieces))
        behind = text_reading.without_gap(pieces, "\t")
        return content.Item(level, mark, self.texts.text(behind))

    def _grouped(self, paragraph: Paragraph) -> bool:
        """Take a paragraph that is a part of the block before it."""
        style, text = paragraph.style, self.texts.text(paragraph.pieces)
        last = self.blocks[-1] if self.blocks else None
        if style == "gmp contents title":
            self.blocks.append(ContentsList(plain(text)))
        elif style == "gmp decision title":
            self.blocks.append(DraftDecision(plain(text), (), (), ()))
        elif style.startswith("gmp contents ") and isinstance(last, ContentsList):
            entry = ContentsEntry(int(style[-1]), plain(text))
            self.blocks[-1] = replace(last, entries=(*last.entries, entry))
        elif style.startswith("gmp decision ") and isinstance(last, DraftDecision):
            self.blocks[-1] = _grown(last, style.removeprefix("gmp decision "), text)
        else:
            return False
        return True


LEVELLED = ("gmp heading ", "gmp sub-paragraph ", "gmp item ")


def _grown(decision: DraftDecision, kind: str, text: content.Text) -> DraftDecision:
    """Return the decision with a further part."""
    if kind == "opening" and not decision.opening:
        return replace(decision, opening=text)
    if kind in ("opening", "preamble"):
        return replace(decision, preamble=(*decision.preamble, text))
    operative = decision.operative
    if kind == "item" and operative:
        last = replace(operative[-1], items=(*operative[-1].items, text))
        return replace(decision, operative=(*operative[:-1], last))
    return replace(decision, operative=(*operative, Operative(text)))
