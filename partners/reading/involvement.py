"""What a partner does in the Partnership: the apps above this one tell it, each of its own part.

Each registers a reading in its ``AppConfig.ready()``: all of them are asked together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest

from gmp_portal.accounts.rights import Anybody
from gmp_portal.registry import Registry
from gmp_portal.rounds import Reading, side_by_side
from gmp_portal.ui.paging import ListPage, reading_page

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from partners.models import Partner

# How many rows of a part stand there at once, how many with those folded away, in which order.
SHOWN, PER_PAGE = 5, 15
ORDER = ("efforts", "milestones", "activities", "meetings", "seats", "reports")


@dataclass(frozen=True)
class Deed:
    """One thing a partner does or did, as everybody may read it."""

    title: "StrOrPromise"
    url: str = ""
    notes: "tuple[StrOrPromise, ...]" = ()
    day: date | None = None
    language: str = ""


@dataclass(frozen=True)
class Part:
    """Things of one kind: their rows in order, and how a row is told."""

    title: "StrOrPromise"
    rows: "QuerySet[Any]"
    deed: Callable[[Any], Deed]
    all_url: str = ""
    """Where all of them stand in a list of their own, to be searched and taken along."""


@dataclass(frozen=True)
class ToldPart:
    """One page of a part; its list has the name of the part in addresses."""

    key: str
    title: "StrOrPromise"
    page: ListPage
    all_url: str = ""

    @property
    def deeds(self) -> list[Deed]:
        return list(self.page)

    @property
    def at_once(self) -> int:
        """Whoever goes on to a later page has no more to unfold."""
        return SHOWN if self.page.number == 1 else len(self.page)

    @property
    def first(self) -> list[Deed]:
        return self.deeds[: self.at_once]

    @property
    def rest(self) -> list[Deed]:
        """What stands there folded away."""
        return self.deeds[self.at_once :]

    @property
    def is_long(self) -> bool:
        return bool(self.rest) or self.page.has_others

    @property
    def folded(self) -> int:
        """How many there are beside those that stand there at once."""
        return self.page.paginator.count - self.at_once


Teller = Callable[["Partner", Anybody], Part]
TELLERS: Registry[str, Teller] = Registry("what partners do")


def register(key: str, teller: Teller) -> None:
    """Called in ``AppConfig.ready`` of the app that knows about it."""
    TELLERS.register(key, teller)


def parts(partner: "Partner", request: HttpRequest) -> Reading[list[ToldPart]]:
    """What there is to tell, in the order of the page; what is empty is left out."""
    told = yield from side_by_side(
        *(
            _told(request, key, TELLERS[key](partner, request.user))
            for key in ORDER
            if key in TELLERS
        )
    )
    return [part for part in told if part.deeds]


def _told(request: HttpRequest, key: str, part: Part) -> Reading[ToldPart]:
    page = yield from reading_page(request, part.rows, PER_PAGE, parameter=key)
    page.object_list = [part.deed(row) for row in page]
    return ToldPart(key, part.title, page, part.all_url)
