"""Addresses as other programs need them: whole, in each language, the same for the same page."""

import re
from collections.abc import Callable
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from gmp_portal import offered

OFFICIAL = tuple(code for code, _name in settings.OFFICIAL_LANGUAGES)
X_DEFAULT = "x-default"
# What others add to an address to see where their readers come from; it chooses nothing here.
TRACKING = ("utm_", "mc_", "fbclid", "gclid", "msclkid", "dclid", "yclid", "igshid", "_hs")
PAGE = "page"
LONGEST_ON_PAPER = 200
# Stands for the name of a record where the addresses of many are made.
PLACE = "---"
NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def whole(path: str) -> str:
    """The address with scheme and host of this installation, whatever host was asked."""
    return f"{settings.SITE_URL}{path}"


def without_language(path: str) -> str:
    """The path as it is in the language that has no prefix."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return path.removeprefix(f"/{first}") if first.lower() in OFFICIAL else path


def in_language(path: str, code: str) -> str:
    """The same page in another language."""
    plain = without_language(path)
    return plain if code == settings.LANGUAGE_CODE else f"/{code}{plain}"


def in_each_language(path: str) -> list[tuple[str, str]]:
    """Code and whole address in the languages offered, and for readers of any other one."""
    codes = [(code, whole(in_language(path, code))) for code in offered.codes()]
    return [*codes, (X_DEFAULT, whole(in_language(path, settings.LANGUAGE_CODE)))]


def pages_of(view: str) -> Callable[[str], str]:
    """The addresses of many records of one kind, by the name of each in its address."""
    before, _place, after = reverse(view, args=[PLACE]).partition(PLACE)
    return lambda name: f"{before}{quote(name)}{after}"


def path_that_counts(request: HttpRequest) -> str:
    """The path of this page, with the number of the page if nothing else was chosen.

    A filtered or sorted list shows nothing that the whole list does not: it stands for it.
    """
    asked = {name for name in request.GET if not name.startswith(TRACKING)}
    number = request.GET.get(PAGE, "")
    if asked != {PAGE} or not NUMBER.fullmatch(number) or number == "1":
        return request.path
    return f"{request.path}?{PAGE}={number}"


def path_with_choices(request: HttpRequest) -> str:
    """The path of this page with what the reader chose, so that others find the same (C13).

    The page of a list is told by the list itself; what is too long to be typed is left out.
    """
    chosen = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and name != PAGE and not name.startswith(TRACKING)
    ]
    path = f"{request.path}?{urlencode(chosen)}" if chosen else request.path
    return path if len(path) <= LONGEST_ON_PAPER else request.path
