"""The secretariat's desk: all open work as one list, and how the office stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import F, Func, IntegerField, Q, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.jobs.models import Job
from gmp_portal.ledger import grants
from gmp_portal.ledger.models import Checkpoint
from gmp_portal.notifications.models import Message
from gmp_portal.ui import one_query
from gmp_portal.ui.kept_filters import Above
from gmp_portal.ui.worklist import Held, Task, in_order, key_of, working_days
from gmp_portal.website import permissions
from gmp_portal.website.forms import DeskFilter
from gmp_portal.website.models import Holding, SavedFilter
from gmp_portal.website.reading import kept_lists, worklists
from partners.models import LetterOfIntent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FORTNIGHT = 14
SATURDAY = 5
LATELY = timedelta(days=90)
NEXT = 4
WEEKDAY = "\u661f\u671f"


@dataclass(frozen=True)
class Tab:
    """A kind of work, how much of it is open, and whether some of it is overdue."""

    key: str
    label: "StrOrPromise"
    number: int
    is_late: bool
    query: str
    is_current: bool


@dataclass(frozen=True)
class Day:
    """A day of the fortnight, and how much is due on it."""

    on: date
    due: int
    is_today: bool
    is_weekend: bool

    @property
    def short(self) -> str:
        """Its day of the week in a narrow cell; in Chinese the sign that tells the days apart."""
        name = str(WEEKDAYS_ABBR[self.on.weekday()])
        return name[-1] if name.startswith(WEEKDAY) else name


@dataclass(frozen=True)
class Letters:
    """How fast letters were decided and published lately; the rule gives the days (R-05)."""

    decided: int
    days: int
    published: int
    in_time: int


@dataclass(frozen=True)
class Choice:
    """One of the ways to ask with whom the work is, and how much of it there is."""

    label: "StrOrPromise"
    number: int | None
    query: str
    is_current: bool


class Desk:
    """Everything that waits for the secretariat, and what the address asks to see of it."""

    def __init__(self, asked: QueryDict, reader: User) -> None:
        with rulebook.read_once():
            waiting = worklists.desk_tasks()
        tasks = in_order(task.for_reader(reader.pk) for task in waiting)
        self.form = DeskFilter(asked)
        self.kind, self.words, self.held = self.form.asked.values()
        self.query = query_of(self.kind, self.words, self.held)
        held, self.filters = _shared_and_kept(reader, self.query)
        self.today = today()
        self.tasks = [
            replace(task, held=held[task.key]) if task.key in held else task
            for task in tasks
        ]
        self.named = [task for task in self.tasks if self._has_words(task)]
        self.found = [task for task in self.named if is_held_as(task, self.held)]

    def on_page(self, tasks: Iterable[Task]) -> list[Task]:
        """These for a table in which each says who has it, also where that is nobody."""
        return [task if task.held else replace(task, held=Held()) for task in tasks]

    def _has_words(self, task: Task) -> bool:
        if not self.words:
            return True
        return self.words.casefold() in f"{task.title} {task.note}".casefold()

    @property
    def shown(self) -> list[Task]:
        """The tasks of the tab, the most urgent first."""
        return [task for task in self.found if self.kind in ("", task.kind)]

    @property
    def tabs(self) -> list[Tab]:
        """Everything, then each kind of which something is open."""
        numbers = Counter(task.kind for task in self.found)
        own = [task for task in self.found if not task.is_of_others]
        late = {task.kind for task in own if task.is_overdue(self.today)}
        kinds = [
            (key, label, numbers[key], key in late)
            for key, label in DeskFilter.KINDS
            if numbers[key] or key == self.kind
        ]
        everything = ("", _("Everything"), len(self.found), bool(late))
        return [
            Tab(
                *kind,
                query=query_of(kind[0], self.words, self.held),
                is_current=kind[0] == self.kind,
            )
            for kind in (everything, *kinds)
        ]

    @property
    def here(self) -> list[Task]:
        """The tasks of the tab, whoever has them."""
        return [task for task in self.named if self.kind in ("", task.kind)]

    @property
    def switch(self) -> list[Choice]:
        """All work of the tab, one's own, and what nobody has."""
        choices: list[tuple[str, StrOrPromise]] = [("", _("All")), *DeskFilter.HELD]
        return [
            Choice(
                label,
                sum(is_held_as(task, held) for task in self.here) if held else None,
                query_of(self.kind, self.words, held),
                held == self.held,
            )
            for held, label in choices
        ]

    @property
    def above(self) -> Above:
        """The filters that the reader keeps, and where this one is kept."""
        return kept_lists.above(SavedFilter.Page.DESK, self.filters, self.query)

    @property
    def fortnight(self) -> list[Day]:
        """Today and the days until two weeks from now."""
        due = Counter(task.due_on for task in self.tasks)
        days = (self.today + timedelta(days=each) for each in range(FORTNIGHT))
        return [
            Day(day, due[day], day == self.today, day.weekday() >= SATURDAY) for day in days
        ]

    @property
    def next_due(self) -> list[Task]:
        """The first of what is due in the fortnight."""
        own = [task for task in self.tasks if not task.is_of_others]
        return [task for task in own if task.is_due_soon(self.today)][:NEXT]


