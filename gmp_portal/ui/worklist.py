"""What waits for somebody: one sentence, one date, one button."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON_DAYS = 14
OPEN = _("Open")


@dataclass(frozen=True)
class Task:
    """One thing somebody should do, and where to do it."""

    title: "StrOrPromise"
    url: str
    due_on: date | None = None
    note: "StrOrPromise" = ""
    action: "StrOrPromise" = OPEN

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today

    def is_due_soon(self, today: date) -> bool:
        """Due within two weeks, and not overdue yet."""
        return self.due_on is not None and 0 <= (self.due_on - today).days <= SOON_DAYS


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """Put the most urgent first; what has no date comes last, in the order given."""
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or date.max))


@dataclass(frozen=True)
class Urgency:
    """Tasks of one degree of urgency, for a page that shows them under headings."""

    overdue: list[Task]
    soon: list[Task]
    later: list[Task]

    def __len__(self) -> int:
        return len(self.overdue) + len(self.soon) + len(self.later)


def by_urgency(tasks: Iterable[Task], today: date) -> Urgency:
    """Sort tasks into overdue, due within two weeks, and later or without a date."""
    ordered = in_order(tasks)
    overdue = [task for task in ordered if task.is_overdue(today)]
    soon = [task for task in ordered if task.is_due_soon(today)]
    later = [task for task in ordered if task not in overdue and task not in soon]
    return Urgency(overdue, soon, later)
