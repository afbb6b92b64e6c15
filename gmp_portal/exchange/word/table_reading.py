"""Tables and charts of bars, as they stand between their caption and their notes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gmp_portal.exchange.word import shapes, text_reading
from gmp_portal.exchange.word.shapes import Paragraph
from gmp_portal.exchange.word.text_reading import CELL_MARK, TextReader
from gmp_portal.typesetting.content import Bar, BarTable, Table, plain
from gmp_portal.typesetting.languages import Language

ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.")
GAPS = str.maketrans("", "", "\u00a0\u202f ")


@dataclass(frozen=True)
class Caption:
    """The line above a table."""

    title: str = ""
    is_numbered: bool = False
    is_figure: bool = False


def caption(reader: TextReader, paragraph: Paragraph) -> Caption:
    """Return what a line above a table says."""
    mark, pieces = text_reading.marked(paragraph)
    title = plain(reader.text(text_reading.without_gap(pieces, "\n")))
    return Caption(title, bool(mark), "figure" in paragraph.style)


def table(
    reader: TextReader, read: shapes.Table, above: Caption, below: Sequence[Paragraph]
) -> Table:
    """Return a table; notes that its cells call stand in them again."""
    lettered, further = _notes(reader, below)
    rows = [
        tuple(reader.joined(cell.paragraphs, lettered) for cell in row.cells)
        for row in read.rows
    ]
    has_head = bool(read.rows) and _looks(read.rows[0], "gmp cell head")
    return Table(
        title=above.title,
        header=tuple(map(plain, rows[0])) if has_head else (),
        rows=tuple(rows[has_head:]),
        notes=further,
        has_total=len(rows) > has_head and _looks(read.rows[-1], "gmp cell total"),
        numbered=above.is_numbered,
    )


def bars(
    reader: TextReader,
    read: shapes.Table,
    above: Caption,
    below: Sequence[Paragraph],
    language: Language,
) -> BarTable | None:
    """Return a chart by its values; nothing where they are no numbers any more."""
    rows = [
        tuple(plain(reader.joined(cell.paragraphs, {})) for cell in row.cells)
        for row in read.rows
    ]
    values = [number(row[-1], language) for row in rows[1:]]
    if not rows or any(len(row) != 2 for row in rows) or None in values:
        return None
    bars_ = tuple(
        Bar(row[0], value)
        for row, value in zip(rows[1:], values, strict=True)
        if value is not None
    )
    heads = (language.category, language.value)
    label, head = (
        "" if words == own else words for words, own in zip(rows[0], heads, strict=True)
    )
    as_of = "\n".join(plain(reader.text(paragraph.pieces)) for paragraph in below)
    return BarTable(
        above.title, bars_, as_of.removeprefix(language.as_of).strip(), label, head
    )


def number(text: str, language: Language) -> float | None:
    """Return a number as its language writes it, or nothing."""
    figures = text.translate(GAPS).translate(ARABIC_DIGITS)
    is_english = language.code in ("en", "zh-hans")
    figures = figures.replace(",", "" if is_english else ".")
    try:
        value = float(figures)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _notes(
    reader: TextReader, below: Sequence[Paragraph]
) -> tuple[dict[str, str], tuple[str, ...]]:
    lettered: dict[str, str] = {}
    further: list[str] = []
    for paragraph in below:
        first = paragraph.pieces[0] if paragraph.pieces else None
        if first is not None and first.style == CELL_MARK:
            words = plain(reader.text(paragraph.pieces[1:]))
            lettered[first.text] = words.lstrip(" \t")
        else:
            further.append(plain(reader.text(paragraph.pieces)))
    return lettered, tuple(further)


def _looks(row: shapes.Row, style: str) -> bool:
    """Tell whether every cell of a row has this style, or that of its figures."""
    paragraphs = [part for cell in row.cells for part in cell.paragraphs]
    return all(part.style.startswith(style) for part in paragraphs) and bool(paragraphs)