def is_held_as(task: Task, held: str) -> bool:
    """Whether the work is with those whom the switch asks for: anybody, the reader, nobody."""
    who = task.held or Held()
    return {DeskFilter.MINE: who.is_own, DeskFilter.NOBODYS: not who.name}.get(held, True)


def query_of(kind: str, words: str, held: str) -> str:
    """The filters of the desk as they stand in an address; what filters nothing is left out."""
    asked = {"kind": kind, "q": words, "held": held}
    return urlencode({name: value for name, value in asked.items() if value})


def _shared_and_kept(reader: User, query: str) -> tuple[dict[str, Held], list[SavedFilter]]:
    """Who has which work, and the filters of the reader; the database is asked once."""
    lists = one_query.lists(
        holdings=one_query.facts(
            Holding.objects.current(),
            *("pk", "about", "kind", "holder_id"),
            name=one_query.name_of("holder"),
        ),
        filters=one_query.facts(
            SavedFilter.objects.of(reader).filter(page=SavedFilter.Page.DESK),
            *("pk", "place", "name", "asked"),
        ),
    )
    held = {
        key_of(told.kind, told.about): _held(told, reader, query)
        for told in lists["holdings"]
    }
    kept = [SavedFilter(**vars(told)) for told in lists["filters"]]
    return held, sorted(kept, key=lambda each: each.place)


def _held(told: Any, reader: User, query: str) -> Held:
    url = ""
    if permissions.disposes_of(reader, Holding(holder_id=told.holder_id)):
        url = reverse("website:holding_hand_over", args=[told.pk])
        url += f"?{query}" if query else ""
    return Held(told.name, told.holder_id == reader.pk, url)


def health(user: User) -> dict[str, Any]:
    """What is known without checking: jobs, mails, the ledger's keeper and its last mark."""
    failing = Job.objects.exclude(last_error="").exclude(state=Job.State.DONE)
    lost = [Message.State.REFUSED, Message.State.BOUNCED]
    refused = Message.objects.filter(state__in=lost)
    marks = Checkpoint.objects.order_by("-on").values("on")
    known = User.objects.filter(pk=user.pk).values(
        failing=_number(failing), refused=_number(refused), marked_on=Subquery(marks[:1])
    )
    return {**known.get(), "is_owner": grants.owns_the_ledger()}


def _number(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().annotate(number=Func(F("pk"), function="COUNT"))
    return Subquery(counted.values("number"), output_field=IntegerField())


def letters() -> Letters:
    """The letters decided and published in the last ninety days."""
    since = timezone.now() - LATELY
    rows = LetterOfIntent.objects.filter(
        Q(confirmed_at__gte=since) | Q(declined_at__gte=since) | Q(published_at__gte=since)
    ).values_list(
        "submitted_at", "confirmed_at", "declined_at", "published_at", "publish_due_on"
    )
    taken: list[int] = []
    in_time: list[bool] = []
    for sent, confirmed, declined, published, due_on in rows:
        decided = confirmed or declined
        if sent and decided and decided >= since:
            taken.append(working_days(dates.day_of(sent), dates.day_of(decided)))
        if due_on and published and published >= since:
            in_time.append(dates.day_of(published) <= due_on)
    return Letters(
        len(taken), round(median(taken)) if taken else 0, len(in_time), sum(in_time)
    )
