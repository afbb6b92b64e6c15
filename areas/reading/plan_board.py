"""Where the plan in force stands: by objective, and its efforts by quarter with their totals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from areas.models import Effort, Indicator, PlanObjective, PlanVersion
from areas.reading import gauges, milestone_list, outcomes, spans
from areas.reading.gauges import Gauge
from areas.reading.milestone_list import Counted
from areas.reading.outcomes import Reached
from areas.reading.spans import Span
from gmp_portal.rounds import Reading, rows, side_by_side

# More than this stands in the plan itself.
SHOWN = 12
MOST_FOR_EACH = 10


@dataclass(frozen=True)
class Aim:
    """An objective with its indicators, and how much is done for it."""

    objective: PlanObjective | None
    gauges: list[Gauge]


@dataclass(frozen=True)
class Board:
    """What the page of an area shows of its plan; ``more`` is how many rows it leaves out."""

    plan: PlanVersion
    aims: list[Aim]
    more_aims: int
    spans: list[Span]
    more_efforts: int
    years: list[int]
    totals: list[tuple[str, Decimal]]
    """For each currency its own sum: they are never added up (A2-IV-3)."""
    milestones: Counted

    @property
    def quarters(self) -> int:
        return 4 * len(self.years)

    @property
    def effort_count(self) -> int:
        return len(self.spans) + self.more_efforts

    @property
    def is_measured(self) -> bool:
        """Whether there is a bar whose marks have to be explained."""
        return any(gauge.is_drawn for aim in self.aims for gauge in aim.gauges)


def of(plan: PlanVersion) -> Reading[Board]:
    """A reading of what stands in the plan, however much that is."""
    efforts = plan.efforts.select_related("partner")
    aims, _efforts, counted = yield from side_by_side(
        _aims(plan), rows(efforts), milestone_list.counted(plan)
    )
    years = spans.years_of(plan)
    return Board(
        plan=plan,
        aims=aims[:SHOWN],
        more_aims=len(aims[SHOWN:]),
        spans=[spans.of(effort, years) for effort in efforts[:SHOWN]],
        more_efforts=len(efforts[SHOWN:]),
        years=years,
        totals=totals(efforts),
        milestones=counted,
    )


def totals(efforts: Iterable[Effort]) -> list[tuple[str, Decimal]]:
    """What the efforts cost in each currency."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for effort in efforts:
        if effort.cost is not None:
            sums[effort.currency] += effort.cost
    return sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))


def _aims(plan: PlanVersion) -> Reading[list[Aim]]:
    objectives = plan.objectives.annotate(
        action_count=Count("actions", distinct=True),
        effort_count=Count("actions__efforts", distinct=True),
    )
    # Those of the objectives that are shown, or a later one would look as if it had none.
    of_shown = Q(objective__in=plan.objectives.values("pk")[:SHOWN]) | Q(objective=None)
    indicators = plan.indicators.filter(of_shown)[: MOST_FOR_EACH * SHOWN]
    _objectives, _indicators, reached = yield from side_by_side(
        rows(objectives), rows(indicators), outcomes.values_of(indicators.values("key"))
    )
    by_objective: defaultdict[int | None, list[Gauge]] = defaultdict(list)
    for indicator in indicators:
        gauge = gauges.of(indicator, _newest(indicator, reached.get(indicator.key_id, [])))
        by_objective[indicator.objective_id].append(gauge)
    aims = [Aim(objective, by_objective.pop(objective.pk, [])) for objective in objectives]
    apart = by_objective.pop(None, [])
    return [*aims, Aim(None, apart)] if apart else aims


def _newest(indicator: Indicator, values: list[Reached]) -> Reached | None:
    """The newest value, also of a version before, unless it was measured in another unit."""
    return next((value for value in values if value.unit == indicator.unit), None)
