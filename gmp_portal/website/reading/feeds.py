"""A feed in Atom (RFC 4287): what is new of all or one kind, of all or one area."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.template import loader
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from areas.models import PartnershipArea
from gmp_portal import rounds
from gmp_portal.ui import full_addresses, news
from gmp_portal.ui.news import NewsItem, NewsKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALL = "all"
COUNT = 50
# The year in which the ids of this portal began; it stays for ever (RFC 4151).
SINCE = 2026
BEGINNING = datetime(SINCE, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot hold, whatever a text brings along.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Feed:
    """Which news: of one kind or of all, of one area or of the whole Partnership."""

    kind: NewsKind | None = None
    area: PartnershipArea | None = None

    @property
    def path(self) -> str:
        """Its address in the language that is active."""
        kind = self.kind.slug if self.kind else ALL
        if self.area is None:
            return reverse("website:feed_detail", args=[kind])
        if self.kind is None:
            return reverse("website:feed_of_area", args=[self.area.slug])
        return reverse("website:feed_of_area_and_kind", args=[self.area.slug, kind])

    @property
    def page(self) -> str:
        """The page for people that shows the same."""
        if self.area:
            return self.area.get_absolute_url()
        return reverse(self.kind.page if self.kind else "website:home")

    @property
    def label(self) -> "StrOrPromise":
        return self.kind.label if self.kind else _("All news")

    @property
    def about(self) -> "StrOrPromise":
        return self.kind.about if self.kind else _("Everything that is published.")

    @property
    def url(self) -> str:
        """The whole address, for programs that ask for one."""
        return full_addresses.whole(self.path)

    @property
    def title(self) -> str:
        said = {"kind": self.label, "area": self.area.name if self.area else ""}
        if self.area:
            return _("Global Mercury Partnership, %(area)s: %(kind)s") % said
        return _("Global Mercury Partnership: %(kind)s") % said

    def items(self) -> list[NewsItem]:
        kinds = [self.kind] if self.kind else news.KINDS.values()
        return rounds.read(news.newest(kinds, COUNT, self.area.slug if self.area else ""))

    def is_possible(self) -> bool:
        """Whether there is such a feed: not of things that belong to no area, for an area."""
        return self.kind is None or self.area is None or self.kind.is_of_areas


def find(kind: str, area: str = "") -> Feed:
    """The feed of this address; there is none of an unknown kind or of a hidden area."""
    feed = Feed(_kind(kind), _area(area))
    if not feed.is_possible():
        raise Http404
    return feed


def _kind(slug: str) -> NewsKind | None:
    if slug != ALL and slug not in news.KINDS:
        raise Http404
    return news.KINDS.get(slug)


def _area(slug: str) -> PartnershipArea | None:
    if not slug:
        return None
    area = PartnershipArea.objects.visible_to(AnonymousUser()).filter(slug=slug).first()
    if area is None:
        raise Http404
    return area


def every() -> tuple[list[Feed], list[tuple[Feed, list[Feed]]]]:
    """All feeds: those of the Partnership, and for each area its own with those of a kind."""
    kinds: list[NewsKind] = list(news.KINDS.values())
    general = [Feed(), *(Feed(kind) for kind in kinds)]
    areas = PartnershipArea.objects.visible_to(AnonymousUser())
    of_areas = [
        (Feed(area=area), [Feed(kind, area) for kind in kinds if kind.is_of_areas])
        for area in areas
    ]
    return general, of_areas


def updated_at(items: list[NewsItem]) -> datetime:
    """When the newest of them was changed; an empty feed is as old as the portal."""
    return max((item.updated_at for item in items), default=BEGINNING)


def written(feed: Feed, items: list[NewsItem]) -> str:
    """The feed as XML in the language that is active."""
    context: dict[str, Any] = {
        "feed": feed,
        "id": _tag(f"feed/{_which(feed)}/{get_language()}"),
        "updated": updated_at(items),
        "languages": [
            (code, address)
            for code, address in full_addresses.in_each_language(feed.path)
            if code != full_addresses.X_DEFAULT
        ],
        "page": full_addresses.whole(feed.page),
        "entries": [
            (_tag(item.key), item, full_addresses.whole(item.url)) for item in items
        ],
        "areas": full_addresses.whole(
            full_addresses.without_language(reverse("areas:area_list"))
        ),
        "icon": full_addresses.whole("/favicon.ico"),
        "contact": settings.CONTACT_EMAIL,
    }
    return NOT_IN_XML.sub("", loader.render_to_string("website/feed.xml", context))


def _which(feed: Feed) -> str:
    kind = feed.kind.slug if feed.kind else ALL
    return f"{kind}/{feed.area.pk}" if feed.area else kind


def _tag(key: str) -> str:
    """An id that no address can change (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{key}"
