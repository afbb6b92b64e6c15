"""Long lists in pages: rows of the database by their places, others by their numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db import DataError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from gmp_portal import rounds
from gmp_portal.rounds import Number, Reading
from gmp_portal.ui.keysets import AFTER, BEFORE, JUNK, Keyset, Place, is_grouped

PER_PAGE = 25
PAGE = "page"
# Beyond this nobody counts the rows of a list for the sake of a heading.
MOST_COUNTED = 10_000
# As ``count`` of ``page_of``: a list that is too dear to count has no last page to go to.
UNCOUNTED = MOST_COUNTED + 1
FIRST, LAST = "1", "last"


@dataclass(frozen=True)
class Numbers:
    """How many rows there are, and on how many pages."""

    count: int
    per_page: int
    is_capped: bool = False

    @property
    def num_pages(self) -> int:
        return max(-(-self.count // self.per_page), 1)


class ListPage(Sequence[Any]):
    """One page of a list: its rows, its number, and where the others are."""

    def __init__(
        self,
        rows: Sequence[Any],
        number: int,
        paginator: Numbers,
        parameter: str,
        links: dict[str, str],
    ) -> None:
        self.object_list, self.number = rows, number
        self.paginator, self.parameter = paginator, parameter
        self.first, self.previous = links.get("first", ""), links.get("previous", "")
        self.next, self.last = links.get("next", ""), links.get("last", "")

    def __len__(self) -> int:
        return len(self.object_list)

    def __getitem__(self, place: Any) -> Any:
        return self.object_list[place]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    @property
    def start_index(self) -> int:
        """The number of the first row of this page in the whole list."""
        before = (self.number - 1) * self.paginator.per_page
        return before + 1 if self.object_list else 0

    @property
    def end_index(self) -> int:
        return (self.number - 1) * self.paginator.per_page + len(self.object_list)

    @property
    def has_others(self) -> bool:
        return bool(self.previous or self.next)

    @property
    def numbers(self) -> list[tuple[int | None, str]]:
        """What stands between the ways back and on: numbers with addresses, and gaps."""
        last = self.paginator.num_pages
        known = {1: self.first, self.number: "", self.number - 1: self.previous}
        known |= {self.number + 1: self.next}
        if not self.paginator.is_capped:
            known[last] = self.last
        shown = sorted(
            number
            for number in known
            if number >= 1 and (number == self.number or known[number] or number == 1)
        )
        listed: list[tuple[int | None, str]] = []
        for number in shown:
            if listed and number > (listed[-1][0] or 0) + 1:
                listed.append((None, ""))
            listed.append((number, known[number]))
        return listed


def page_of(
    request: HttpRequest,
    rows: "QuerySet[Any, Any] | Sequence[Any]",
    per_page: int = PER_PAGE,
    *,
    parameter: str = PAGE,
    count: int | None = None,
    otherwise: str = "",
) -> ListPage:
    """Give the page asked for; a place that is no more gives the last page, junk the first.

    Whoever knows how many rows there are says so with ``count``, and nobody counts them again.
    ``otherwise`` is the page that is shown where none is asked for.
    """
    asked = request.GET.get(parameter, otherwise)
    if isinstance(rows, QuerySet):
        return _by_places(asked, rows, per_page, parameter, count)
    return _by_numbers(asked, rows, per_page, parameter)


def reading_page(
    request: HttpRequest,
    rows: "QuerySet[Any, Any]",
    per_page: int = PER_PAGE,
    *,
    parameter: str = PAGE,
) -> Reading[ListPage]:
    """The same, to be read beside other things: a first page needs no question of its own."""
    if request.GET.get(parameter, FIRST) != FIRST:
        return page_of(request, rows, per_page, parameter=parameter)
    keyset, number = Keyset(rows), Number(rows, most=MOST_COUNTED + 1)
    shown = keyset.page(None, per_page)
    yield [shown, number]
    numbers = _Number(rows, int(number), per_page).told()
    goes_on = len(shown) > per_page
    first = list(shown)[:per_page]
    return _linked(keyset, first, 1, numbers, parameter, has_less=False, has_more=goes_on)


def capped_count(rows: "QuerySet[Any, Any]") -> int:
    """How many rows there are, counted no further than one beyond what is told."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def _by_numbers(asked: str, rows: Sequence[Any], per_page: int, parameter: str) -> ListPage:
    """What lies in memory already is cut into pages."""
    paginator = Paginator(rows, per_page)
    page = paginator.get_page(paginator.num_pages if asked == LAST else asked)
    links = {"first": FIRST, "last": str(paginator.num_pages)}
    if page.has_previous():
        links["previous"] = str(page.previous_page_number())
    if page.has_next():
        links["next"] = str(page.next_page_number())
    numbers = Numbers(paginator.count, per_page)
    return ListPage(list(page), page.number, numbers, parameter, links)


