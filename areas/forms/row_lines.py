"""All lines of a table that comes into a plan, as the page shows them and as they are taken in."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from areas.forms.row_kinds import RowKind
from areas.forms.row_line import LEFT_OUT, Line, Problem, each_of
from areas.reading.row_tables import links
from areas.reading.row_tables.held import HeldRow
from gmp_portal.characters import opening
from gmp_portal.words import labelled

# So many rows come in at once, and so many have their fields on the page.
MOST_ROWS, MOST_OPEN = 200, 25
# A page with all fields of more rows than these is not taken by the server.
MOST_SENT = 40
# The button that does not only look.
TAKE_IN = "take_in"


@dataclass
class Lines:
    """All lines of a table that comes in."""

    lines: Sequence[Line]
    sent: QueryDict
    unknown: Sequence[str] = ()
    notes: Sequence[str] = ()
    # Rows of the plan that a file has no more; they stay unless somebody says so.
    missing: Sequence[tuple[RowKind, HeldRow]] = ()
    same: int = 0
    is_taken_in: bool = False

    def __post_init__(self) -> None:
        for line in self.lines:
            line.checked()
        self._refuse_orphans()
        waiting = [
            line
            for line in self.lines
            if not line.is_ready and not line.is_opened and not line.is_undecided
        ]
        for line in waiting[: max(0, MOST_OPEN - len(self.opened))]:
            line.is_shown_open = True

    def _refuse_orphans(self) -> None:
        """Whatever belongs to a row that is left out cannot be taken in with it."""
        out = {
            links.coming_value(line.kind.key, line.place)
            for line in self.lines
            if line.is_left_out and line.row is None
        }
        for line in self.lines:
            for value in line.coming.values():
                if out.intersection(each_of(value)):
                    line.problems.append(Problem("", "", LEFT_OUT))

    @property
    def opened(self) -> list[Line]:
        return [line for line in self.lines if line.is_open]

    @property
    def closed(self) -> list[Line]:
        return [line for line in self.lines if not line.is_open]

    @property
    def wrong(self) -> int:
        """How many lines cannot be taken in as they are."""
        return sum(not line.is_ready for line in self.lines)

    @property
    def ready(self) -> list[Line]:
        return [line for line in self.lines if line.is_taken_in]

    def lack(self, kind: RowKind, name: str) -> int:
        """How many lines that wait lack this answer."""
        return sum(
            line.kind is kind and not line.is_left_out and name in line.form.errors
            for line in self.lines
        )

    @property
    def are_too_many_open(self) -> bool:
        return len(self.opened) >= MOST_SENT

    @property
    def dropped(self) -> list[tuple[RowKind, HeldRow]]:
        """The rows that are removed because somebody said so."""
        ticked = set(self.sent.getlist("drop"))
        return [
            (kind, each)
            for kind, each in self.missing
            if f"{kind.key}:{each.row.pk}" in ticked
        ]

    @property
    def told_missing(self) -> list[tuple[str, str, bool]]:
        """Each missing row for the page: its key, its name, and whether it is to go."""
        ticked = set(self.sent.getlist("drop"))
        return [
            (key, labelled(kind.singular, opening(str(each.row))), key in ticked)
            for kind, each in self.missing
            for key in (f"{kind.key}:{each.row.pk}",)
        ]

    @property
    def digest(self) -> str:
        """A short name of what was understood: it is another one where the plan changed."""
        said = [
            [line.key, line.read.data, [*line.read.milestones], line.stored]
            for line in self.lines
        ]
        text = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @property
    def has_moved(self) -> bool:
        """Whether the page was made from something else than what stands there now."""
        return self.sent.get("seen", "") != self.digest

    @property
    def is_late(self) -> bool:
        """The same where somebody wanted to take them in."""
        return TAKE_IN in self.sent and self.has_moved

    @property
    def are_ready(self) -> bool:
        return not self.wrong and not self.has_moved and self.do_something

    @property
    def do_something(self) -> bool:
        return bool(self.ready or self.dropped)

    @property
    def do_nothing(self) -> bool:
        """Whether the file says what the plan says already."""
        return not self.lines and not self.missing
