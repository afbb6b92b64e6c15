"""Which list of a section a table holds, by its titles; the section says it otherwise."""

from collections.abc import Sequence

from areas.forms.row_kinds import KINDS
from areas.reading.row_tables import columns
from gmp_portal.exchange.word.file_lines import Line

# The titles stand in one of the first rows: a caption may stand above them.
LOOKED_AT = 3


def header_of(line: Line, kind: str) -> int | None:
    """Which row names the columns of this list; nothing where none names two of them."""
    counts = [
        (_named(kind, row), -place) for place, row in enumerate(line.rows[:LOOKED_AT])
    ]
    count, place = max(counts, default=(0, 0))
    return -place if count > 1 else None


def _named(kind: str, row: Sequence[str]) -> int:
    return len(columns.match(KINDS[kind], row).places)


def kind_of_table(line: Line, kinds: tuple[str, ...], current: str) -> tuple[str, bool]:
    """The list whose columns the titles name best, and whether it is surely this one."""
    offered = (*kinds, "milestones") if "efforts" in kinds else kinds
    known: dict[str, int] = {}
    for kind in offered:
        place = header_of(line, kind)
        if place is not None:
            known[kind] = _named(kind, line.rows[place])
    best = max(known, key=lambda kind: (known[kind], kind == current), default="")
    if best:
        others = [count for kind, count in known.items() if kind != best]
        return best, best == current or max(others, default=0) < known[best]
    return current or (kinds[0] if len(kinds) == 1 else ""), False
