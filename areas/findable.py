"""What can be found of partnership areas and of their plans, section by section."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from areas.models import (
    Activity,
    AreaOpportunity,
    CrossCuttingTopic,
    LeadTerm,
    PartnershipArea,
    PlanVersion,
    TopicArea,
)
from areas.reading import plan_display, snapshot
from areas.reading.plan_display import ReadSection
from gmp_portal import dates
from gmp_portal.reference.models import active_language
from gmp_portal.search import register
from gmp_portal.search.register import (
    Findable,
    Place,
    Text,
    address,
    in_each_language,
    own,
)
from partners.models import Partner


def register_all() -> None:
    register.register(
        "area",
        Findable(
            label=_("Partnership areas"),
            singular=_("Partnership area"),
            place=Place.AREAS,
            records=PartnershipArea.objects.all,
            texts=_areas,
            ordinary=frozenset({"established"}),
            titles=_names,
            is_translated=True,
            follows={"areas.partnershiparea": own, "areas.leadterm": _area_of},
        ),
    )
    register.register(
        "topic",
        Findable(
            label=_("Cross-cutting topics"),
            singular=_("Cross-cutting topic"),
            place=Place.AREAS,
            records=CrossCuttingTopic.objects.all,
            texts=_topics,
            ordinary=frozenset({"open"}),
            titles=_names_of_topics,
            is_translated=True,
            follows={"areas.crosscuttingtopic": own},
        ),
    )
    register.register(
        "activity",
        Findable(
            label=_("Activities"),
            singular=_("Activity"),
            place=Place.PLANS,
            records=Activity.objects.all,
            texts=_activities,
            ordinary=frozenset({"reported", "active", "ended"}),
            follows={
                "areas.activity": own,
                "reporting.progressreport": _activities_told_in,
            },
        ),
    )
    register.register(
        "plan",
        Findable(
            label=_("Business plans"),
            singular=_("Business plan"),
            place=Place.PLANS,
            records=PlanVersion.objects.all,
            texts=_plans,
            ordinary=frozenset({"published"}),
            follows={
                "areas.planversion": own,
                "areas.partnershiparea": _plans_of,
                "areas.areaopportunity": _drafts_that_list,
                "partners.partner": _plans_that_name,
            },
        ),
    )
    register.register(
        "opportunity",
        Findable(
            label=_("Opportunities"),
            singular=_("Opportunity"),
            place=Place.AREAS,
            records=AreaOpportunity.objects.all,
            texts=_opportunities,
            ordinary=frozenset({"idea", "scoped", "seeking"}),
            follows={"areas.areaopportunity": own},
        ),
    )


def _opportunities(keys: list[int]) -> Iterator[Text]:
    """What it is and who would gain; what leads and partner say meanwhile is not found."""
    rows = AreaOpportunity.objects.filter(pk__in=keys).select_related("area")
    for row in rows:
        moment = row.listed_at or row.suggested_at
        yield Text(
            row.pk,
            title=row.title,
            path=address(row),
            text="\n".join([row.description, row.gain]),
            also="\n".join(row.area.names.values()),
            dated_on=dates.day_of(moment) if moment else None,
            areas=(row.area.slug,),
        )


def _area_of(term: LeadTerm) -> tuple[int]:
    return (term.area_id,)


def _activities_told_in(report: Any) -> Iterable[int]:
    """What a report tells of is public once it is accepted."""
    keys: Iterable[int] = report.reported_activities.values_list("activity", flat=True)
    return keys


def _plans_of(area: PartnershipArea) -> Iterable[int]:
    return area.plans.values_list("pk", flat=True)


def _drafts_that_list(opportunity: AreaOpportunity) -> Iterable[int]:
    """Drafts say where it stands; what was sent stays as it is (R-79)."""
    drafts = PlanVersion.objects.filter(
        status=PlanVersion.Status.DRAFT, opportunities__key=opportunity.key_id
    )
    return drafts.values_list("pk", flat=True)


def _plans_that_name(partner: Partner) -> Iterable[int]:
    """Those that name its people as these agree today: drafts, and what was frozen before that."""
    is_of_today = Q(snapshot__isnull=True) | Q(
        snapshot__format__lt=snapshot.CONTACTS_AGREED
    )
    plans = PlanVersion.objects.filter(
        is_of_today, area__in=partner.area_memberships.values("area")
    )
    return plans.values_list("pk", flat=True)


def _names(keys: list[int]) -> dict[int, str]:
    return {area.pk: area.name for area in PartnershipArea.objects.filter(pk__in=keys)}


def _areas(keys: list[int]) -> Iterator[Text]:
    current = LeadTerm.objects.current().select_related("person")
    leads = Prefetch("lead_terms", current, to_attr="current_leads")
    for area in PartnershipArea.objects.filter(pk__in=keys).prefetch_related(leads):
        yield from _in_each_language(area)


def _in_each_language(area: Any) -> Iterator[Text]:
    """With its leads: whoever types the name of one comes to the area (A1-4b-vi)."""
    path = address(area)
    leads = [str(term.person) for term in area.current_leads]

    def here() -> Text | None:
        if area.aim_language != active_language():
            return None
        return Text(
            area.pk,
            title=area.name,
            path=path,
            text="\n".join([area.aim, *leads]),
            also="\n".join(area.names.values()),
            areas=(area.slug,),
        )

    return in_each_language(here)


def _names_of_topics(keys: list[int]) -> dict[int, str]:
    return {topic.pk: topic.name for topic in CrossCuttingTopic.objects.filter(pk__in=keys)}


def _topics(keys: list[int]) -> Iterator[Text]:
    ties = Prefetch("ties", TopicArea.objects.current().select_related("area"), "running")
    for topic in CrossCuttingTopic.objects.filter(pk__in=keys).prefetch_related(ties):
        yield from _topic_in_each_language(topic)


def _topic_in_each_language(topic: Any) -> Iterator[Text]:
    path, slugs = address(topic), tuple(tie.area.slug for tie in topic.running)

    def here() -> Text | None:
        if topic.about_language != active_language():
            return None
        return Text(
            topic.pk,
            title=topic.name,
            path=path,
            text=topic.about,
            also="\n".join(topic.names.values()),
            areas=slugs,
        )

    return in_each_language(here)


def _activities(keys: list[int]) -> Iterator[Text]:
    """By what its partner says of it, and by what came of it; never by what only a draft says."""
    shown = Activity.objects.filter(pk__in=keys).select_related("area", "partner")
    for activity in shown.prefetch_related("also_in"):
        areas = [activity.area, *activity.also_in.all()]
        yield Text(
            activity.pk,
            title=activity.title,
            path=address(activity),
            text="\n".join(filter(None, [activity.summary, activity.outcome])),
            also=activity.partner.name,
            dated_on=activity.starts_on,
            areas=tuple(area.slug for area in areas),
        )


def _plans(keys: list[int]) -> Iterator[Text]:
    for plan in PlanVersion.objects.filter(pk__in=keys).select_related("area"):
        moment = plan.published_at or plan.frozen_at or plan.changed_at
        path = address(plan)
        # Once: found by the name of its area, the plan is shown from its beginning.
        also = "\n".join(plan.area.names.values())
        for section in plan_display.sections(snapshot.of(plan)):
            yield Text(
                plan.pk,
                part=section.key,
                title=plan.title,
                heading=f"{section.key} {section.title}",
                path=f"{path}#section-{section.key}",
                text=_said(section),
                also=also,
                language=plan.language,
                dated_on=dates.day_of(moment),
                areas=(plan.area.slug,),
            )
            also = ""


def _said(section: ReadSection) -> str:
    rows = (
        f"{row.title}\n" + "\n".join(entry.value for entry in row.entries)
        for group in section.groups
        for row in group.rows
    )
    return "\n".join([section.plain, *rows])
