"""What waits for somebody: one sentence, one date, one button."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gmp_portal import dates, words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON_DAYS = 14
SATURDAY = 5
OPEN = _("Open")
PICTURES = {
    "letters": "letter",
    "decisions": "gavel",
    "reports": "doc",
    "meetings": "cal",
    "seats": "people",
    "partners": "individual",
    "areas": "map",
    "mails": "letter",
}


@dataclass(frozen=True)
class Held:
    """Who has a piece of shared work, and where the reader may hand it on; nobody has no name."""

    name: str = ""
    is_own: bool = False
    url: str = ""


def key_of(kind: str, about: str) -> str:
    """The name of a piece of work that several people share: its kind, and what it is about."""
    return f"{kind} {about}"


@dataclass(frozen=True)
class Task:
    """One thing somebody should do, and where to do it."""

    title: "StrOrPromise"
    url: str
    due_on: date | None = None
    note: "StrOrPromise" = ""
    action: "StrOrPromise" = OPEN
    # What kind of work it is: the name of a tab of the desk.
    kind: str = ""
    state: "StrOrPromise" = ""
    tone: str = "neutral"
    # Since when it waits, and when the rule book wants it done; without that it has no bar.
    since: date | None = None
    target_on: date | None = None
    # The record that it is about, as the ledger names it; the name of shared work has no language.
    about: str = ""
    held: Held | None = None
    # Whom a rule of two people keeps from this step, by their keys; the step is somebody else's.
    not_for: frozenset[int | None] = field(default_factory=frozenset)
    is_of_others: bool = False
    # Whether it ends with something that everybody can read (A1-2c-6, A1-4a-vi).
    publishes: bool = False

    def for_reader(self, person: int) -> "Task":
        """What it is for this person: a step that is somebody else's can only be read about."""
        if person not in self.not_for:
            return self
        return replace(self, action=_("Read"), is_of_others=True)

    @property
    def key(self) -> str:
        """By which name somebody takes it."""
        return key_of(self.kind, self.about)

    @property
    def name_and_state(self) -> str:
        """What it is, in one line of text."""
        return words.in_brackets(self.title, self.state)

    @property
    def picture(self) -> str:
        """The icon of the kind of work."""
        return PICTURES.get(self.kind, "list")

    @property
    def path(self) -> str:
        """The page that it leads to, without the place on it."""
        return self.url.partition("#")[0].partition("?")[0]

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today

    def is_due_soon(self, today: date) -> bool:
        """Due within two weeks, and not overdue yet."""
        return self.due_on is not None and 0 <= (self.due_on - today).days <= SOON_DAYS


def day_of(moment: datetime | None) -> date | None:
    """The day from which somebody waits."""
    return dates.day_of(moment) if moment else None


def working_days(first: date, last: date) -> int:
    """How many days from Monday to Friday have passed since the first day."""
    weeks, rest = divmod(max((last - first).days, 0), 7)
    days = (first + timedelta(days=each) for each in range(1, rest + 1))
    return 5 * weeks + sum(each.weekday() < SATURDAY for each in days)


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """Put the most urgent first, then what has no date, then what waits for somebody else."""
    return sorted(
        tasks,
        key=lambda task: (task.is_of_others, task.due_on is None, task.due_on or date.max),
    )


def each_once(tasks: Iterable[Task]) -> list[Task]:
    """What somebody has to do in two roles is one thing to do."""
    return list({(task.url, str(task.title)): task for task in tasks}.values())


@dataclass(frozen=True)
class Urgency:
    """Tasks of one degree of urgency, for a page that shows them under headings."""

    overdue: list[Task]
    soon: list[Task]
    later: list[Task]
    of_others: list[Task] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, (self.overdue, self.soon, self.later, self.of_others)))


def by_urgency(tasks: Iterable[Task], today: date) -> Urgency:
    """Sort tasks into overdue, due soon, later or without a date, and those of others."""
    sorted_ = Urgency([], [], [])
    for task in in_order(tasks):
        if task.is_of_others:
            sorted_.of_others.append(task)
        elif task.is_overdue(today):
            sorted_.overdue.append(task)
        elif task.is_due_soon(today):
            sorted_.soon.append(task)
        else:
            sorted_.later.append(task)
    return sorted_


@dataclass(frozen=True)
class Row:
    """A task in a table: how long it waits, in working days, beside the days that a rule gives."""

    task: Task
    is_late: bool
    age: int | None
    target: int | None

    @classmethod
    def of(cls, task: Task, today: date) -> "Row":
        since, target_on = task.since, task.target_on
        return cls(
            task,
            task.is_overdue(today),
            working_days(since, today) if since else None,
            working_days(since, target_on) if since and target_on else None,
        )

    @property
    def scale(self) -> float:
        """How long the whole bar is: the target stands at two thirds of it."""
        return 1.5 * (self.target or 0)

    @property
    def tone(self) -> str:
        """Red once it is overdue, amber when four fifths of the time are over."""
        if self.is_late:
            return "late"
        return "soon" if self.target and (self.age or 0) >= 0.8 * self.target else ""


@dataclass(frozen=True)
class Group:
    """The rows of one degree of urgency that stand on a page, and how many there are in all."""

    label: "StrOrPromise"
    number: int
    rows: list[Row]
    is_late: bool = False


def groups(shown: Iterable[Task], every: Iterable[Task], today: date) -> list[Group]:
    """The tasks of a page under their headings; headings without a row are left out."""
    here, all_of_them = by_urgency(shown, today), by_urgency(every, today)
    parts = [
        (_("Overdue"), here.overdue, all_of_them.overdue),
        (_("Due in 14 days"), here.soon, all_of_them.soon),
        (_("Later or without a date"), here.later, all_of_them.later),
        (_("Waits for somebody else"), here.of_others, all_of_them.of_others),
    ]
    return [
        Group(label, len(all_), [Row.of(task, today) for task in some], not number)
        for number, (label, some, all_) in enumerate(parts)
        if some
    ]
