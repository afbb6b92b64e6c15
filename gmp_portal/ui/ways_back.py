"""Where somebody goes on after signing in: always a page that can be read."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve


def page_of_the_form(request: HttpRequest) -> str:
    """Where the form stood; its own address may take nothing but what a form sends."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    if referrer.netloc == request.get_host() and can_be_read(referrer.path):
        return referrer.path + (f"?{referrer.query}" if referrer.query else "")
    return record_above(request.path)


def as_it_was(request: HttpRequest, address: str) -> str:
    """A page as it was when a button on it was pressed: with what was chosen of its lists."""
    came, page = urlsplit(request.headers.get("Referer", "")), urlsplit(address)
    if (came.netloc, came.path) != (request.get_host(), page.path):
        return address
    return page._replace(query=came.query).geturl()


def record_above(path: str) -> str:
    """The nearest page at or above an address: the record whose button was pressed."""
    if path.strip("/") and can_be_read(path):
        return path
    return page_above(path) or resolve_url(settings.LOGIN_REDIRECT_URL)


def page_above(path: str) -> str:
    """The nearest page above an address, where somebody goes on who was refused; or none."""
    above = path.rstrip("/").rpartition("/")[0] + "/"
    while above.strip("/"):
        if can_be_read(above):
            return above
        above = above.rstrip("/").rpartition("/")[0] + "/"
    return ""


def can_be_read(path: str) -> bool:
    """Whether a page is at this address, and not only what takes the press of a button."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return "GET" in _methods(view)


def _methods(view: Callable[..., Any] | None) -> list[str]:
    """What ``require_POST`` and its like let in, read from the function they made."""
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        cells = getattr(view, "__closure__", None) or ()
        for name, cell in zip(names, cells, strict=True):
            if name == "request_method_list":
                return list(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return ["GET"]