def _by_places(
    asked: str,
    rows: "QuerySet[Any, Any]",
    per_page: int,
    parameter: str,
    count: int | None,
) -> ListPage:
    keyset, number_of = Keyset(rows), _Number(rows, count, per_page)
    place = Place.read(asked, len(keyset.columns))
    shown = (
        _tried(lambda: number_of.beside(keyset.page(place, per_page))) if place else None
    )
    numbers = number_of.told() if asked == LAST else None
    if (asked == LAST and numbers and not numbers.is_capped) or (
        place and place.side == AFTER and shown == []
    ):
        return _last(keyset, number_of, parameter, place)
    if place is None or not shown or (place.side == BEFORE and len(shown) <= per_page):
        # Junk, or so near to the beginning that it is the first page.
        place, shown = None, number_of.beside(keyset.page(None, per_page))
    goes_on, shown = len(shown) > per_page, shown[:per_page]
    is_backwards = bool(place and place.side == BEFORE)
    if is_backwards:
        shown.reverse()
    has_more, has_less = (True, goes_on) if is_backwards else (goes_on, place is not None)
    numbers, number = number_of.told(), place.number if place else 1
    if not numbers.is_capped:
        # Whoever wrote the address may have written any number into it.
        number = max(min(number, numbers.num_pages - has_more), 1)
    return _linked(keyset, shown, number, numbers, parameter, has_less, has_more)


def _last(
    keyset: Keyset, number_of: "_Number", parameter: str, place: Place | None
) -> ListPage:
    """The last page holds what is left when all others are full.

    Of a list that nobody counted it is the one before the page whose rows are gone.
    """
    numbers = number_of.told()
    size = numbers.count % numbers.per_page or numbers.per_page
    known = max(place.number - 1, 1) if place and numbers.is_capped else numbers.num_pages
    shown = list(keyset.page(None, size, from_end=True))
    has_less, shown = len(shown) > size, shown[:size]
    shown.reverse()
    return _linked(keyset, shown, known, numbers, parameter, has_less, has_more=False)


def _linked(  # noqa: PLR0913  all that a page is
    keyset: Keyset,
    shown: list[Any],
    number: int,
    numbers: Numbers,
    parameter: str,
    has_less: bool,
    has_more: bool,
) -> ListPage:
    links = {"first": FIRST, "last": LAST}
    if has_less and shown:
        before = keyset.place_of(shown[0], max(number - 1, 1), BEFORE)
        links["previous"] = before.written() if number > 2 else FIRST
    if has_more and shown:
        links["next"] = keyset.place_of(shown[-1], number + 1, AFTER).written()
    return ListPage(shown, number, numbers, parameter, links)


class _Number:
    """How many rows a list has, asked together with those of a page unless somebody knows."""

    def __init__(
        self, rows: "QuerySet[Any, Any]", known: int | None, per_page: int
    ) -> None:
        self.rows, self.number, self.per_page = rows, known, per_page

    def beside(self, shown: "QuerySet[Any, Any]") -> list[Any]:
        """The rows of a page; the number is known from then on."""
        if self.number is None and not is_grouped(self.rows):
            number = Number(self.rows, most=MOST_COUNTED + 1)
            rounds.ask(shown, number)
            self.number = int(number)
        return list(shown)

    def told(self) -> Numbers:
        number = capped_count(self.rows) if self.number is None else self.number
        is_capped = number > MOST_COUNTED
        return Numbers(MOST_COUNTED if is_capped else number, self.per_page, is_capped)


def _tried(ask: Callable[[], list[Any]]) -> list[Any] | None:
    """None where the place holds what no row can have."""
    try:
        with transaction.atomic():
            return ask()
    except (DataError, *JUNK):
        return None
