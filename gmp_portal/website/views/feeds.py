"""Feeds in Atom, and the page that lists them and says how to subscribe."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from gmp_portal.website.reading import feeds

ATOM = "application/atom+xml; charset=utf-8"


@login_not_required
@require_safe
def feed_list(request: HttpRequest) -> HttpResponse:
    """Every feed with its address, and how to subscribe to it."""
    general, of_areas = feeds.every()
    context = {"general": general, "of_areas": of_areas}
    return render(request, "website/feed_list.html", context)


@login_not_required
@require_safe
def feed_detail(request: HttpRequest, kind: str) -> HttpResponse:
    """What is new in the whole Partnership, of one kind or of all."""
    return _answer(request, feeds.find(kind))


@login_not_required
@require_safe
def feed_of_area(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is new in one area."""
    return _answer(request, feeds.find(feeds.ALL, slug))


@login_not_required
@require_safe
def feed_of_area_and_kind(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What is new in one area, of one kind."""
    return _answer(request, feeds.find(kind, slug))


def _answer(request: HttpRequest, feed: feeds.Feed) -> HttpResponse:
    """The feed, or that the reader has it already; whoever keeps it asks again each time.

    Only the ETag decides: what was withdrawn is gone, and leaves no later date behind.
    """
    items = feed.items()
    content = feeds.written(feed, items).encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=ATOM)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(feeds.updated_at(items).timestamp())
    response["Cache-Control"] = "public, no-cache"
    return get_conditional_response(request, etag, None, response) or response
