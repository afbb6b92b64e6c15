"""What one thing is called in each version of a plan, and what reports say came of it (B4-2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from areas.models import (
    Application,
    AreaOpportunity,
    Effort,
    Indicator,
    Linkage,
    Milestone,
    Opportunity,
    PlanKey,
    PlanObjective,
    PlanVersion,
    PotentialDonor,
    PriorityAction,
    ProjectRequest,
    Risk,
)
from areas.reading import outcomes
from areas.reading.outcomes import Reached
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading, known, rows, side_by_side

Kind = PlanKey.Kind
# The entries of each kind, and the section in which they stand.
ENTRIES: dict[str, tuple[Any, str]] = {
    Kind.OBJECTIVE: (PlanObjective, "II"),
    Kind.ACTION: (PriorityAction, "III"),
    Kind.EFFORT: (Effort, "IV"),
    Kind.MILESTONE: (Milestone, "IV"),
    Kind.OPPORTUNITY: (Opportunity, "V"),
    Kind.INDICATOR: (Indicator, "VI"),
    Kind.DONOR: (PotentialDonor, "VII"),
    Kind.REQUEST: (ProjectRequest, "VII"),
    Kind.APPLICATION: (Application, "VII"),
    Kind.RISK: (Risk, "VIII"),
    Kind.LINKAGE: (Linkage, "IX"),
}
# What an entry is called by, where that is a record of its own.
NAMED_BY: dict[str, tuple[str, ...]] = {
    Kind.EFFORT: ("partner__country",),
    Kind.LINKAGE: ("area",),
}


@dataclass(frozen=True)
class Wording:
    """An entry as one version says it."""

    plan: PlanVersion
    words: str
    url: str


def entries_of(key: PlanKey, plans: "QuerySet[PlanVersion]") -> "QuerySet[Any]":
    """The entries with this key in these versions, the newest version first."""
    model, _section = ENTRIES[key.kind]
    way = "effort__plan" if model is Milestone else "plan"
    entries: QuerySet[Any] = model._default_manager.filter(key=key, **{f"{way}__in": plans})
    entries = entries.select_related(f"{way}__area", *NAMED_BY.get(key.kind, ()))
    return entries.defer(f"{way}__snapshot").order_by(f"-{way}__number")


def gather(key: PlanKey, user: Anybody) -> Reading[dict[str, Any]]:
    """The thing in the versions that this reader may see, and the values that reports give."""
    plans = PlanVersion.objects.visible_to(user).filter(area=key.area_id)
    entries = entries_of(key, plans)
    is_measured = key.kind == Kind.INDICATOR
    keys = [key.pk] if is_measured else []
    listed = AreaOpportunity.objects.listed().filter(key=key)
    is_idea = key.kind == Kind.OPPORTUNITY
    _entries, values, _listed = yield from side_by_side(
        rows(entries), outcomes.values_of(keys), rows(listed) if is_idea else known([])
    )
    said = list(_wordings(key, entries))
    reached: list[Reached] = values.get(key.pk, [])
    return {
        "wordings": said,
        "versions": sorted(each.plan.number for each in said),
        "values": reached,
        "opportunity": next(iter(listed), None) if is_idea else None,
    }


def _wordings(key: PlanKey, entries: Iterable[Any]) -> Iterable[Wording]:
    _model, section = ENTRIES[key.kind]
    for entry in entries:
        plan = entry.effort.plan if isinstance(entry, Milestone) else entry.plan
        yield Wording(plan, str(entry), f"{plan.get_absolute_url()}#section-{section}")
