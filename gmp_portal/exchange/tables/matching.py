"""Which column of a sheet is which of the table: by its key, its titles, or nearly so."""

from collections.abc import Iterable
from dataclasses import dataclass

from gmp_portal.exchange.tables.columns import Column, Table, plain
from gmp_portal.exchange.tables.grids import Grid
from gmp_portal.exchange.tables.rows import Note

# The titles stand in one of the first lines.
LOOKED_AT = 12
# From here on a title that was changed a little is the same.
NEAR = 86
SHORTEST_NEAR = 4


@dataclass(frozen=True)
class Heading:
    """Where the titles stand, which column each key has, and what is to be said about them."""

    row: int
    columns: dict[str, int]
    notes: tuple[Note, ...]


def heading(grid: Grid, table: Table) -> Heading | None:
    """Find the line with the most titles; nothing where no line has two of them."""
    lines = sorted(grid.rows)[:LOOKED_AT]
    tried = [matched(grid, line, table) for line in lines]
    best = max(tried, key=lambda each: len(each.columns), default=None)
    if best is None or len(best.columns) < min(2, len(table.columns)):
        return None
    # Below the hidden line with the keys stand the titles that people read.
    below = [each for each in tried if each.row == best.row + 1]
    if below and 2 * len(below[0].columns) > len(best.columns):
        return Heading(below[0].row, best.columns, best.notes)
    return best


def matched(grid: Grid, line: int, table: Table) -> Heading:
    """Return which columns the titles of one line are, and which title is none."""
    columns: dict[str, int] = {}
    notes, others = [], []
    words = _words(table)
    cells = grid.rows[line]
    for place in sorted(cells):
        key = words.get(plain(cells[place].text))
        if key and key not in columns:
            columns[key] = place
        else:
            others.append(place)
    for place in others:
        title = cells[place].text.strip()
        column = _near(title, [each for each in table.columns if each.key not in columns])
        if column is None:
            notes.append(Note("column_not_read", title[:80]))
        else:
            columns[column.key] = place
            notes.append(Note("column_renamed", title[:80], column.title))
    return Heading(line, columns, tuple(notes))


def _words(table: Table) -> dict[str, str]:
    pairs = [
        (plain(word), column.key)
        for column in table.columns
        for word in _said(table, column)
    ]
    return dict(reversed(pairs))


def _said(table: Table, column: Column) -> Iterable[str]:
    return (f"{table.key}.{column.key}", column.key, column.title, *column.also)


def _near(title: str, columns: Iterable[Column]) -> Column | None:
    """The column whose title this nearly is, where only one is."""
    # Loaded by whoever reads a table or a form: most pages do not.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    said = plain(title)
    if len(said) < SHORTEST_NEAR:
        return None
    close = [
        column
        for column in columns
        if process.extractOne(
            said,
            [plain(word) for word in (column.key, column.title, *column.also)],
            scorer=fuzz.ratio,
            score_cutoff=NEAR,
        )
    ]
    return close[0] if len(close) == 1 else None
