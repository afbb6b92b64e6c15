"""Which list of a section a table holds, by its titles; the section says it otherwise."""

from collections.abc import Mapping, Sequence

from areas.forms.row_kinds import KINDS
from areas.reading.row_tables import columns
from areas.reading.word_plans import own
from areas.reading.word_plans.entries import FIRST
from gmp_portal.exchange.word.file_lines import Line

# The titles stand in one of the first rows: a caption may stand above them.
LOOKED_AT = 3
# Lists that a section may well do without: a table is one only if it names one of these columns.
TOLD_BY = {"applications": ("donor",), "risks": ("likelihood", "effect", "measures")}


def header_of(line: Line, kind: str) -> int | None:
    """Which row names the columns of this list; nothing where none names two of them."""
    counts = [
        (_named(kind, row), -place) for place, row in enumerate(line.rows[:LOOKED_AT])
    ]
    count, place = max(counts, default=(0, 0))
    return -place if count > 1 else None


def _named(kind: str, row: Sequence[str]) -> int:
    return len(places(kind, row))


def places(kind: str, row: Sequence[str]) -> Mapping[str, int]:
    """Where the columns of a list stand that these titles name."""
    return columns.match(KINDS[kind], titles(kind, row)).places


def titles(kind: str, row: Sequence[str]) -> tuple[str, ...]:
    """The titles of a row; “Name” is what the list begins with, if nothing else is called so."""
    first = FIRST.get(kind)
    if first and row and own.is_name(row[0]):
        known = columns.match(KINDS[kind], row)
        if first not in known.places:
            return (first, *row[1:])
    return tuple(row)


def _tells(kind: str, row: Sequence[str]) -> bool:
    told_by = TOLD_BY.get(kind)
    return told_by is None or any(key in places(kind, row) for key in told_by)


def kind_of_table(line: Line, kinds: tuple[str, ...], current: str) -> tuple[str, bool]:
    """The list whose columns the titles name best, and whether it is surely this one."""
    offered = (*kinds, "milestones") if "efforts" in kinds else kinds
    known: dict[str, int] = {}
    for kind in offered:
        place = header_of(line, kind)
        if place is not None and _tells(kind, line.rows[place]):
            known[kind] = _named(kind, line.rows[place])
    best = max(known, key=lambda kind: (known[kind], kind == current), default="")
    if best:
        others = [count for kind, count in known.items() if kind != best]
        return best, best == current or max(others, default=0) < known[best]
    usual = [kind for kind in kinds if kind not in TOLD_BY]
    return current or (usual[0] if len(usual) == 1 else ""), False
