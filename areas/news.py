"""What is news of areas: business plans as they come into force (A1-3f-ii, B4-1)."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas.models import PlanVersion
from gmp_portal.rounds import Reading
from gmp_portal.ui import news
from gmp_portal.ui.news import NewsItem, NewsKind

PLANS = "plans"


def plans(count: int, area: str) -> Reading[list[NewsItem]]:
    """Published versions of business plans, with the time for which they hold."""
    published: QuerySet[Any] = PlanVersion.objects.visible_to(AnonymousUser())
    published = published.select_related("area")
    if area:
        published = published.filter(area__slug=area)
    published = published.defer("snapshot").order_by("-published_at", "-pk")[:count]
    yield [published]
    return [_item(plan) for plan in published]


def _item(plan: Any) -> NewsItem:
    said = {
        "area": plan.area.name,
        "number": plan.number,
        "first": date_format(plan.period_from, "DATE_FORMAT"),
        "last": date_format(plan.period_to, "DATE_FORMAT"),
    }
    return NewsItem(
        kind=PLANS,
        key=news.key_of(plan, "published"),
        title=plan.title,
        summary=gettext(
            "Version %(number)d of the business plan of the area “%(area)s” was published; "
            "it runs from %(first)s to %(last)s."
        )
        % said,
        url=plan.get_absolute_url(),
        published_at=plan.published_at,
        updated_at=plan.published_at,
        language=plan.language,
        areas=(plan.area.slug,),
    )


def register_all() -> None:
    about = _("Business plans of areas, as they come into force.")
    news.register(NewsKind(PLANS, _("Business plans"), "areas:plan_list", plans, about))
