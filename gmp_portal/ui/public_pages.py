"""Which pages everybody may read and search engines shall list: each app names its own.

An app registers them in ``public_pages.py``: its lists, and the pages of the records that a
visitor sees. Sitemaps list them; what stands here for no address is not to be listed anywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from gmp_portal import rounds
from gmp_portal.registry import Registry
from gmp_portal.rounds import Number, Reading

if TYPE_CHECKING:
    Records = QuerySet[Any] | Sequence[Any]


def _own_address(record: Any) -> str:
    address: str = record.get_absolute_url()
    return address


@dataclass(frozen=True)
class PublicPages:
    """The pages at one address: a single one, or that of each record a visitor sees.

    ``records`` answers them in an order that stays; ``changed`` is the field of their moment.
    """

    name: str
    records: "Callable[[], Records] | None" = None
    changed: str = ""
    address: Callable[[Any], str] = _own_address

    def number(self) -> "Number | int":
        """How many there are, as a question where the database knows it."""
        if self.records is None:
            return 1
        records = self.records()
        return Number(records) if isinstance(records, QuerySet) else len(records)

    def part(self, first: int, last: int) -> "Reading[list[Page]]":
        """Those from one place to another, without reading the others."""
        if self.records is None:
            return [Page(reverse(self.name))]
        records = self.records()[first:last]
        if isinstance(records, QuerySet):
            yield [records]
        return [
            Page(self.address(each), getattr(each, self.changed) if self.changed else None)
            for each in records
        ]


@dataclass(frozen=True)
class Page:
    """A page in the language that is active, and when it changed, where that is known."""

    path: str
    changed_at: datetime | None = None


PAGES: Registry[str, PublicPages] = Registry("public pages")


def register(*pages: PublicPages) -> None:
    """Called once by each app, in its ``AppConfig.ready``."""
    for named in pages:
        PAGES.register(named.name, named)


def is_listed(request: HttpRequest) -> bool:
    """Whether this address is one of them."""
    match = request.resolver_match
    return match is not None and match.view_name in PAGES


def numbers() -> dict[str, int]:
    """How many pages there are at each address; the database is asked once."""
    asked = {name: pages.number() for name, pages in PAGES.items()}
    rounds.ask(*(number for number in asked.values() if isinstance(number, Number)))
    return {name: int(number) for name, number in asked.items()}


def part(numbers: dict[str, int], first: int, last: int) -> list[Page]:
    """The pages from one place to another, over all apps, in the order of registration."""
    parts = []
    for name, number in numbers.items():
        if first < number and last > 0:
            parts.append(PAGES[name].part(max(first, 0), min(last, number)))
        first, last = first - number, last - number
    return [page for pages in rounds.run(*parts) for page in pages]
