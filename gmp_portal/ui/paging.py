"""Long lists in pages."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 25


def page_of(
    request: HttpRequest,
    rows: "QuerySet[Any] | Sequence[Any]",
    per_page: int = PER_PAGE,
    *,
    parameter: str = "page",
    count: int | None = None,
) -> Page:
    """Give the page asked for; a number too high gives the last page, junk the first.

    Whoever knows how many rows there are says so with ``count``, and nobody counts them again.
    """
    paginator = Paginator(rows, per_page)
    if count is not None:
        paginator.__dict__["count"] = count
    page = paginator.get_page(request.GET.get(parameter))
    page.parameter = parameter  # type: ignore[attr-defined]
    return page
