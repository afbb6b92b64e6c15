"""Feeds in Atom, and the page that lists them and says how to subscribe."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from gmp_portal.ui.shared_pages import shared
from gmp_portal.website.reading import feeds

ATOM = "application/atom+xml; charset=utf-8"


@shared
@require_safe
def feed_list(request: HttpRequest) -> HttpResponse:
    """Every feed with its address, and how to subscribe to it."""
    general, of_areas = feeds.every()
    context = {"general": general, "of_areas": of_areas}
    return render(request, "website/feed_list.html", context)


@shared
@require_safe
def feed_detail(request: HttpRequest, kind: str) -> HttpResponse:
    """What is new in the whole Partnership, of one kind or of all."""
    return _answer(feeds.find(kind))


@shared
@require_safe
def feed_of_area(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is new in one area."""
    return _answer(feeds.find(feeds.ALL, slug))


@shared
@require_safe
def feed_of_area_and_kind(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What is new in one area, of one kind."""
    return _answer(feeds.find(kind, slug))


def _answer(feed: feeds.Feed) -> HttpResponse:
    items = feed.items()
    response = HttpResponse(feeds.written(feed, items), content_type=ATOM)
    response["Last-Modified"] = http_date(feeds.updated_at(items).timestamp())
    return response
