"""Walk from page to page as a reader does, by the links that are there."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from tests.access.pages import Page, read
from tests.access.world import Answer, World

OTHER_LANGUAGES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES if code != "en")
# Of lists that can be filtered and sorted in any number of ways, a few are looked at.
VARIANTS = 3
LITERALS = re.compile(r"'(?:[^']|'')*'(?:::\w+(?:\[\])?)?|\b\d+(?:\.\d+)?\b")
LISTS = re.compile(r"\(\?(?:, \?)+\)")
POINTS = re.compile(r'SAVEPOINT "[^"]+"')


@dataclass
class Visit:
    """One address that was followed, and what it cost."""

    url: str
    came_from: str
    answer: Answer
    page: Page | None
    statements: Counter[str]

    @property
    def queries(self) -> int:
        return self.statements.total()


def walk(world: World, role: str, *, start: str = "/", limit: int) -> list[Visit]:
    """Follow links within the portal, nearest first, up to a number of pages.

    Whoever has gone a shorter way before goes on from there.
    """
    fresh: tuple[list[Visit], Iterator[Visit]] = ([], _walk(world, role, start))
    visits, further = world.walks.setdefault((role, start), fresh)
    visits.extend(islice(further, max(limit - len(visits), 0)))
    return visits[:limit]


def _walk(world: World, role: str, start: str) -> Iterator[Visit]:
    waiting = deque([(start, "")])
    known, variants = {start}, Counter[str]()
    while waiting:
        url, came_from = waiting.popleft()
        visit = _visit(world, role, url, came_from)
        yield visit
        for link in [visit.answer.location, *(visit.page.links if visit.page else [])]:
            address = _address(link)
            if not address or address in known or not _is_wanted(address, variants):
                continue
            known.add(address)
            waiting.append((address, url))


def _visit(world: World, role: str, url: str, came_from: str) -> Visit:
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        answer = world.call(role, url)
    shapes = Counter(
        shape(query["sql"])
        for query in captured.captured_queries
        # A question that the rights ask of no record is stopped before it is one.
        if query["sql"] and "SAVEPOINT" not in query["sql"]
    )
    kind = answer.response.headers.get("Content-Type", "")
    page = read(url, answer.text) if kind.startswith("text/html") else None
    return Visit(url, came_from, answer, page, shapes)


def shape(sql: str) -> str:
    """A statement without its values: the same question about another record looks the same."""
    return LISTS.sub("(?)", LITERALS.sub("?", sql))


def _address(link: str) -> str:
    parts = urlsplit(link)
    if parts.netloc not in ("", "testserver") or not parts.path.startswith("/"):
        return ""
    if parts.scheme not in ("", "http", "https"):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_wanted(address: str, variants: Counter[str]) -> bool:
    path, _mark, query = address.partition("?")
    if path.startswith(("/static/", "/accounts/logout/")):
        return False
    # The other languages show the same records; their first pages are enough here.
    if path.startswith(OTHER_LANGUAGES) and path not in OTHER_LANGUAGES:
        return False
    variants[path] += bool(query)
    return variants[path] <= VARIANTS
