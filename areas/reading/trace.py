"""What serves what in a plan: objective, action, effort and indicator, and which link lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from areas.reading import tongue
from areas.reading.snapshot import Content

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OBJECTIVE, ACTION, EFFORT, INDICATOR = "objectives", "actions", "efforts", "indicators"
LACKS: "dict[tuple[str, str], StrOrPromise]" = {
    (OBJECTIVE, "action"): _("No action serves this objective."),
    (OBJECTIVE, "indicator"): _("No indicator shows the progress of this objective."),
    (ACTION, "objective"): _("This action serves no objective."),
    (ACTION, "effort"): _("Nobody makes an effort for this action."),
    (EFFORT, "action"): _("This effort belongs to no action."),
    (INDICATOR, "objective"): _("This indicator belongs to no objective."),
}
SECTIONS = {OBJECTIVE: "II", ACTION: "III", EFFORT: "IV", INDICATOR: "VI"}


@dataclass(frozen=True)
class Thing:
    """A row of one of the four lists, by its place in it, counted from one."""

    kind: str
    number: int
    name: str
    below: str = ""

    @property
    def section(self) -> str:
        """The section of Annex 2 in which it stands."""
        return SECTIONS[self.kind]


@dataclass(frozen=True)
class Served:
    """An action with the efforts that are made for it."""

    action: Thing
    efforts: tuple[Thing, ...]


@dataclass(frozen=True)
class Aim:
    """An objective with the actions that serve it and the indicators that show its progress."""

    objective: Thing
    actions: tuple[Served, ...]
    indicators: tuple[Thing, ...]


@dataclass(frozen=True)
class Orphan:
    """A row without a link that Annex 2 asks for, what it lacks, and the clause that wants it."""

    thing: Thing
    lacks: str
    """``action``, ``indicator``, ``objective`` or ``effort``."""
    clause: str

    @property
    def sentence(self) -> "StrOrPromise":
        """What it lacks, in words."""
        return LACKS[self.thing.kind, self.lacks]


@dataclass(frozen=True)
class Trace:
    """The whole matrix of a plan."""

    aims: tuple[Aim, ...]
    orphans: tuple[Orphan, ...]

    @property
    def is_empty(self) -> bool:
        return not self.aims and not self.orphans


def of(content: Content) -> Trace:
    """The matrix of what a plan says, frozen or not (A2-II-3, A2-III-2, A2-IV-2, A2-VI-1)."""
    things = _Things(content)
    aims = tuple(things.aims())
    return Trace(aims, tuple(things.orphans()))


class _Things:
    """The rows of the four lists, and who points to whom by place."""

    def __init__(self, content: Content) -> None:
        to = tongue.of(content)
        self.objectives = [
            Thing(OBJECTIVE, place, row["statement"], row["target"])
            for place, row in _numbered(content[OBJECTIVE])
        ]
        self.actions = [
            Thing(ACTION, place, row["title"]) for place, row in _numbered(content[ACTION])
        ]
        self.efforts = [
            Thing(EFFORT, place, row["description"], row["who"])
            for place, row in _numbered(content[EFFORT])
        ]
        self.indicators = [
            Thing(
                INDICATOR,
                place,
                row["name"],
                to.beside(to.say("Target"), row["target"]) if row["target"] else "",
            )
            for place, row in _numbered(content[INDICATOR])
        ]
        self.serves = [set(row["objectives"]) for row in content[ACTION]]
        self.action_of = [row["action"] for row in content[EFFORT]]
        self.shows = [row["objective"] for row in content[INDICATOR]]

    def aims(self) -> Iterator[Aim]:
        for objective in self.objectives:
            yield Aim(
                objective,
                tuple(self._served(objective)),
                tuple(
                    each
                    for each, shown in zip(self.indicators, self.shows, strict=True)
                    if shown == objective.number
                ),
            )

    def _served(self, objective: Thing) -> Iterator[Served]:
        for action, served in zip(self.actions, self.serves, strict=True):
            if objective.number in served:
                yield Served(action, self._efforts_of(action))

    def _efforts_of(self, action: Thing) -> tuple[Thing, ...]:
        return tuple(
            each
            for each, place in zip(self.efforts, self.action_of, strict=True)
            if place == action.number
        )

    def orphans(self) -> Iterator[Orphan]:
        aims = list(self.aims())
        efforts_of = [(action, self._efforts_of(action)) for action in self.actions]
        looked_at = (
            ([(aim.objective, aim.actions) for aim in aims], "action", "A2-III-2"),
            ([(aim.objective, aim.indicators) for aim in aims], "indicator", "A2-VI-1"),
            (zip(self.actions, self.serves, strict=True), "objective", "A2-III-2"),
            (efforts_of, "effort", "A2-IV-1"),
            (zip(self.efforts, self.action_of, strict=True), "action", "A2-IV-1"),
            (zip(self.indicators, self.shows, strict=True), "objective", "A2-VI-1"),
        )
        for pairs, lacks, clause in looked_at:
            for thing, link in pairs:
                if not link:
                    yield Orphan(thing, lacks, clause)


def _numbered(rows: list[Content]) -> Iterator[tuple[int, Content]]:
    return enumerate(rows, start=1)
