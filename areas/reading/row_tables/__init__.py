"""Tables with rows of a plan, as people have them in Word and Excel, become data for its forms.

``read(plan, kind, header, rows)`` says for each line what was understood, and of what is not
sure or not understood why; no word is dropped, and none is guessed.
"""

from collections.abc import Sequence

from areas.forms.row_kinds import RowKind
from areas.models import PlanVersion
from areas.reading.row_tables import cells, columns, steps
from areas.reading.row_tables.cells import Asked
from areas.reading.row_tables.columns import Heading
from areas.reading.row_tables.links import Known
from areas.reading.row_tables.tables import Grade, ReadCell, ReadRow, ReadTable
from gmp_portal.exchange.tables.grids import Cell, Holds
from gmp_portal.words import labelled

__all__ = ["Grade", "Known", "ReadCell", "ReadRow", "ReadTable", "read"]
Line = Sequence[str | Cell]


def read(
    plan: PlanVersion,
    kind: RowKind,
    header: Sequence[str] | None,
    rows: Sequence[Line],
    *,
    known: Known | None = None,
) -> ReadTable:
    """Read lines of a list; without titles the columns stand in the portal's order."""
    heading = columns.in_order(kind) if header is None else columns.match(kind, header)
    if header is None:
        heading = _with_more(heading, rows)
    known = known or Known(plan)
    read_rows = (
        _row(kind, heading, known, number, line)
        for number, line in enumerate(rows, start=1)
        if any(_cell(each).text.strip() for each in line)
    )
    return ReadTable(kind, heading, tuple(read_rows))


def _with_more(heading: Heading, rows: Sequence[Line]) -> Heading:
    """Columns beyond those of the portal have no name but their number."""
    widest = max((len(line) for line in rows), default=0)
    beyond = range(len(heading.places), widest)
    return Heading(
        heading.places, heading.titles, {place: f"#{place + 1}" for place in beyond}
    )


def _cell(said: str | Cell) -> Cell:
    return said if isinstance(said, Cell) else Cell(Holds.TEXT, said)


def _row(kind: RowKind, heading: Heading, known: Known, number: int, line: Line) -> ReadRow:
    said = [_cell(each) for each in line]
    stands = {
        key: said[place]
        for key, place in heading.places.items()
        if place < len(said)
        and (said[place].text.strip() or said[place].holds == Holds.JOINED)
    }
    read_cells: list[ReadCell] = []
    milestones: list[dict[str, str]] = []
    for key, cell in stands.items():
        asked = Asked(kind, key, heading.titles[key], cell, stands, heading, known)
        if (kind.key, key) == ("efforts", "milestones") and cell.holds == Holds.TEXT:
            read_cell, milestones = steps.read(asked)
        else:
            read_cell = cells.read(asked)
        read_cells.append(read_cell)
    left = tuple(
        (title, said[place].text.strip())
        for place, title in heading.unknown.items()
        if place < len(said) and said[place].text.strip()
    )
    return ReadRow(
        number, tuple(_with_words_kept(kind, read_cells)), tuple(milestones), left
    )


def _with_words_kept(kind: RowKind, read_cells: list[ReadCell]) -> list[ReadCell]:
    """Words beside an amount that are none stand in the text of the row, so that none is lost."""
    kept = [cell for cell in read_cells if cell.why is cells.KEPT]
    name = cells.KEEPS.get(kind.key, "")
    if not kept:
        return read_cells
    text = [str(cell.fields.get(name, "")) for cell in read_cells if name in cell.fields]
    lines = [*text, *(labelled(cell.title, cell.words) for cell in kept)]
    keeper = ReadCell(name, "", "", "", Grade.SURE, "", {name: "\n".join(lines)})
    return [*read_cells, keeper]
