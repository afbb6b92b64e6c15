"""Which pages are the same for every visitor, and a name for how they stand now (ADR 35).

The name is known before a page is made, from what every page depends on: the newest entries of
the records of change, the code with its texts, the settings that pages show, and the time.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from gmp_portal.registry import Registry

View = TypeVar("View", bound=Callable[..., Any])
Response = TypeVar("Response", bound=HttpResponseBase)

# Which question tells, by one value, that something changed; asked with each page, in one go.
RECORDS_OF_CHANGE: "Registry[str, str]" = Registry("records of change")
# A browser asks each time. What stands between asks after so many seconds, and may meanwhile
# give away what it has, also while the portal does not answer.
FRESH, STALE, STALE_IN_NEED = 5, 30, 60 * 60
# Days begin everywhere at a quarter of an hour, and meetings as a rule at five minutes: what
# depends on the time is right when that changes.
TICK = 5 * 60
LENGTH = 20
# What an operator can set and a page shows.
SHOWN_SETTINGS = (
    *("DEMO", "RELAXED", "SITE_URL", "STATIC_URL", "VERSION", "LOGO", "LANGUAGES"),
    *("CONTACT_EMAIL", "CHECKPOINT_EMAIL", "SECOND_FACTOR_FOR_OFFICES"),
)
CODE = ("advisory_group", "areas", "gmp_portal", "partners", "reporting")
FOLDERS = (*CODE, "static", "templates")
NO_PART_OF_PAGES = {"__pycache__", "docs", "launcher"}


def shared(view: View | None = None, *, seconds: int = 0) -> Any:
    """A page that is the same for every visitor of its address: anybody on the way may keep it.

    It is open without signing in, and browsers may use it for so many seconds without asking.
    """

    def decorate(view: View) -> View:
        login_not_required(view)
        view.shared_for = seconds  # type: ignore[attr-defined]
        return view

    return decorate if view is None else decorate(view)


def version(request: HttpRequest) -> str:
    """How all that is public stands now; read before a page is made, so it is never too new."""
    changes = _newest_changes()
    # What was asked for the name need not be asked again for the page.
    request.records_of_change = dict(  # type: ignore[attr-defined]
        zip(RECORDS_OF_CHANGE.data, changes, strict=True)
    )
    parts = (
        changes,
        int(timezone.now().timestamp()) // TICK,
        request.scheme,
        request.get_host(),
        get_language(),
        fingerprint(),
        [(name, str(getattr(settings, name))) for name in SHOWN_SETTINGS],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:LENGTH]


def _newest_changes() -> tuple[Any, ...]:
    questions = ",".join(f"({question})" for question in RECORDS_OF_CHANGE.data.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {questions}")
        row: tuple[Any, ...] = cursor.fetchone()
    return row


@cache
def fingerprint() -> str:
    """The code, its texts, templates, scripts and libraries, as every copy of it counts them."""
    digest = hashlib.sha256()
    for path in sorted(_files()):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    base = Path(settings.BASE_DIR)
    yield base / "requirements.txt"
    for folder in FOLDERS:
        for path in (base / folder).rglob("*"):
            inside = path.relative_to(base).parts
            if path.is_file() and not NO_PART_OF_PAGES.intersection(inside):
                yield path


def under_way(response: Response) -> Response:
    """A page that says how far some work is says something else in a moment: nobody keeps it."""
    patch_cache_control(response, private=True, no_cache=True)
    return response


def may_be_kept(response: Any, *, seconds: int) -> None:
    """Say to whoever stands between that the answer is for all, and for how long."""
    patch_cache_control(
        response,
        public=True,
        max_age=seconds,
        s_maxage=FRESH,
        stale_while_revalidate=STALE,
        stale_if_error=STALE_IN_NEED,
    )
