"""Every page in Chinese, as every role: nothing of it is English that is not marked as content."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle

import pytest
from django.utils import translation

from tests import english
from tests.access.addresses import addresses, url_of
from tests.access.chinese import english_in, english_in_titles, read, written
from tests.access.registry import records_for
from tests.access.test_matrix import STRANGERS, roles_for
from tests.access.world import World

# The tables of Django, for administrators; records stand there as they were written.
ADMIN = "admin"
# The interface of programs speaks English, as programmers do; its pages say so.
NO_LANGUAGE = "/api/"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>中文</p>", []),
        ("<p>The page is <b>not</b> there.</p>", ["The page is not there"]),
        ('<p>中文 <span lang="en">The page is not there.</span></p>', []),
        ('<h1 dir="auto">The page is not there</h1><p>中文</p>', []),
        ("<p><bdi>the work of many people</bdi></p>", []),
        ("<p>Example Ministry of Health</p>", []),
        ("<td>one two</td><td>three four</td>", []),
    ],
)
def test_english_is_told_from_what_is_marked(html, found):
    assert english_in(html) == found


def test_english_is_seen_where_no_mark_can_stand():
    page = '<title>The name of the page</title><img alt="what is to be seen">'

    assert english_in(page) == []
    assert english_in_titles(page) == ["The name of the page", "what is to be seen"]


@dataclass
class Found:
    """Each English text, and the pages where it stands."""

    pages: set[str] = field(default_factory=set)
    in_other_languages: set[str] = field(default_factory=set)
    unmarked: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    in_titles: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def pages(world: World) -> Iterator[tuple[str, str, str]]:
    """Every page in Chinese: its place, its address, what it says."""
    turn = cycle(STRANGERS)
    for address in addresses():
        if address.app == ADMIN:
            continue
        for record in records_for(address, world):
            with translation.override("zh-hans"):
                url = url_of(address, record.kwargs)
            for role in roles_for(address, record, turn):
                page = world.page(role, url)
                if page and not url.startswith(NO_LANGUAGE):
                    yield f"{address.name} ({role})", url, page


@pytest.fixture(scope="module")
def found(world: World) -> Found:
    """What stands on all pages that is neither Chinese nor marked as another language."""
    found = Found()
    for place, url, page in pages(world):
        found.pages.add(f"{place} {url}")
        if not read(page).language.startswith("zh"):
            found.in_other_languages.add(place)
        for sentence in english_in(page):
            found.unmarked[sentence].add(place)
        for sentence in english_in_titles(page):
            found.in_titles[sentence].add(place)
    return found


def test_no_page_speaks_english_of_its_own(found: Found) -> None:
    written_by_people = written()

    of_the_portal = {
        sentence: places
        for sentence, places in [*found.unmarked.items(), *found.in_titles.items()]
        if not _is_written(sentence, written_by_people)
    }

    assert len(found.pages) > 300
    assert not found.in_other_languages
    assert not of_the_portal, _listed(of_the_portal)


def test_what_people_wrote_is_marked_as_such(found: Found) -> None:
    """By ``lang``, ``dir="auto"`` or ``bdi``, wherever a mark can stand."""
    assert not found.unmarked, _listed(found.unmarked)


def _is_written(sentence: str, written_by_people: str) -> bool:
    """Whether people wrote it, or each part of it where the page puts several beside another."""
    parts = re.split(r"[,;:()]+", sentence)
    return all(
        part.strip() in written_by_people or not english.SMALL.search(part)
        for part in parts
    )


def _listed(texts: Mapping[str, set[str]]) -> str:
    rows = sorted(texts.items(), key=lambda each: -len(each[1]))
    return "\n".join(f"{text}: {', '.join(sorted(places)[:4])}" for text, places in rows)
