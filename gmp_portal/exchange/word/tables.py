"""Tables: columns as wide as their words need, lettered notes below, and bars as figures."""

from collections.abc import Sequence

from gmp_portal.exchange.word import elements, runs
from gmp_portal.exchange.word.composing import Composer
from gmp_portal.exchange.word.elements import Element, flag, w
from gmp_portal.typesetting import columns, figures
from gmp_portal.typesetting.content import BarTable, Note, Table, Text
from gmp_portal.typesetting.numbering import letter

# Rows of more characters go on overleaf, where others would leave half a page empty.
LONG_ROW = 900
BEHIND_TABLE = "GMP After table"


def table(composer: Composer, block: Table, label: str) -> list[Element]:
    """Return a table with its caption, its lettered notes and its further notes."""
    rows = figures.filled(block)
    numeric = figures.numeric_columns(block)
    lettered: list[str] = []
    header = [*block.header, *[""] * (len(numeric) - len(block.header))]
    widths = _widths(composer, [tuple((words,) for words in header), *rows])
    lines: list[Element] = []
    if block.header:
        texts = [composer.plain(words) for words in header]
        lines.append(_row(composer, texts, _styles("GMP Cell head", numeric), widths))
    for place, row in enumerate(rows):
        is_total = block.has_total and place == len(rows) - 1
        texts = [_cell(composer, text, lettered) for text in row]
        style = "GMP Cell total" if is_total else "GMP Cell"
        lines.append(_row(composer, texts, _styles(style, numeric), widths))
    if not lines:
        # Word opens no table without a row.
        lines.append(_row(composer, [[]], ["GMP Cell"], widths))
    return [
        *caption(composer, "GMP Table title", label, block.title),
        grid(composer, lines, widths),
        *_below(composer, lettered, block.notes),
        composer.paragraph(BEHIND_TABLE),
    ]


def bars(composer: Composer, block: BarTable, label: str) -> list[Element]:
    """Return a chart of bars as the table of its values."""
    spoken = composer.language
    heads = (block.label_header or spoken.category, block.value_header or spoken.value)
    texts = [(bar.label, figures.shown(bar.value, spoken)) for bar in block.rows]
    given = [tuple((words,) for words in row) for row in (heads, *texts)]
    widths = _widths(composer, given)
    lines = [
        _row(
            composer,
            [composer.plain(words) for words in row],
            _styles("GMP Cell" if place else "GMP Cell head", (False, True)),
            widths,
        )
        for place, row in enumerate((heads, *texts))
    ]
    as_of = f"{spoken.as_of} {block.as_of}" if block.as_of else ""
    return [
        *caption(composer, "GMP Figure title", label, block.title),
        grid(composer, lines, widths),
        *([composer.paragraph("GMP Figure note", composer.plain(as_of))] if as_of else ()),
        composer.paragraph(BEHIND_TABLE),
    ]


def caption(composer: Composer, style: str, label: str, title: str) -> list[Element]:
    """Return the line above a table; what has neither number nor title has none."""
    if not label and not title:
        return []
    gap = [w("r", w("br"))] if label and title else []
    mark = composer.plain(label, "GMP Mark")
    return [composer.paragraph(style, mark, gap, composer.plain(title, "GMP Label"))]


def grid(composer: Composer, rows: Sequence[Element], widths: Sequence[int]) -> Element:
    """Return the rows as a table of columns of these widths."""
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="GMPTable"),
            flag("bidiVisual", composer.tongue.is_rtl),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0420", firstRow=1, noVBand=1),
        ),
        w("tblGrid", (w("gridCol", w=width) for width in widths)),
        rows,
    )


def row(
    cells: Sequence[Element], *, is_head: bool = False, is_long: bool = False
) -> Element:
    """Return a row that no page parts unless it is long; a head stands on every page."""
    kept = flag("cantSplit", not is_long)
    return w("tr", w("trPr", kept, flag("tblHeader", is_head)), cells)


def cell(paragraphs: Sequence[Element], width: int, fill: str = "") -> Element:
    """Return a cell of this width, on a ground of this colour."""
    ground = w("shd", val="clear", color="auto", fill=fill) if fill else None
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), ground), paragraphs)


def _row(
    composer: Composer,
    texts: Sequence[list[Element]],
    styles: Sequence[str],
    widths: Sequence[int],
) -> Element:
    cells = [
        cell([composer.paragraph(style, text)], width)
        for text, style, width in zip(texts, styles, widths, strict=True)
    ]
    words = sum(len(text.text or "") for part in cells for text in part.iter("{*}t"))
    is_head = styles[0].startswith("GMP Cell head")
    return row(cells, is_head=is_head, is_long=words > LONG_ROW)


def _styles(style: str, numeric: Sequence[bool]) -> list[str]:
    return [f"{style} number" if is_number else style for is_number in numeric]


def _cell(composer: Composer, text: Text, lettered: list[str]) -> list[Element]:
    made: list[Element] = []
    for run in text:
        if isinstance(run, Note):
            lettered.append(run.text)
            made += runs.runs(letter(len(lettered)), composer.tongue, "GMP Cell mark")
        else:
            made += composer.text((run,))
    return made


def _below(
    composer: Composer, lettered: Sequence[str], notes: Sequence[str]
) -> list[Element]:
    marked = [
        composer.paragraph(
            "GMP Table note",
            runs.runs(letter(number), composer.tongue, "GMP Cell mark"),
            # A tab: a blank would carry the letter behind the Latin words of an Arabic note.
            [runs.tab()],
            composer.plain(words),
        )
        for number, words in enumerate(lettered, start=1)
    ]
    return [
        *marked,
        *(composer.paragraph("GMP Table note", composer.plain(note)) for note in notes),
    ]


def _widths(composer: Composer, rows: Sequence[Sequence[Text]]) -> list[int]:
    """Return the widths of the columns, which fill the line together."""
    measured = columns.widths(rows, composer.text_width)
    widths = [elements.twips(width) for width in measured]
    widths[0] += elements.twips(composer.text_width) - sum(widths)
    return widths
