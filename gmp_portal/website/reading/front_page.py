"""What the front page shows: figures, the map, the areas, what is new and what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, FilteredRelation, OuterRef, Q

from areas.looks import look_of
from areas.models import AreaMembership, PartnershipArea, PlanVersion
from gmp_portal import dates, rounds, words
from gmp_portal.rounds import Reading
from gmp_portal.ui import news
from gmp_portal.ui.dated import Dated
from gmp_portal.ui.news import NewsItem
from gmp_portal.website.reading import calendar, figures

# The kinds of news that the page tells, and the icon of each.
ICONS: Final = {
    "letters": "letter",
    "decisions": "gavel",
    "plans": "list",
    "reports": "doc",
    "meeting-reports": "talk",
}
# What comes next for everybody; what is one's own stands on the page of one's work.
COMING: Final = ("meeting", "reports-due")
LATEST, NEXT = 6, 4


@dataclass(frozen=True)
class News:
    """Something new, with the icon of its kind or the face of its area."""

    item: NewsItem
    icon: str
    look: str = ""

    @property
    def day(self) -> date:
        return dates.day_of(self.item.updated_at)


@dataclass(frozen=True)
class AreaCard:
    """An area with the number of its partners and the period of its plan in force."""

    area: PartnershipArea
    partners: int
    plan_from: date | None
    plan_to: date | None
    today: date

    @property
    def articles(self) -> str:
        """The numbers of the articles of the Convention that it serves."""
        return words.listed(str(number) for number in self.area.convention_articles)


def gather() -> dict[str, Any]:
    """Everything the page shows, the same for everybody, in a constant number of queries."""
    today = dates.today()
    counted, cards, newest, next_ones = rounds.run(
        figures.reading(today), areas(today), latest(), coming(today)
    )
    return {
        "counted": counted,
        "figures": figures.of_front_page(counted),
        "areas": cards,
        "latest": newest,
        "coming": next_ones,
        "as_of": today,
    }


def areas(today: date) -> Reading[list[AreaCard]]:
    """The established areas, whatever the day of their plan."""
    of_area = Q(plans__status=PlanVersion.Status.PUBLISHED)
    established: Any = PartnershipArea.objects.established().annotate(
        in_force=FilteredRelation("plans", condition=of_area),
        plan_from=F("in_force__period_from"),
        plan_to=F("in_force__period_to"),
        partners=AreaMembership.objects.number_in(OuterRef("pk")),
    )
    yield [established]
    return [
        AreaCard(area, area.partners, area.plan_from, area.plan_to, today)
        for area in established
    ]


def latest() -> Reading[list[News]]:
    """The newest of what the Partnership publishes, the same for everybody."""
    items = yield from news.newest([news.KINDS[kind] for kind in ICONS], LATEST)
    return [News(item, ICONS[item.kind], _look(item)) for item in items]


def _look(item: NewsItem) -> str:
    return look_of(item.areas[0]) if item.kind == "plans" and item.areas else ""


def coming(today: date) -> Reading[list[Dated]]:
    """The next meetings and deadlines of which everybody may know."""
    items = yield from calendar.reading_of_reader(
        AnonymousUser(), today, dates.last_day_of(today, years=1), kinds=COMING
    )
    return [item for item in items if not item.is_cancelled][:NEXT]
