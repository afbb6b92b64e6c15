"""The sections of plans as rows of a public list, each as the page of its plan reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from areas.annex2 import SECTIONS, Section
from areas.models import PlanVersion
from areas.models.plans import PlanQuerySet
from areas.reading import plan_display, snapshot
from areas.reading.entries import Row
from areas.reading.plan_display import ReadSection
from gmp_portal.rounds import Number
from gmp_portal.words import labelled

# Frozen plans are long: so many are in memory at a time.
PLANS = 10


@dataclass(frozen=True)
class OpenSection:
    """One section of one version of a plan."""

    plan: PlanVersion
    section: Section

    @property
    def key(self) -> str:
        return f"{self.plan.area.slug}-{self.plan.number}-{self.section.key}"

    @cached_property
    def read(self) -> ReadSection:
        return plan_display.section_of(self.section, snapshot.of(self.plan))

    @property
    def rows(self) -> str:
        """Its objectives, actions, efforts or other rows, each a paragraph of its own."""
        groups = self.read.groups
        return "\n\n".join(_said(row) for group in groups for row in group.rows)

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#section-{self.section.key}"


def _said(row: Row) -> str:
    return "\n".join(
        [row.title, *(labelled(entry.label, entry.value) for entry in row.entries)]
    )


class OpenSections(Sequence[OpenSection]):
    """Each plan has the sections of Annex 2, so a part of them is read without the others."""

    def __init__(self, plans: PlanQuerySet) -> None:
        self.plans = plans.select_related("area").order_by("area__slug", "number", "pk")
        # To be asked beside the numbers of other lists.
        self.number = Number(self.plans)

    def filter(self, **conditions: Any) -> "OpenSections":
        """Those of the plans that meet these conditions."""
        return OpenSections(self.plans.filter(**conditions))

    def __len__(self) -> int:
        return len(SECTIONS) * int(self.number)

    def __iter__(self) -> Iterator[OpenSection]:
        return _each(self.plans.iterator(chunk_size=PLANS))

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        first, last = place.start or 0, place.stop
        begin, end = first // len(SECTIONS), -(-last // len(SECTIONS))
        skipped = begin * len(SECTIONS)
        return list(_each(self.plans[begin:end]))[first - skipped : last - skipped]


def _each(plans: "Iterator[PlanVersion] | PlanQuerySet") -> Iterator[OpenSection]:
    for plan in plans:
        for section in SECTIONS:
            yield OpenSection(plan, section)
