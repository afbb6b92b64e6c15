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
    """What an indicator came to, and the report that says so."""

    actual: str
    report: str
    url: str


@dataclass(frozen=True)
class Filed:
    """A report of an area that everybody may read."""

    title: str
    url: str
    accepted_at: datetime | None = None


@dataclass(frozen=True)
class Outcomes:
    """Both are readings, however many keys there are; reports come newest first.

    Both take keys, or a question for them.
    """

    values_of: "Callable[[Keys], Reading[dict[int, Reached]]]"
    reports_of: "Callable[[Keys], Reading[dict[int, list[Filed]]]]"


OUTCOMES: Registry[str, Outcomes] = Registry("outcomes of the work of areas")
KEY = "outcomes"


def register(outcomes: Outcomes) -> None:
    """Called once, in ``AppConfig.ready`` of the app of the reports."""
    OUTCOMES.register(KEY, outcomes)


def values_of(indicators: Keys) -> "Reading[dict[int, Reached]]":
    """What these indicators reached by the newest public report, by their keys."""
    outcomes = OUTCOMES.get(KEY)
    return outcomes.values_of(indicators) if outcomes else known({})


def reports_of(areas: Keys) -> "Reading[dict[int, list[Filed]]]":
    """The public reports of these areas, by the keys of the areas."""
    outcomes = OUTCOMES.get(KEY)
    return outcomes.reports_of(areas) if outcomes else known({})
