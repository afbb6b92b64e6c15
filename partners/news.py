"""What is news of partners: published letters, who became a partner, and who left (A1-6d-ii)."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.rounds import Reading
from gmp_portal.ui import news
from gmp_portal.ui.news import NewsItem, NewsKind
from gmp_portal.words import beside
from partners.models import LetterOfIntent, Participation, Partner
from partners.reading import interests

LETTERS, PARTNERS = "letters", "partners"
SHOWN = ("organisation", "reference", "draft_id", "area_slugs", "published_at")


def letters(count: int, area: str) -> Reading[list[NewsItem]]:
    """The newest published letters; of an area those that name it (A1-2c-6)."""
    published: QuerySet[Any] = LetterOfIntent.objects.visible_to(AnonymousUser())
    published = published.only(*SHOWN)
    if area:
        published = published.filter(area_slugs__contains=[area])
    newest = published.order_by("-published_at", "-pk")[:count]
    yield [newest]
    return [_of_a_letter(letter) for letter in newest]


def _of_a_letter(letter: Any) -> NewsItem:
    said = {"name": letter.organisation, "reference": letter.reference}
    return NewsItem(
        kind=LETTERS,
        key=news.key_of(letter, "published"),
        title=gettext("Letter of intent: %(name)s") % said,
        summary=gettext("Confirmed by UNEP and published as %(reference)s.") % said,
        url=letter.get_absolute_url(),
        published_at=letter.published_at,
        updated_at=letter.published_at,
        areas=tuple(letter.area_slugs),
    )


def partners(count: int, area: str) -> Reading[list[NewsItem]]:
    """Who took part last from a day on, or until one; where no day is known there is no news."""
    known = Partner.objects.visible_to(AnonymousUser())
    if area:
        known = known.filter(interests.partners_in(area))
    periods = Participation.objects.filter(partner__in=known)
    periods = periods.select_related("partner__country")
    today = dates.today()
    joined = periods.filter(period__startswith__lte=today)
    left = periods.filter(period__endswith__lte=today)
    begun = joined.order_by(F("period__startswith").desc(), "-pk")[:count]
    ended = left.order_by(F("period__endswith").desc(), "-pk")[:count]
    yield [begun, ended]
    areas = yield from _areas_of([*begun, *ended])
    title = gettext("%(name)s became a partner")
    said = gettext("Confirmed by UNEP: %(kind)s.")
    return [_of_a_partner(period, "joined", title, said, areas) for period in begun] + [
        _of_a_partner(
            period,
            "left",
            _title_of_end(period.partner),
            gettext("Its page stays, with the dates."),
            areas,
        )
        for period in ended
    ]


def _title_of_end(partner: Partner) -> str:
    if partner.status == Partner.Status.INACTIVE:
        return gettext("%(name)s is no longer active")
    return gettext("%(name)s left the Partnership")


def _areas_of(periods: list[Participation]) -> Reading[dict[int, tuple[str, ...]]]:
    partners = {period.partner_id for period in periods}
    memberships = yield from interests.reading_memberships(partners)
    return {
        partner: tuple(row.slug for row in rows if row.until is None)
        for partner, rows in memberships.items()
    }


def _of_a_partner(
    period: Participation,
    event: str,
    title: str,
    sentence: str,
    areas: dict[int, tuple[str, ...]],
) -> NewsItem:
    partner = period.partner
    kind = beside(partner.get_kind_display(), partner.country and partner.country.name)
    said = {"name": partner.full_name, "kind": kind}
    day = period.period.lower if event == "joined" else period.period.upper
    moment = dates.start_of(day)
    return NewsItem(
        kind=PARTNERS,
        key=news.key_of(period, event),
        title=title % said,
        summary=sentence % said,
        url=partner.get_absolute_url(),
        published_at=moment,
        updated_at=moment,
        areas=areas.get(partner.pk, ()),
    )


def register_all() -> None:
    news.register(
        NewsKind(
            LETTERS,
            _("Letters of intent"),
            "partners:published_letter_list",
            letters,
            _("Letters by which partners join, as they are published."),
        ),
        NewsKind(
            PARTNERS,
            _("Partners"),
            "partners:partner_list",
            partners,
            _("Who became a partner, and who left."),
        ),
    )
