"""What several areas work on: each priority and article with its areas (A1-1b)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from areas.models import PartnershipArea
from gmp_portal.reference.choices import ConventionArticle, Priority

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Topic:
    """One thing that areas have in common, by its place on the page."""

    anchor: str
    label: "StrOrPromise"
    clause: str
    areas: list[PartnershipArea]


def gather() -> dict[str, list[Topic]]:
    """Every priority, and every article that an area serves, from one question."""
    at_work = list(PartnershipArea.objects.established())
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
    return {
        "priorities": priorities,
        "articles": [topic for topic in articles if topic.areas],
    }
