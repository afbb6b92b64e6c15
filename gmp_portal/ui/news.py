"""What is news: each app says which kinds of things it publishes, for feeds and lists.

An app registers its kinds in ``news.py``. What it answers is what a visitor may read now: it
asks ``visible_to(AnonymousUser())``, and is a reading: all kinds are asked together.
"""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gmp_portal.registry import Registry
from gmp_portal.rounds import Reading, side_by_side

if TYPE_CHECKING:
    from django.db import models
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class NewsItem:
    """Something was published, and a sentence about it in the reader's language.

    ``key`` says for ever which thing and what became of it: neither slug, title nor language
    is part of it. ``language`` is that of the title, where it is not the reader's.
    """

    kind: str
    key: str
    title: "StrOrPromise"
    summary: "StrOrPromise"
    url: str
    published_at: datetime
    updated_at: datetime
    language: str = ""
    areas: tuple[str, ...] = ()


# How many at most, and of which area: an empty slug means the whole Partnership.
Newest = Callable[[int, str], Reading[list[NewsItem]]]


@dataclass(frozen=True)
class NewsKind:
    """One kind of news: its name in addresses and for people, its list, and what it tells."""

    slug: str
    label: "StrOrPromise"
    page: str
    newest: Newest
    about: "StrOrPromise"
    is_of_areas: bool = True


KINDS: Registry[str, NewsKind] = Registry("kinds of news")


def register(*kinds: NewsKind) -> None:
    """Called once by each app, in its ``AppConfig.ready``."""
    for kind in kinds:
        KINDS.register(kind.slug, kind)


def key_of(record: "models.Model", event: str) -> str:
    """What tells this news from all others, whatever becomes of the record's name."""
    return f"{record._meta.label_lower}/{record.pk}/{event}"


def newest(
    kinds: Iterable[NewsKind], count: int, area: str = ""
) -> Reading[list[NewsItem]]:
    """The newest of these kinds, no more than ``count``, what changed last first."""
    asked = [kind for kind in kinds if kind.is_of_areas or not area]
    by_kind = yield from side_by_side(*(kind.newest(count, area) for kind in asked))
    items = (item for of_kind in by_kind for item in of_kind)
    return heapq.nlargest(count, items, key=lambda item: (item.updated_at, item.key))
