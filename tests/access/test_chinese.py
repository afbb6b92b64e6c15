"""Every page in Chinese, as every role: nothing of it is English that is not marked as content."""

import re
from collections import defaultdict
from itertools import cycle

import pytest
from django.utils import translation

from tests import english
from tests.access.addresses import addresses, url_of
from tests.access.chinese import english_in, read, written
from tests.access.registry import records_for
from tests.access.test_matrix import STRANGERS, roles_for
from tests.access.world import World

# The tables of Django, for administrators; records stand there as they were written.
ADMIN = "admin"
# The interface of programs speaks English, as programmers do; its pages say so.
NO_LANGUAGE = "/api/"
PAGES = "pages"
# So many names and titles stand on Chinese pages without being marked as English.
UNMARKED = 110


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>中文</p>", []),
        ("<p>The page is <b>not</b> there.</p>", ["The page is not there"]),
        ('<p>中文 <span lang="en">The page is not there.</span></p>', []),
        ('<h1 dir="auto">The page is not there</h1><p>中文</p>', []),
        ("<p><bdi>the work of many people</bdi></p>", []),
        ('<img alt="what is to be seen">', ["what is to be seen"]),
        ("<p>Example Ministry of Health</p>", []),
        ("<td>one two</td><td>three four</td>", []),
    ],
)
def test_english_is_told_from_what_is_marked(html, found):
    assert english_in(html) == found


@pytest.fixture(scope="module")
def found(world: World) -> dict[str, set[str]]:
    """Each English text that no page marks as another language, and where it stands."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    turn = cycle(STRANGERS)
    for address in addresses():
        if address.app == ADMIN:
            continue
        for record in records_for(address, world):
            with translation.override("zh-hans"):
                url = url_of(address, record.kwargs)
            for role in roles_for(address, record, turn):
                page = world.page(role, url)
                if not page or (url.startswith(NO_LANGUAGE)):
                    continue
                texts[PAGES].add(f"{role} {url}")
                if not read(page).language.startswith("zh"):
                    texts[f"a page in {read(page).language}"].add(f"{role} {url}")
                for sentence in english_in(page):
                    texts[sentence].add(f"{address.name} ({role})")
    return texts


def test_no_page_speaks_english_of_its_own(found: dict[str, set[str]]) -> None:
    written_by_people = written()

    of_the_portal = {
        sentence: places
        for sentence, places in found.items()
        if sentence != PAGES and not _is_written(sentence, written_by_people)
    }

    assert len(found[PAGES]) > 300
    assert not of_the_portal, _listed(of_the_portal)


def test_what_people_wrote_is_marked_as_such_or_known(found: dict[str, set[str]]) -> None:
    """The list of what no page marks yet must get shorter: then lower the number."""
    written_by_people = written()

    unmarked = {
        sentence: places
        for sentence, places in found.items()
        if sentence != PAGES and _is_written(sentence, written_by_people)
    }

    assert len(unmarked) <= UNMARKED, _listed(unmarked)


def _is_written(sentence: str, written_by_people: str) -> bool:
    """Whether people wrote it, or each part of it where the page puts several beside another."""
    parts = re.split(r"[,;:()]+", sentence)
    return all(
        part.strip() in written_by_people or not english.SMALL.search(part)
        for part in parts
    )


def _listed(texts: dict[str, set[str]]) -> str:
    rows = sorted(texts.items(), key=lambda each: -len(each[1]))
    return "\n".join(f"{text}: {', '.join(sorted(places)[:4])}" for text, places in rows)
