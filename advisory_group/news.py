"""What is news of the Advisory Group: reviews of plans as they are concluded (A1-3f-ii)."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from advisory_group.models import PlanReview
from gmp_portal.rounds import Reading
from gmp_portal.ui import news
from gmp_portal.ui.news import NewsItem, NewsKind

REVIEWS = "reviews"


def reviews(count: int, area: str) -> Reading[list[NewsItem]]:
    """Concluded reviews and what the group found: it approves nothing."""
    concluded: QuerySet[Any] = PlanReview.objects.visible_to(AnonymousUser())
    concluded = concluded.select_related("plan__area")
    concluded = concluded.defer("plan__snapshot")
    if area:
        concluded = concluded.filter(plan__area__slug=area)
    concluded = concluded.annotate(points=Count("recommendations"))
    newest = concluded.order_by("-concluded_at", "-pk")[:count]
    yield [newest]
    return [_item(review) for review in newest]


def _item(review: Any) -> NewsItem:
    area = review.plan.area
    return NewsItem(
        kind=REVIEWS,
        key=news.key_of(review, "concluded"),
        title=gettext("Review of the plan of the area “%(area)s”") % {"area": area.name},
        summary=_outcome(review, review.points),
        url=review.get_absolute_url(),
        published_at=review.concluded_at,
        updated_at=review.concluded_at,
        areas=(area.slug,),
    )


def _outcome(review: PlanReview, points: int) -> str:
    said = {"number": review.plan.number, "points": points}
    if review.outcome == PlanReview.Outcome.ALIGNED:
        sentence = gettext(
            "The Advisory Group found version %(number)d of the plan aligned with the goal and "
            "the guidelines."
        )
        return sentence % said
    sentence = ngettext(
        "The Advisory Group made %(points)d recommendation on version %(number)d of the plan.",
        "The Advisory Group made %(points)d recommendations on version %(number)d of the plan.",
        points,
    )
    return sentence % said


def register_all() -> None:
    news.register(
        NewsKind(
            REVIEWS,
            _("Reviews of plans"),
            "advisory_group:review_list",
            reviews,
            _("What the Advisory Group found when it read a business plan."),
        )
    )
