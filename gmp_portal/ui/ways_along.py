"""The way along a list: from a record that was opened from it to the next one.

The list that somebody saw last is kept with the session: its name and address, and its pages
in order, each with its number in the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from gmp_portal import dates
from gmp_portal.ui.worklist import Task

KEPT = "way_along_list"
MOST = 200
Step = tuple[str, str]


@dataclass(frozen=True)
class Place:
    """Where a record stands in the list it was opened from."""

    name: str
    number: int
    total: int
    back: str
    previous: Step | None
    next: Step | None


def remember(request: HttpRequest, tasks: Sequence[Task], name: str) -> None:
    """Keep the order of what is shown, each record once; the database is told what changed."""
    pages: dict[str, list[str | int]] = {}
    for number, task in enumerate(tasks, 1):
        if "?" not in task.url:
            pages.setdefault(task.path, [number, task.path, str(task.title)])
        if len(pages) == MOST:
            break
    kept = {
        "name": name,
        "back": request.get_full_path(),
        "total": len(tasks),
        "pages": list(pages.values()),
        "when": _when(),
    }
    if request.session.get(KEPT) != kept:
        request.session[KEPT] = kept


def place_of(request: HttpRequest) -> Place | None:
    """Where this page stands in the list that somebody signed in saw last, if it does."""
    session = getattr(request, "session", None)
    if session is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    kept = session.get(KEPT)
    if not kept or not request.user.is_authenticated or kept.get("when") != _when():
        return None
    numbers = [number for number, _path, _title in kept["pages"]]
    pages: list[Step] = [(path, title) for _number, path, title in kept["pages"]]
    at = next((n for n, (path, _title) in enumerate(pages) if path == request.path), None)
    if at is None:
        return None
    return Place(
        name=kept["name"],
        number=numbers[at],
        total=kept["total"],
        back=kept["back"],
        previous=pages[at - 1] if at else None,
        next=pages[at + 1] if at + 1 < len(pages) else None,
    )


def _when() -> str:
    """Titles hold for a day, in their language: what somebody may see can change meanwhile."""
    return f"{dates.today()} {get_language()}"
