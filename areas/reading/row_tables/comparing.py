"""A workbook of a plan that comes back, row by row beside what the plan says now (C4, C5).

The key of a row says what stood in each of its cells when the file was made. So a cell that only
the file changed is told from one that somebody changed in the portal meanwhile, and from one that
both changed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from areas.forms.row_kinds import KINDS, RowKind
from areas.models import AreaOpportunity, PlanVersion
from areas.reading.row_tables import columns, held, read_line, workbook
from areas.reading.row_tables.columns import Heading
from areas.reading.row_tables.held import HeldRow
from areas.reading.row_tables.links import Known
from areas.reading.row_tables.tables import ReadCell, ReadRow, name_of
from gmp_portal.characters import opening
from gmp_portal.exchange.tables.columns import plain
from gmp_portal.exchange.tables.grid_taker import Book
from gmp_portal.exchange.tables.grids import Cell, Grid, Holds
from gmp_portal.exchange.tables.templates import sheet_name
from gmp_portal.reference.models import active_language
from gmp_portal.search.register import in_all_languages

KEYS_OF_COLUMNS = re.compile(r"([a-z_]+)\.([a-z_]+)")
KEY = re.compile(r"(\d{1,18}):([0-9a-f.]*)")
LOOKED_AT = 3
# The column that the register of opportunities keeps.
STATE = "status"
NOTHING = Cell(Holds.TEXT, "")


class OtherVersionError(Exception):
    """The file was made for another version; its rows are none of this one."""


@dataclass(frozen=True)
class Clash:
    """A cell that was changed in the file and in the portal since it was made."""

    now: str
    cell: ReadCell


@dataclass(frozen=True)
class FileRow:
    """A row that would enter or change something; ``row`` is the one that it changes."""

    kind: RowKind
    read: ReadRow
    row: Any = None
    clashes: tuple[Clash, ...] = ()
    place: int = 0
    is_copy: bool = False
    is_gone: bool = False
    # A state that the register of opportunities keeps: what the file says of it goes nowhere.
    is_kept: bool = False

    @property
    def says_only_what_is_kept(self) -> bool:
        return self.is_kept and not self.read.cells and not self.clashes


@dataclass
class Compared:
    """What a workbook would do to a plan."""

    rows: list[FileRow] = field(default_factory=list)
    # Rows of the plan that stood in the file when it was made, and do so no more.
    missing: list[tuple[RowKind, HeldRow]] = field(default_factory=list)
    same: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Sheet:
    """One sheet with its list: where its columns, its keys and its first row stand."""

    kind: RowKind
    grid: Grid
    heading: Heading
    first: int
    key_place: int | None

    def lines(self) -> Iterator[tuple[int, str, list[Cell]]]:
        """Each row with its number in the sheet and its key; what is empty is none."""
        places = [*self.heading.places.values(), *self.heading.unknown]
        for number in sorted(self.grid.rows):
            cells = self.grid.rows[number]
            line = [cells.get(place + 1, NOTHING) for place in range(max(places) + 1)]
            is_filled = any(line[place].text.strip() for place in places)
            if number >= self.first and is_filled:
                key = cells.get((self.key_place or 0) + 1, NOTHING).text
                yield number, key.strip() if self.key_place is not None else "", line


def compare(plan: PlanVersion, book: Book) -> Compared:
    """Read each list of the workbook; one of another version is refused as a whole."""
    if book.properties.get(workbook.PLAN, workbook.name_of(plan)) != workbook.name_of(plan):
        raise OtherVersionError
    now = held.lists(plan, named=True)
    known = Known(plan, coming={})
    compared = Compared()
    sheets = {sheet.kind.key: sheet for sheet in _sheets(book, compared.notes)}
    for key, kind in KINDS.items():
        if key in sheets:
            last = book.properties.get(f"{workbook.LAST}{key}", "0")
            _List(plan, kind, known, now[key]).compare(sheets[key], compared, last)
    return compared


class _List:
    """Compares one list of the plan with its sheet."""

    def __init__(
        self, plan: PlanVersion, kind: RowKind, known: Known, now: Sequence[HeldRow]
    ) -> None:
        self.plan, self.kind, self.known = plan, kind, known
        self.now = {each.row.pk: each for each in now}
        self.order = [*columns.keys_of(kind, offered=True)]
        self.seen: set[int] = set()
        self.new: list[str] = []
        is_kept = kind.key == "opportunities"
        self.kept = AreaOpportunity.objects.keys_in(plan.area_id) if is_kept else set()

    def compare(self, sheet: _Sheet, compared: Compared, last: str) -> None:
        """Take up each row; rows that enter something are named for those that follow."""
        for number, key, line in sheet.lines():
            row = self._row(sheet, number, key, line)
            if row is None or row.says_only_what_is_kept:
                compared.same += 1
            else:
                compared.rows.append(row)
            if row is not None and row.says_only_what_is_kept:
                compared.notes.append(_note_of_kept(row))
        self.known.coming = {**self.known.coming, self.kind.key: self.new}
        known_at = int(last) if last.isdecimal() else 0
        compared.missing += [
            (self.kind, each)
            for pk, each in self.now.items()
            if pk not in self.seen and pk <= known_at
        ]

    def _row(
        self, sheet: _Sheet, number: int, key: str, line: list[Cell]
    ) -> FileRow | None:
        fits = KEY.fullmatch(key)
        pk = int(fits[1]) if fits else 0
        read = read_line(self.kind, sheet.heading, self.known, number, line)
        if fits and pk in self.now and pk not in self.seen:
            self.seen.add(pk)
            return self._changed(sheet, read, line, self.now[pk], fits[2].split("."))
        self.new.append(name_of(self.kind, read.data))
        return FileRow(
            self.kind,
            read,
            place=len(self.new) - 1,
            is_copy=pk in self.seen,
            is_gone=bool(fits) and pk not in self.now,
        )

    def _changed(
        self,
        sheet: _Sheet,
        read: ReadRow,
        line: list[Cell],
        now: HeldRow,
        hashes: list[str],
    ) -> FileRow | None:
        """What the file changed, and what both changed; nothing where it says the same."""
        before = dict(zip(self.order, hashes, strict=False))
        is_whole = len(hashes) == len(self.order)
        changed: list[ReadCell] = []
        clashes: list[Clash] = []
        kept: list[tuple[str, str]] = []
        for key in self.order:
            place = sheet.heading.places.get(key)
            if place is None:
                continue
            said = held.text_of_cell(self.kind, key, line[place])
            stands = now.text(key)
            if said == stands and line[place].holds != Holds.JOINED:
                continue
            if is_whole and held.hash_of(said) == before[key]:
                # Only the portal changed it: what stands there stays.
                continue
            cell = self._cell(sheet, read, key)
            if key == STATE and now.row.key_id in self.kept:
                kept.append((cell.title, cell.words))
                continue
            if is_whole and held.hash_of(stands) == before[key]:
                changed.append(cell)
            else:
                clashes.append(Clash(stands, cell))
        if not changed and not clashes and not kept:
            return None
        changed += [cell for cell in read.cells if not cell.title]
        stays = ReadRow(read.number, tuple(changed), (), (*read.left, *kept))
        return FileRow(self.kind, stays, now.row, tuple(clashes), is_kept=bool(kept))

    def _cell(self, sheet: _Sheet, read: ReadRow, key: str) -> ReadCell:
        """The cell as it was read; all fields that it fills are emptied before."""
        names = columns.JOINED.get(self.kind.key, {}).get(key, (key,))
        empty: dict[str, Any] = {
            name: [] if columns.is_several(self.kind, name) else "" for name in names
        }
        cell = read.cell(key)
        if cell is None:
            return ReadCell(key, sheet.heading.titles[key], "", fields=empty)
        fields: Mapping[str, Any] = {**empty, **cell.fields}
        return ReadCell(
            cell.key, cell.title, cell.words, cell.understood, cell.grade, cell.why, fields
        )


def _sheets(book: Book, notes: list[str]) -> Iterator[_Sheet]:
    """The sheets that hold a list; of two with the same list the first is read."""
    taken: set[str] = set()
    for grid in book.sheets:
        sheet = _by_keys(grid) or _by_titles(grid)
        if sheet is None:
            continue
        if sheet.kind.key in taken:
            notes.append(
                _(
                    "The sheet “%(name)s” holds the same list as another one, and is not read."
                )
                % {"name": grid.name}
            )
            continue
        taken.add(sheet.kind.key)
        notes += _notes_of(sheet)
        yield sheet


def _note_of_kept(row: FileRow) -> str:
    """What the file says of a row whose state the register keeps, and nothing else (R-79)."""
    said = _(
        "“%(name)s”: the register of opportunities keeps where it stands, so “%(words)s” is not "
        "taken in. Change it in the register."
    )
    words = row.read.left[-1][1]
    return said % {"name": opening(str(row.row)), "words": words or "–"}


def _notes_of(sheet: _Sheet) -> Iterator[str]:
    """Which columns are missing, and which nobody knows."""
    facts = {"sheet": sheet.grid.name}
    for key in columns.keys_of(sheet.kind, offered=True):
        if key not in sheet.heading.places:
            title = columns.title_of(sheet.kind, key, active_language())
            yield (
                _("“%(sheet)s” has no column “%(title)s”: what the plan says there stays.")
                % {**facts, "title": title}
            )
    for title in sheet.heading.unknown.values():
        yield (
            _("The column “%(title)s” of “%(sheet)s” is none of this list: it is not read.")
            % {**facts, "title": title}
        )


def _by_keys(grid: Grid) -> _Sheet | None:
    """A sheet that was taken along, by the hidden line above its titles."""
    for number in sorted(grid.rows)[:LOOKED_AT]:
        named = {
            place: fits
            for place, cell in grid.rows[number].items()
            if (fits := KEYS_OF_COLUMNS.fullmatch(cell.text.strip()))
        }
        kinds = {fits[1] for fits in named.values()} & KINDS.keys()
        if len(kinds) != 1 or len(named) < 2:
            continue
        kind = KINDS[kinds.pop()]
        known = set(columns.keys_of(kind))
        titles = grid.rows.get(number + 1, {})
        places = {
            fits[2]: place - 1
            for place, fits in named.items()
            if fits[1] == kind.key and fits[2] in known
        }
        key_places = [place - 1 for place, fits in named.items() if fits[2] == "key"]
        heading = Heading(
            places,
            {
                key: titles.get(place + 1, NOTHING).text.rstrip(" *")
                or columns.title_of(kind, key)
                for key, place in places.items()
            },
            {
                place - 1: cell.text.strip()
                for place, cell in titles.items()
                if place not in named and cell.text.strip()
            },
        )
        if places:
            return _Sheet(kind, grid, heading, number + 2, next(iter(key_places), None))
    return None


def _by_titles(grid: Grid) -> _Sheet | None:
    """A sheet that somebody made: by its name, and by the titles of its columns."""
    kind = next((each for each in KINDS.values() if plain(grid.name) in _names(each)), None)
    numbers = sorted(grid.rows)[:LOOKED_AT]
    if kind is None or not numbers:
        return None
    widest = max(max(grid.rows[number]) for number in numbers)
    lines = [
        [grid.rows[number].get(place, NOTHING).text for place in range(1, widest + 1)]
        for number in numbers
    ]
    line = columns.header_line(kind, lines)
    if line is None:
        return None
    return _Sheet(kind, grid, columns.match(kind, lines[line]), numbers[line] + 1, None)


def _names(kind: RowKind) -> set[str]:
    names = (kind.key, *in_all_languages(kind.title))
    return {plain(sheet_name(name)) for name in names}
