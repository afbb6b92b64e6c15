"""What several areas work on: topics of their own, priorities and articles (A1-1b, P-6)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest

from areas.models import CrossCuttingTopic, PartnershipArea, TopicArea
from gmp_portal.reference.choices import ConventionArticle, Priority
from gmp_portal.ui.paging import page_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Topic:
    """One thing that areas have in common, by its place on the page."""

    anchor: str
    label: "StrOrPromise"
    clause: str
    areas: list[PartnershipArea]


def gather(request: HttpRequest) -> dict[str, Any]:
    """The topics that cross the areas, every priority, and every article that an area serves."""
    at_work, page = PartnershipArea.objects.established(), page_of(request, _crossing())
    priorities = [
        Topic(
            f"priority-{each.value}",
            each.label,
            each.clause_id,
            [area for area in at_work if each.value in area.priorities],
        )
        for each in Priority
    ]
    articles = [
        Topic(
            f"article-{each.value}",
            each.label,
            "",
            [area for area in at_work if each.value in area.convention_articles],
        )
        for each in ConventionArticle
    ]
    by_key = {area.pk: area for area in at_work}
    return {
        "crossing": [
            (topic, [by_key[key] for key in topic.area_keys if key in by_key])
            for topic in page.object_list
        ],
        "page": page,
        "priorities": priorities,
        "articles": [topic for topic in articles if topic.areas],
    }


def _crossing() -> "QuerySet[Any]":
    """Each topic with the keys of its areas today."""
    ties = TopicArea.objects.current().filter(topic=OuterRef("pk")).order_by("area")
    topics = CrossCuttingTopic.objects.open_first()
    return topics.annotate(area_keys=ArraySubquery(ties.values("area")))
