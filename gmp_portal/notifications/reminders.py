"""What people are reminded of, on which days before or after it is due, and each step once (R-61).

Each app says what it reminds of; the days are data that the secretariat changes, and whoever gets
reminders may ask for an earlier one. What reminds by the clock takes this road, and no other.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Model

from gmp_portal import dates, rounds
from gmp_portal.accounts.models import User
from gmp_portal.ledger import subject_of
from gmp_portal.notifications import kinds
from gmp_portal.notifications.models import (
    REMINDERS,
    Message,
    OwnReminder,
    ReminderRule,
    ReminderRun,
)
from gmp_portal.registry import Registry
from gmp_portal.rounds import Reading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RULE = "R-61"
# A step whose clock stood still is made up for as long as what it is about waits.
EVER = 10_000
# Days before it is due, among which people choose.
EARLIER = (7, 14, 30, 45, 60, 90, 120, 180, 270)


@dataclass(frozen=True)
class Occasion:
    """Something that is due on a day, of which people are reminded."""

    record: Model
    due_on: date
    # The first day on which anybody is reminded of it.
    since: date = date.min
    # The day on which somebody was reminded of it last, as its own row says.
    told_on: date | None = None


# What is due, found by a reading, so that a page asks for all kinds together.
Found = Reading[list[Occasion]]


@dataclass(frozen=True)
class Step:
    """One reminder of one occasion: so many days after it is due; before it they are negative."""

    kind: str
    # What it is about, as the ledger names records.
    record: str
    due_on: date
    days: int
    # The day by the clock that started it.
    on: date

    @property
    def day(self) -> date:
        return self.due_on + timedelta(days=self.days)


@dataclass(frozen=True)
class ReminderKind:
    """What people are reminded of: as an app says it, with the days that are built in."""

    key: str
    # What of a person's mails it belongs to: a person chooses for all of them together.
    group: str
    what: "StrOrPromise"
    whom: "StrOrPromise"
    template: str
    days: Callable[[], tuple[int, ...]]
    # What is not settled yet, by the day.
    find: "Callable[[date], Found]"
    # Whether somebody can get it at all.
    concerns: Callable[[User], bool]
    # On which side of the day there is something to remind of.
    is_before: bool = True
    is_after: bool = False
    # For so many days a step is made up for whose clock stood still.
    late: int = EVER

    @property
    def can_be_off(self) -> bool:
        """Whoever is only informed may go without; what needs its reader comes (C14)."""
        return kinds.of(self.template).kind == Message.Kind.INFORMATION


@dataclass(frozen=True)
class FixedReminder:
    """A notice without which the portal does not go on: its day is part of a working rule."""

    what: "StrOrPromise"
    whom: "StrOrPromise"
    template: str
    rule: str
    days: Callable[[], tuple[int, ...]]


KINDS: Registry[str, ReminderKind] = Registry("reminders")
FIXED: Registry[str, FixedReminder] = Registry("notices that belong to a rule")
# What people call the kinds that they choose together.
GROUPS: "Registry[str, StrOrPromise]" = Registry("groups of reminders")


def register(*known: ReminderKind) -> None:
    """Keep what an app reminds of."""
    for kind in known:
        KINDS.register(kind.key, kind)
        REMINDERS.register(kind.key, kind.what)


@dataclass(frozen=True)
class Plan:
    """The days of one kind: those of the secretariat, and the earlier ones that people chose."""

    kind: ReminderKind
    rule: ReminderRule | None = None
    own: list[OwnReminder] = field(default_factory=list)

    @property
    def days(self) -> tuple[int, ...]:
        """The days of the secretariat, or else those that are built in; none while it is off."""
        if self.rule is not None and not self.rule.is_active:
            return ()
        return self.set_days

    @property
    def set_days(self) -> tuple[int, ...]:
        """The same, with those of a kind that is off."""
        if self.rule is None or self.rule.days is None:
            return self.kind.days()
        return tuple(self.rule.days)

    def step(self, occasion: Occasion, today: date) -> Step | None:
        """The newest step that is to be made, or to be made up for, on this day.

        Days that were changed count from the day after; so nobody is reminded of what is past.
        """
        about = subject_of(occasion.record)
        steps = [
            Step(self.kind.key, about, occasion.due_on, days, today)
            for days, changed_on in self._days_with_their_changes()
            if changed_on is None or occasion.due_on + timedelta(days=days) > changed_on
        ]
        due = [each for each in steps if max(occasion.since, each.day) <= today]
        newest = max(due, key=lambda each: each.days, default=None)
        if newest is None or newest.day < occasion.since or self._is_late(newest, today):
            return None
        told_on = occasion.told_on
        return None if told_on and told_on >= newest.day else newest

    def next_day(self, occasion: Occasion, today: date) -> date | None:
        """The next day on which somebody is reminded of it, after today."""
        days = [
            occasion.due_on + timedelta(days=each)
            for each, _changed_on in self._days_with_their_changes()
        ]
        coming = (day for day in days if day > today and day >= occasion.since)
        return min(coming, default=None)

    def _days_with_their_changes(self) -> Iterator[tuple[int, date | None]]:
        if not self.days:
            return
        changed_on = self.rule.changed_on if self.rule else None
        yield from ((days, changed_on) for days in self.days)
        for own in self.own:
            if own.days_before and -own.days_before not in self.days:
                yield -own.days_before, dates.day_of(own.chosen_at)

    def _is_late(self, step: Step, today: date) -> bool:
        return today >= step.day + timedelta(days=self.kind.late)


def plan_of(key: str) -> Plan:
    """The days of a kind, as they are today."""
    kind = KINDS[key]
    rule = ReminderRule.objects.filter(kind=key).first()
    return Plan(kind, rule, list(OwnReminder.objects.filter(group=kind.group)))


def plans() -> list[Plan]:
    """The days of all kinds, asked for at once."""
    rules = {rule.kind: rule for rule in ReminderRule.objects.all()}
    return [Plan(kind, rules.get(kind.key)) for kind in KINDS.values()]


def step_of(key: str, occasion: Occasion, today: date) -> Step | None:
    """The step of one occasion that is to be made on this day, whether it was made or not."""
    return plan_of(key).step(occasion, today)


def waiting(key: str, today: date, most: int = 0) -> Iterator[tuple[Any, Step]]:
    """What somebody is to be reminded of now, each with its step; nothing that was done."""
    occasions = rounds.read(KINDS[key].find(today))
    if not occasions:
        return
    plan = plan_of(key)
    steps = [(each, plan.step(each, today)) for each in occasions]
    due = [(each.record, step) for each, step in steps if step is not None]
    done = _done(key, {step.due_on for _record, step in due}) if due else set()
    is_left = [
        (record, step)
        for record, step in due
        if (step.record, step.due_on, step.days) not in done
    ]
    yield from is_left[: most or None]


def _done(key: str, due_on: set[date]) -> set[tuple[str, date, int]]:
    runs = ReminderRun.objects.filter(kind=key, due_on__in=due_on)
    return set(runs.values_list("record", "due_on", "days"))


def begin(step: Step) -> bool:
    """Whether this step is made for the first time; the row makes sure of it (R-61)."""
    _run, is_first = ReminderRun.objects.get_or_create(**_key(step))
    return is_first


def _key(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "record": step.record,
        "due_on": step.due_on,
        "days": step.days,
    }


def is_for_all(step: Step) -> bool:
    """Whether this is a step of the secretariat; what one reader chose is nobody else's affair."""
    return step.days in plan_of(step.kind).days


def wanting(step: Step, readers: Iterable[User]) -> list[User]:
    """Those who get this step: by the days of the secretariat, or by their own choice."""
    people, plan = list(readers), plan_of(step.kind)
    own = {each.person_id: each for each in plan.own}
    wanted = []
    for person in people:
        choice = own.get(person.pk)
        if choice and choice.is_off and plan.kind.can_be_off:
            continue
        is_own = choice is not None and choice.days_before == -step.days
        if is_own or step.days in plan.days:
            wanted.append(person)
    return wanted


def count(step: Step, number: int) -> None:
    """Keep to how many people a step went."""
    ReminderRun.objects.filter(**_key(step)).update(sent=F("sent") + number)
