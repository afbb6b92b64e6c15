"""No page holds a thread of the web server for longer than it may.

A page that asks the database again and again is stopped at its next question: what it began is
undone, and the visitor reads why. One that only computes cannot be stopped within Python; its
worker process ends after a longer time, as gunicorn's do, and the web server starts another. What
is sent piece by piece, as downloads are, has no limit once it began to be sent.
"""

import itertools
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

import structlog
from django.conf import settings
from django.db import OperationalError, connection

logger = structlog.get_logger(__name__)
# Files come as slowly as the line of whoever sends them.
WITH_FILES = 10
# So many times its limit a page may compute without a question before its process ends.
UNTIL_THE_END = 3
EXIT_CODE = 75
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
# When the pages that are being made must be done, by a number for each.
_under_way: dict[int, float] = {}
_numbers = itertools.count()


class PageTooSlowError(OperationalError):
    """The page asked its questions for too long; the database undoes what it began."""


def limited(application: Application) -> Application:
    """The application of the web server, with a limit for each page."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seconds = settings.PAGE_SECONDS
        if environ.get("CONTENT_TYPE", "").startswith("multipart/"):
            seconds *= WITH_FILES
        now = time.monotonic()
        number = next(_numbers)
        _under_way[number] = now + seconds * UNTIL_THE_END
        try:
            with _refusing_after(now + seconds):
                return application(environ, start_response)
        finally:
            del _under_way[number]

    return answer


def _refusing_after(end: float) -> AbstractContextManager[Any]:
    """Within this no question is put to the database after this moment."""

    def refuse_when_late(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if time.monotonic() > end:
            message = "The page has taken longer than it may."
            raise PageTooSlowError(message)
        return execute(sql, params, many, context)

    return connection.execute_wrapper(refuse_when_late)


def watch(pause: float = 1.0) -> threading.Thread:
    """End this process where a page computes far beyond its limit; for workers of the web."""

    def look() -> None:
        while True:
            time.sleep(pause)
            if is_stalled():
                logger.critical("page_never_ends", pages=len(_under_way))
                os._exit(EXIT_CODE)

    watching = threading.Thread(target=look, name="page limit", daemon=True)
    watching.start()
    return watching


def is_stalled() -> bool:
    """Whether one of the pages should have ended long ago."""
    now = time.monotonic()
    return any(end < now for end in list(_under_way.values()))
