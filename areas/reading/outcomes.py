"""What came of the work of areas: the app of the reports, above this one, answers.

``reporting`` registers one ``Outcomes`` in its ``AppConfig.ready()``.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gmp_portal.registry import Registry
from gmp_portal.rounds import Reading, known

Keys = Collection[int] | QuerySet[Any]


@dataclass(frozen=True)
class Reached:
    """What an indicator came to, and the report that says so, in the words of its version."""

    actual: str
    report: str
    url: str
    unit: str = ""
    plan: int = 0
    """The version of the plan whose indicator it is."""


@dataclass(frozen=True)
class Filed:
    """A report of an area that everybody may read."""

    title: str
    url: str
    accepted_at: datetime | None = None


@dataclass(frozen=True)
class Told:
    """What a public report of its partner tells of an activity."""

    title: str
    url: str
    state: str
    result: str
    language: str


@dataclass(frozen=True)
class Outcomes:
    """All are readings, however many keys there are; reports and values come newest first.

    They take keys, or a question for them. Those of indicators last through all versions.
    """

    values_of: "Callable[[Keys], Reading[dict[int, list[Reached]]]]"
    reports_of: "Callable[[Keys], Reading[dict[int, list[Filed]]]]"
    told_of: "Callable[[Keys], Reading[dict[int, list[Told]]]]"


OUTCOMES: Registry[str, Outcomes] = Registry("outcomes of the work of areas")
KEY = "outcomes"


def register(outcomes: Outcomes) -> None:
    """Called once, in ``AppConfig.ready`` of the app of the reports."""
    OUTCOMES.register(KEY, outcomes)


def values_of(indicators: Keys) -> "Reading[dict[int, list[Reached]]]":
    """What these indicators reached by the public reports, by their lasting keys."""
    outcomes = OUTCOMES.get(KEY)
    return outcomes.values_of(indicators) if outcomes else known({})


def reports_of(areas: Keys) -> "Reading[dict[int, list[Filed]]]":
    """The public reports of these areas, by the keys of the areas."""
    outcomes = OUTCOMES.get(KEY)
    return outcomes.reports_of(areas) if outcomes else known({})


def told_of(activities: Keys) -> "Reading[dict[int, list[Told]]]":
    """What public reports tell of these activities, the newest first."""
    outcomes = OUTCOMES.get(KEY)
    return outcomes.told_of(activities) if outcomes else known({})
