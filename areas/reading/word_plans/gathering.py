"""What the pieces make together: the texts of sections, and tables with the rows of lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from areas.reading.word_plans import entries, marks, own, tables
from areas.reading.word_plans.pieces import MORE, ROW, ROWS, TEXT, Piece
from gmp_portal.exchange.word.file_lines import NOTE, TABLE
from gmp_portal.exchange.word.form_matching import normal
from gmp_portal.typesetting.signs import lines as signs

TOTALS = frozenset(
    ("total", "totals", "sum", "grand total", "总计", "合计", "总额", "итого", "المجموع")
)

Cells = tuple[str, ...]
NamedRow = tuple[str, Cells]


@dataclass
class Block:
    """Rows of one list that have the same columns; each has a name that stays."""

    kind: str
    header: Cells | None
    rows: list[NamedRow] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Lines of a table that are no rows: titles above it, totals below."""


def texts(pieces: Sequence[Piece]) -> dict[str, str]:
    """The texts by section: a blank line between paragraphs, none between entries of a list.

    A text with signs has a paragraph to a line (ADR 57); a blank one would part its tables.
    """
    lines: dict[str, list[tuple[str, bool]]] = {}
    for piece in pieces:
        if piece.place == TEXT:
            lines.setdefault(piece.target, []).extend(_written(piece))
    made: dict[str, str] = {}
    for section, said in lines.items():
        text = ""
        was_listed, is_signed = False, signs.is_signed(said[0][0])
        for words, is_listed in said:
            gap = "\n" if is_signed or (was_listed and is_listed) else "\n\n"
            text = f"{text}{gap}{words}" if text else words
            was_listed = is_listed
        made[section] = text
    return made


def _written(piece: Piece) -> Iterator[tuple[str, bool]]:
    line = piece.line
    if line.kind == TABLE:
        for row in line.rows:
            cells = (" ".join(cell.split()) for cell in row)
            yield " | ".join(filter(None, cells)), False
        return
    if line.kind == NOTE:
        yield f"[{line.about}] {line.text}", False
        return
    sign = marks.BULLET.match(line.text)
    if line.listed == "bullet" or sign:
        text = line.text[sign.end() :] if sign else line.text
        yield f"- {' '.join(text.split())}", True
        return
    yield line.text, False


def blocks(pieces: Sequence[Piece]) -> list[Block]:
    """The rows of all lists, in the order of the file."""
    made: list[Block] = []
    entry: list[Piece] = []
    side = ""
    for piece in pieces:
        if piece.why == own.WHY:
            side = own.side(piece.text)
        if piece.place in (ROW, ROWS) and entry:
            _close(made, entry)
            entry = []
        if piece.place == ROW:
            entry = [piece]
        elif piece.to == MORE and entry:
            entry.append(piece)
        elif piece.place == ROWS:
            made.append(_on_side(_table(piece), side))
    if entry:
        _close(made, entry)
    return made


def lost(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that go on in an entry where none stands above them."""
    alone: list[Piece] = []
    is_open = False
    for piece in pieces:
        if piece.place == ROW:
            is_open = True
        elif piece.place == ROWS:
            is_open = False
        elif piece.to == MORE and not is_open:
            alone.append(piece)
    return alone


def _close(made: list[Block], entry: list[Piece]) -> None:
    """Add an entry to the block before it, or begin one."""
    kind = entry[0].target
    values = entries.entry(kind, [piece.line for piece in entry])
    header = tuple(values)
    last = made[-1] if made else None
    if last is None or last.kind != kind or last.header != header:
        last = Block(kind, header)
        made.append(last)
    last.rows.append((f"{entry[0].id}.0", tuple(values.values())))


def _table(piece: Piece) -> Block:
    kind, rows = piece.target, piece.line.rows
    place = tables.header_of(piece.line, kind)
    if place is None:
        block = Block(kind, None)
        body = enumerate(rows)
    else:
        block = Block(kind, rows[place])
        block.left = [joined(row) for row in rows[:place] if any(row)]
        body = enumerate(rows[place + 1 :], start=place + 1)
    for number, row in body:
        if not any(cell.strip() for cell in row):
            continue
        first = next(cell for cell in row if cell.strip())
        if row == block.header:
            # The titles come again on the next page.
            continue
        if normal(first) in TOTALS:
            block.left.append(joined(row))
            continue
        block.rows.append((f"{piece.id}.{number}", row))
    return _as_made(block) if block.header and own.is_name(block.header[0]) else block


def _as_made(block: Block) -> Block:
    """The rows of a table with names: what stands below a name has a column of its own."""
    header, rows = _even(tables.titles(block.kind, block.header or ()), block.rows)
    beside = tables.places(block.kind, header)
    named = [own.below(block.kind, row[0], beside) for _name, row in rows]
    more = dict.fromkeys(key for _title, said in named for key in said)
    block.header = (*header, *more)
    block.rows = [
        (name, (title, *map(own.filled, row[1:]), *(said.get(key, "") for key in more)))
        for (name, row), (title, said) in zip(rows, named, strict=True)
    ]
    return block


def _on_side(block: Block, side: str) -> Block:
    """Linkages below a heading that says on which side they are."""
    if block.kind != "linkages" or not side or not block.header or "side" in block.header:
        return block
    header, rows = _even(block.header, block.rows)
    block.header = (*header, "side")
    block.rows = [(name, (*row, side)) for name, row in rows]
    return block


def _even(header: Cells, rows: Sequence[NamedRow]) -> tuple[Cells, list[NamedRow]]:
    """The same lines, all as wide as the widest, so that columns can stand behind them."""
    width = max(len(header), *(len(row) for _name, row in rows), 0)
    return _as_wide(header, width), [(name, _as_wide(row, width)) for name, row in rows]


def _as_wide(cells: Cells, width: int) -> Cells:
    return (*cells, *[""] * (width - len(cells)))


def joined(row: Sequence[str]) -> str:
    """The cells of a row in one line."""
    return " | ".join(filter(None, (" ".join(cell.split()) for cell in row)))
