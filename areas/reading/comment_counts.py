"""How many comments are open, by section and by entry, in one question (B4-2)."""

from collections import Counter
from dataclasses import dataclass, field

from areas.models import PlanVersion
from gmp_portal.rounds import Reading

RowKey = tuple[str, int]


@dataclass(frozen=True)
class CommentCounts:
    """Threads that wait: ``counts.of_section("IV")``, ``counts.of_row("efforts", pk)``."""

    by_section: Counter[str] = field(default_factory=Counter)
    by_row: Counter[RowKey] = field(default_factory=Counter)

    def of_section(self, key: str) -> int:
        return self.by_section[key]

    def of_row(self, kind: str, pk: int) -> int:
        return self.by_row[kind, pk]


def reading(plan: PlanVersion) -> "Reading[CommentCounts]":
    """The counts of one version, to be read beside other things (``rounds.run``)."""
    rows = plan.comments.waiting().order_by().values_list("section", "row_kind", "row_pk")
    yield [rows]
    counts = CommentCounts()
    for section, kind, pk in rows:
        counts.by_section[section] += 1
        if pk is not None:
            counts.by_row[kind, pk] += 1
    return counts
