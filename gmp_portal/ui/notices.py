"""What stands at the top of every page for some time; an app above keeps it and says for whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils.translation import get_language

from gmp_portal.registry import Registry

# Key, kind and texts by language of what this reader is shown now.
Row = Sequence[Any]
SOURCES: "Registry[str, Callable[[HttpRequest], list[Row]]]" = Registry("notices of pages")
# What a reader has hidden, until the session ends.
HIDDEN = "hidden_notices"
# So many stand on a page.
MOST = 3
TONES = {"information": "info", "warning": "warn"}


@dataclass(frozen=True)
class Shown:
    """One notice in the language of the page, or in English where it has none of it."""

    pk: int
    tone: str
    text: str
    language: str


def shown(request: HttpRequest) -> list[Shown]:
    """The notices on this page; none where the database does not answer."""
    try:
        rows = [row for source in SOURCES.data.values() for row in source(request)]
    except Error:
        return []
    hidden = _hidden(request) if rows else ()
    # What the reader has hidden makes place for others.
    left = [row for row in rows if row[0] not in hidden]
    return [_in_language(*row) for row in left[:MOST]]


def hide(session: Any, pk: int) -> None:
    """Remember with the session that its reader has seen this notice."""
    session[HIDDEN] = sorted({*session.get(HIDDEN, ()), pk})


def _hidden(request: HttpRequest) -> Sequence[int]:
    session = getattr(request, "session", None)
    if session is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ()
    known: Sequence[int] = session.get(HIDDEN, ())
    return known


def _in_language(pk: int, kind: str, texts: dict[str, str]) -> Shown:
    wanted = get_language() or settings.LANGUAGE_CODE
    language = wanted if wanted in texts else settings.LANGUAGE_CODE
    return Shown(pk, TONES[kind], texts[language], language)
