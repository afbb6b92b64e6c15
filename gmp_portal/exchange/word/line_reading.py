"""Any Word file line by line, as it is read once its changes are accepted; nothing is left out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from gmp_portal.exchange.word import reading, shapes
from gmp_portal.exchange.word.file_lines import (
    BOX,
    COMMENT,
    DELETED,
    MARGIN,
    NOTE,
    PARAGRAPH,
    TABLE,
    UNREAD,
    Line,
    WordLines,
)
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.exchange.word.shapes import Cell, Paragraph, Piece, Table, WordFile

# Longer than this is no text that people look through line by line.
MOST_LINES = 3000
LONGEST_NAME = 120


def read_lines(data: bytes) -> WordLines:
    """Return the lines of a file, or raise ``UnreadableFileError``."""
    file = reading.read(data)
    made = tuple(_Writer(file).lines())
    if len(made) > MOST_LINES:
        raise UnreadableFileError("too_large")
    counted = [each for each in file.revisions if each.kind != "format"]
    return WordLines(made, len(counted))


@dataclass
class _Writer:
    """Writes the parts of one file as lines, and numbers the notes that they call."""

    file: WordFile
    called: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[Line]:
        yield from self._parts(shapes.seen(self.file.content, "after"))
        yield from self._notes()
        for comment in self.file.comments:
            yield Line(COMMENT, comment.text, about=comment.about, by=comment.author)
        yield from (Line(BOX, text) for text in self.file.boxes)
        for change in self.file.revisions:
            if change.kind == "deleted" and change.text.strip():
                yield Line(DELETED, change.text.strip(), by=change.author)
        yield from (Line(MARGIN, text) for text in self.file.margins)
        yield from (Line(UNREAD, name) for name in self.file.unread)

    def _parts(self, parts: Iterable[shapes.Part]) -> Iterator[Line]:
        for part in parts:
            if isinstance(part, Table):
                yield from self._table(part)
            elif (line := self._paragraph(part)) is not None:
                yield line

    def _paragraph(self, paragraph: Paragraph) -> Line | None:
        text = self._text(paragraph.pieces).strip()
        if not text:
            return None
        looks, worded = paragraph.looks, [p for p in paragraph.pieces if p.text.strip()]
        sizes = [piece.size for piece in worded]
        is_bold = looks.is_bold or all(map(_is_bold, worded))
        return Line(
            PARAGRAPH,
            text,
            style=paragraph.style[:LONGEST_NAME],
            outline=looks.outline,
            is_bold=is_bold,
            lead="" if is_bold else _lead(paragraph.pieces),
            size=max(sizes, default=0) or looks.size,
            listed=looks.listed,
            depth=looks.depth,
        )

    def _text(self, pieces: Iterable[Piece]) -> str:
        return "".join(_linked(pieces, self._call))

    def _call(self, name: str) -> str:
        """Return the number by which a note is called."""
        return self.called.setdefault(name, str(len(self.called) + 1))

    def _notes(self) -> Iterator[Line]:
        for name, paragraphs in self.file.notes.items():
            texts = (self._text(each.pieces).strip() for each in paragraphs)
            text = "\n".join(filter(None, texts))
            if text:
                yield Line(NOTE, text, about=self.called.get(name, ""))

    def _table(self, table: Table) -> Iterator[Line]:
        """Give a table, or the paragraphs of one that is only a frame round them."""
        if all(len(row.cells) < 2 for row in table.rows):
            for row in table.rows:
                for cell in row.cells:
                    yield from self._parts(cell.content)
            return
        rows: list[tuple[str, ...]] = []
        for row in table.rows:
            above = rows[-1] if rows else ()
            rows.append(tuple(self._cells(row.cells, above)))
        if any(text for cells in rows for text in cells):
            yield Line(TABLE, rows=tuple(rows))

    def _cells(self, cells: Iterable[Cell], above: tuple[str, ...]) -> Iterator[str]:
        """Give the texts of a row; what goes on from above says there what it says here."""
        place = 0
        for cell in cells:
            said = "\n".join(filter(None, (self._of_cell(p) for p in cell.paragraphs)))
            if cell.is_continued and not said and place < len(above):
                said = above[place]
            yield said
            yield from [""] * (cell.span - 1)
            place += cell.span

    def _of_cell(self, paragraph: Paragraph) -> str:
        return self._text(paragraph.pieces).strip()


def _linked(pieces: Iterable[Piece], call: Callable[[str], str]) -> Iterator[str]:
    """Give the words of pieces, the addresses behind the words that lead there."""
    address, words = "", ""
    for piece in (*pieces, Piece("")):
        if address and piece.link != address:
            yield "" if address.strip("/") in words or words in address else f" ({address})"
            words = ""
        address = piece.link
        words += piece.text if address else ""
        yield f"[{call(piece.note)}]" if piece.note else piece.text


def _is_bold(piece: Piece) -> bool:
    return piece.is_bold or piece.style == "strong"


def _lead(pieces: Iterable[Piece]) -> str:
    """Return the bold words at the beginning."""
    made = ""
    for piece in pieces:
        if piece.text.strip() and not _is_bold(piece):
            break
        made += piece.text
    return made.strip()
