"""A workbook is read by the cell: formulas, errors, days and joined cells are told apart.

One pass sees a formula and what it came to; a formula is nobody's answer and is only named.
"""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from gmp_portal.exchange.tables.grids import Cell, Grid, Holds
from gmp_portal.exchange.tables.opening import (
    MOST_COLUMNS,
)
from gmp_portal.exchange.tables.rows import column_of
from gmp_portal.exchange.word.elements import Element
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.exchange.word.unpacking import MEGABYTE, Package

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
# Formats of days that Excel has from the start; others say it by their letters.
DAY_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
NOT_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
EPOCH, LATER_EPOCH = date(1899, 12, 30), date(1904, 1, 1)
# Until here a day that Excel counts is one day off: it thought that 1900 was a leap year.
FALSE_LEAP_DAY = 60
LAST_DAY = 2_958_465
# So many rows a sheet has, in every program.
LAST_ROW = 1_048_576
MOST_JOINED = 5_000
MOST_SHEETS = 50


class Book(Package):
    """The parts of a workbook, within the limits of any file from outside."""

    main_kinds = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    )
    other, old = "not_table", "old_excel"
    most_elements = 1_500_000
    largest_part, largest_whole = 64 * MEGABYTE, 96 * MEGABYTE


def grids(data: bytes) -> Iterator[Grid]:
    """Yield the sheets that a reader sees, one after the other."""
    book = Book(data)
    texts = _shared_texts(book)
    days = _day_styles(book)
    is_later = book.main.find(f"{MAIN}workbookPr[@date1904='1']") is not None
    sheet = _Sheet(texts, days, LATER_EPOCH if is_later else EPOCH)
    for name, part in _parts(book):
        grid = Grid(name)
        root = book.xml(part)
        if root is not None:
            sheet.read(root, grid)
            yield grid


def properties(data: bytes) -> dict[str, str]:
    """What the workbook was told about itself when it was made, by the names of our own."""
    root = Book(data).xml("docProps/custom.xml")
    if root is None:
        return {}
    return {
        each.get("name", ""): "".join(str(text) for text in each.itertext())
        for each in root
    }


def _parts(book: Book) -> Iterator[tuple[str, str]]:
    relations = book.xml("xl/_rels/workbook.xml.rels")
    if relations is None:
        raise UnreadableFileError("broken")
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in relations
        if each.get("TargetMode") != "External"
    }
    sheets = [
        each
        for each in book.main.iter(f"{MAIN}sheet")
        if each.get("state", "visible") == "visible"
    ]
    for sheet in sheets[:MOST_SHEETS]:
        target = targets.get(sheet.get(ID, ""), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name", ""), part


def _shared_texts(book: Book) -> list[str]:
    root = book.xml(book.find("sharedStrings+xml"))
    return [] if root is None else [_text(item) for item in root.iter(f"{MAIN}si")]


def _text(item: Element) -> str:
    """The words of a text, without the reading aids that stand above Asian ones."""
    parts = [
        part.text or ""
        for part in item.iter(f"{MAIN}t")
        if (parent := part.getparent()) is not None and parent.tag != f"{MAIN}rPh"
    ]
    return "".join(parts)


def _day_styles(book: Book) -> set[int]:
    """Which styles of cells show a number as a day."""
    root = book.xml(book.find("styles+xml"))
    if root is None:
        return set()
    own = {
        int(each.get("numFmtId", "0"))
        for each in root.iter(f"{MAIN}numFmt")
        if _shows_days(each.get("formatCode", ""))
    }
    cells = root.find(f"{MAIN}cellXfs")
    formats = [] if cells is None else [int(each.get("numFmtId", "0")) for each in cells]
    return {
        place for place, each in enumerate(formats) if each in own or each in DAY_FORMATS
    }


def _shows_days(code: str) -> bool:
    letters = NOT_LETTERS.sub("", code.partition(";")[0]).lower()
    return "y" in letters or "d" in letters


class _Sheet:
    """Reads one sheet after another of the same book."""

    def __init__(self, texts: Sequence[str], days: set[int], epoch: date) -> None:
        self.texts, self.days, self.epoch = texts, days, epoch

    def read(self, root: Element, grid: Grid) -> None:
        """Put what stands in the cells into the grid."""
        number = 0
        for row in root.iter(f"{MAIN}row"):
            said_number = int(row.get("r") or number + 1)
            if not number < said_number <= LAST_ROW:
                # Rows stand in their order, each once, and no program has more of them.
                raise UnreadableFileError("broken")
            number = said_number
            column = 0
            for cell in row.iter(f"{MAIN}c"):
                place = PLACE.fullmatch(cell.get("r") or "")
                column = column_of(place[1]) if place else column + 1
                said = self._cell(cell)
                if said is not None and said.text.strip():
                    grid.put(number, column, said)
        joined = list(root.iter(f"{MAIN}mergeCell"))
        if len(joined) > MOST_JOINED:
            raise UnreadableFileError("too_many_joined")
        for each in joined:
            _join(grid, each.get("ref", ""))

    def _cell(self, cell: Element) -> Cell | None:
        kind = cell.get("t", "n")
        formula = cell.find(f"{MAIN}f")
        value = cell.findtext(f"{MAIN}v") or ""
        if kind == "e":
            return Cell(Holds.FAULT, value)
        if formula is not None:
            return Cell(Holds.FORMULA, f"={formula.text or value}")
        if kind == "inlineStr":
            item = cell.find(f"{MAIN}is")
            return None if item is None else Cell(Holds.TEXT, _text(item))
        return self._plain(kind, value, cell) if value else None

    def _plain(self, kind: str, value: str, cell: Element) -> Cell:
        if kind == "s":
            return Cell(Holds.TEXT, self.texts[int(value)])
        if kind == "d":
            return Cell(Holds.DAY if _is_day(value[:10]) else Holds.TEXT, value[:10])
        if kind == "n":
            return self._number(value, int(cell.get("s", "0")))
        return Cell(Holds.YES_NO if kind == "b" else Holds.TEXT, value)

    def _number(self, value: str, style: int) -> Cell:
        number = float(value)
        if not math.isfinite(number):
            return Cell(Holds.TEXT, value)
        if style in self.days and 0 < number <= LAST_DAY:
            is_early = self.epoch == EPOCH and number < FALSE_LEAP_DAY
            day = self.epoch + timedelta(days=int(number) + is_early)
            return Cell(Holds.DAY, day.isoformat())
        return Cell(Holds.NUMBER, str(int(number)) if number == int(number) else value)


def _is_day(said: str) -> bool:
    """Whether the calendar has it; a file may say anything."""
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


def _join(grid: Grid, reference: str) -> None:
    """Mark the cells that lie under another one with which they were joined."""
    ends = [PLACE.fullmatch(end) for end in reference.split(":")]
    if len(ends) != 2 or None in ends:
        return
    (left, top), (right, bottom) = ((column_of(end[1]), int(end[2])) for end in ends if end)
    for row in grid.rows:
        for column in range(left, min(right, MOST_COLUMNS) + 1):
            if top <= row <= bottom and (row, column) != (top, left):
                grid.rows[row].setdefault(column, Cell(Holds.JOINED, ""))
