"""Pieces become a document: the first page, the body, the annexes, the notes at their calls."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gmp_portal.typesetting.content import (
    Annex,
    Block,
    ContentsEntry,
    ContentsList,
    DraftDecision,
    Heading,
    Item,
    Operative,
    Table,
    Text,
    Unnumbered,
    words,
)
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.typesetting.numbering import Numbers
from gmp_portal.typesetting.session import SessionDocument
from reporting.session_documents import contents, first_page, labels, notes
from reporting.session_documents import lines as marks
from reporting.session_documents.lines import Line
from reporting.session_documents.notes import mark_in
from reporting.session_documents.pieces import NUMBERED_HEADINGS, Piece, Pieces
from reporting.session_documents.runs import Runs

SEPARATOR = set("|:-–— \t")
PLAIN = ("plain", "caption", "opening", "preamble")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def document(
    pieces: Pieces, lines: Sequence[Line], *, language: str, typed: Mapping[str, str]
) -> SessionDocument:
    """Return the document that the pieces make; typed lines of the first page come first."""
    parts = _parts(pieces)
    stars = first_page.star_notes(pieces, lines)
    made = [Composer(part, lines, language, stars) for part in parts]
    built = [composer.blocks() for composer in made]
    annexes = tuple(
        Annex(blocks=blocks, title=_annex_title(part, lines))
        for part, blocks in zip(parts[1:], built[1:], strict=True)
    )
    page = first_page.of(pieces, lines, language=language, typed=typed)
    return replace(page, blocks=built[0], annexes=annexes)


def _parts(pieces: Pieces) -> list[list[Piece]]:
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "annex":
            parts.append([])
        parts[-1].append(piece)
    return parts


def _annex_title(part: Sequence[Piece], lines: Sequence[Line]) -> str:
    first, *rest = [lines[number - 1].words for number in part[0].lines]
    match = marks.ANNEX.fullmatch(first)
    own = (match[3] or "") if match else first
    return " ".join(words for words in (own, *rest) if words)


@dataclass
class Composer:
    """Makes the blocks of one part."""

    part: Sequence[Piece]
    lines: Sequence[Line]
    language: str
    stars: frozenset[int]
    numbers: Numbers = field(init=False)
    runs: Runs = field(init=False)
    printed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.numbers = Numbers(spoken(self.language))
        self.runs = Runs(
            [
                (mark_in(self._first(piece)), self._note_words(piece))
                for piece in self.part
                if piece.kind == "note" and piece.lines[0] not in self.stars
            ]
        )
        self.printed = self._printed_headings()

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks; notes that nothing calls stand at the end, with their marks."""
        rows = [piece for piece in self.part if piece.kind not in ("note", "annex")]
        blocks: list[Block] = []
        while rows:
            piece = rows.pop(0)
            if piece.kind == "decision":
                members = []
                while rows and rows[0].kind in ("opening", "preamble", "operative", "item"):
                    members.append(rows.pop(0))
                blocks.append(self._decision(piece, members))
            elif piece.kind == "caption" and rows and rows[0].kind == "table":
                blocks.append(self._table(rows.pop(0), self._plain(piece)))
            else:
                blocks += self._made(piece)
        return (*blocks, *self._left_notes())

    def _left_notes(self) -> list[Block]:
        return [
            Item(1, mark.translate(RAISED), words(marks.unescaped(text)))
            for mark, text in self.runs.left
        ]

    def _made(self, piece: Piece) -> list[Block]:
        if piece.kind == "lines":
            return [
                Unnumbered(self.runs.text(self.lines[number - 1].text))
                for number in piece.lines
            ]
        makes: dict[str, Callable[[], Block]] = {
            "table": lambda: self._table(piece, ""),
            "contents": lambda: self._contents(piece),
            "heading": lambda: Heading(max(piece.level, 1), self._plain(piece)),
            "paragraph": lambda: self._counted(piece),
            "operative": lambda: self._counted(piece),
            "item": lambda: self._item(piece),
            **dict.fromkeys(NUMBERED_HEADINGS, lambda: self._numbered_heading(piece)),
            **dict.fromkeys(PLAIN, lambda: self._unnumbered(piece)),
        }
        make = makes.get(piece.kind)
        return [make()] if make else []

    def _unnumbered(self, piece: Piece) -> Block:
        return self._kept(Unnumbered(self.runs.text(self._text(piece))))

    # Headings ---------------------------------------------------------------------------

    def _printed_headings(self) -> frozenset[str]:
        """Kinds of headings whose numbers are not those that the structure gives."""
        numbers = Numbers(spoken(self.language))
        odd = set()
        for piece in self.part:
            if piece.kind in NUMBERED_HEADINGS:
                label, title = labels.heading(piece.kind, self._text(piece))
                given = numbers.label(labels.BLOCKS[piece.kind](title))
                if not labels.same(given, label):
                    odd.add(piece.kind)
        return frozenset(odd)

    def _numbered_heading(self, piece: Piece) -> Block:
        if piece.kind in self.printed:
            level = NUMBERED_HEADINGS.index(piece.kind) + 1
            return Heading(level, self._plain(piece))
        _label, title = labels.heading(piece.kind, self._text(piece))
        block = labels.BLOCKS[piece.kind](self.runs.plain(title))
        return self._kept(block)

    # Texts ------------------------------------------------------------------------------

    def _counted(self, piece: Piece) -> Block:
        """A paragraph; where its printed number is not the one that comes, it is kept."""
        text = self._text(piece)
        label, rest = labels.paragraph(text)
        before = replace(self.numbers)
        given = self.numbers.label(labels.PARAGRAPH)
        if labels.same(given, label):
            return labels.numbered(self.runs.text(rest))
        vars(self.numbers).update(vars(before))
        return self._kept(Unnumbered(self.runs.text(text)))

    def _item(self, piece: Piece) -> Block:
        level = max(piece.level, 1)
        mark, rest, is_lost = labels.item(self._text(piece))
        before = replace(self.numbers)
        given = self.numbers.label(labels.part(level))
        if is_lost or labels.same(given, mark):
            return labels.sub_paragraph(level, self.runs.text(rest))
        vars(self.numbers).update(vars(before))
        return self._kept(Item(level, mark, self.runs.text(rest)))

    def _kept(self, block: Block) -> Block:
        self.numbers.label(block)
        return block

    def _decision(self, title: Piece, members: Sequence[Piece]) -> DraftDecision:
        opening: Text = ()
        preamble: list[Text] = []
        operative: list[tuple[Text, list[Text]]] = []
        for piece in members:
            text = self._text(piece)
            if piece.kind == "opening" and not opening:
                opening = self.runs.text(text)
            elif piece.kind == "operative":
                operative.append((self.runs.text(labels.paragraph(text)[1]), []))
            elif piece.kind == "item" and operative:
                operative[-1][1].append(self.runs.text(labels.item(text)[1]))
            else:
                preamble.append(self.runs.text(text))
        return DraftDecision(
            title=self._plain(title),
            opening=opening,
            preamble=tuple(preamble),
            operative=tuple(Operative(text, tuple(items)) for text, items in operative),
        )

    # Tables and lists -------------------------------------------------------------------

    def _table(self, piece: Piece, title: str) -> Table:
        rows = [marks.cells_of(self.lines[number - 1].raw) for number in piece.lines]
        rows = [row for row in rows if not set("".join(row)) <= SEPARATOR]
        width = max((len(row) for row in rows), default=0)
        full = [(*row, *[""] * (width - len(row))) for row in rows]
        header = tuple(self.runs.plain(cell) for cell in full[0]) if full else ()
        body = tuple(tuple(self.runs.text(cell) for cell in row) for row in full[1:])
        return self._kept_table(Table(title, header, body, numbered=False))

    def _kept_table(self, table: Table) -> Table:
        self.numbers.label(table)
        return table

    def _contents(self, piece: Piece) -> ContentsList:
        rows = [self.lines[number - 1] for number in piece.lines]
        has_title = bool(contents.TITLE.fullmatch(rows[0].words))
        entries = tuple(
            ContentsEntry(contents.level_of(line), contents.entry_of(line))
            for line in rows[has_title:]
        )
        return ContentsList(rows[0].words if has_title else "", entries)

    # Words ------------------------------------------------------------------------------

    def _first(self, piece: Piece) -> Line:
        return self.lines[piece.lines[0] - 1]

    def _text(self, piece: Piece) -> str:
        return labels.text_of(piece, self.lines)

    def _plain(self, piece: Piece) -> str:
        return self.runs.plain(self._text(piece))

    def _note_words(self, piece: Piece) -> str:
        return notes.words_of(piece, self.lines)
