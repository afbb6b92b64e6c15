"""What the page of a topic that crosses the areas shows, for whoever reads it (P-6, B2-2)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from areas import permissions
from areas.models import (
    CrossCuttingTopic,
    Effort,
    LeadTerm,
    PartnershipArea,
    PlanObjective,
    PlanVersion,
    TopicArea,
)
from gmp_portal import ledger, rounds
from gmp_portal.accounts.models.terms import today
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import histories
from gmp_portal.meetings.models import Meeting
from gmp_portal.rounds import rows

MEETINGS = 6
# Of each area; the rest stands in its plan.
ENTRIES = 200


@dataclass
class AreaOfTopic:
    """An area with the days on which it works on the topic, its leads, and what is planned."""

    tie: TopicArea
    leads: list[LeadTerm] = field(default_factory=list)
    entries: list[Any] = field(default_factory=list)
    can_mark: bool = False

    @property
    def area(self) -> PartnershipArea:
        return self.tie.area


def gather(topic: CrossCuttingTopic, request: HttpRequest) -> dict[str, Any]:
    """Its areas with their leads and plans, who convenes it, and when the areas meet."""
    user = request.user
    # What each tie would ask by itself.
    known = {"has_plan": Exists(PlanVersion.objects.filter(area=OuterRef("area")))}
    ties = topic.ties.select_related("area").annotate(**known)
    ties = ties.order_by("area__established_year", "area__slug")
    conveners = topic.conveners.select_related("person", "partner__country")
    current = TopicArea.objects.current().filter(topic=topic)
    leads = LeadTerm.objects.current().filter(area__in=current.values("area"))
    leads = leads.select_related("person", "partner__country", "area").order_by("places")
    bodies = PartnershipArea.objects.filter(pk__in=current.values("area")).values("body")
    meetings = Meeting.objects.visible_to(user).filter(body__in=bodies)
    meetings = meetings.exclude(status=Meeting.Status.CANCELLED).newest_first()[:MEETINGS]
    objectives, efforts = _entries(topic)
    trail = histories.told(ledger.trail(topic), to=user)
    rounds.run(
        *map(rows, (ties, conveners, leads, meetings, objectives, efforts)), trail.beside()
    )
    areas = _areas(ties, leads, [*objectives, *efforts], user)
    return {
        "topic": topic,
        "areas": areas,
        "former": [tie for tie in ties if tie.until is not None],
        "conveners": list(conveners),
        "convener": next((each for each in conveners if each.is_current), None),
        "earlier": [each for each in conveners if not each.is_current],
        "meetings": [(each, _is_next(each)) for each in meetings],
        "has_entries": any(each.entries for each in areas),
        "trail": trail,
        "possible": permissions.TOPIC.possible(user, topic)
        if user.is_authenticated
        else set(),
    }


def _is_next(meeting: Meeting) -> bool:
    return meeting.starts_on is not None and meeting.starts_on >= today()


def _entries(topic: CrossCuttingTopic) -> "tuple[QuerySet[Any], QuerySet[Any]]":
    """The objectives and efforts of the plans in force that leads marked for the topic."""
    marked = topic.marks.values("key")
    in_force = PlanVersion.objects.current().order_by().values("pk")
    objectives = PlanObjective.objects.filter(key__in=marked, plan__in=in_force)
    efforts = Effort.objects.filter(key__in=marked, plan__in=in_force)
    efforts = efforts.select_related("key", "plan", "partner__country")
    objectives = objectives.select_related("key", "plan")
    later = ("plan__snapshot",)
    return (
        objectives.defer(*later).order_by("key__number")[:ENTRIES],
        efforts.defer(*later).order_by("key__number")[:ENTRIES],
    )


def _areas(
    ties: Iterable[TopicArea],
    leads: Iterable[LeadTerm],
    entries: Iterable[Any],
    user: Anybody,
) -> list[AreaOfTopic]:
    by_area = {tie.area_id: AreaOfTopic(tie) for tie in ties if tie.until is None}
    for term in leads:
        if term.area_id in by_area:
            by_area[term.area_id].leads.append(term)
    for entry in entries:
        if entry.plan.area_id in by_area:
            by_area[entry.plan.area_id].entries.append(entry)
    if user.is_authenticated:
        for each in by_area.values():
            each.can_mark = permissions.can_topic_mark(user, each.tie)
    return list(by_area.values())
