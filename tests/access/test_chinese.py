"""Every page in Chinese, as every role: nothing of it is English that is not marked as content."""

from collections import defaultdict
from itertools import cycle

import pytest
from django.utils import translation

from tests.access.addresses import addresses, url_of
from tests.access.chinese import english_in
from tests.access.registry import records_for
from tests.access.test_matrix import STRANGERS, roles_for
from tests.access.world import World

# The tables of Django, for administrators; records stand there as they were written.
ADMIN = "admin"


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


def test_no_page_is_half_english(world: World) -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    pages = 0
    turn = cycle(STRANGERS)
    for address in addresses():
        if address.app == ADMIN:
            continue
        for record in records_for(address, world):
            with translation.override("zh-hans"):
                url = url_of(address, record.kwargs)
            for role in roles_for(address, record, turn):
                page = world.page(role, url)
                pages += bool(page)
                for sentence in english_in(page) if page else ():
                    found[sentence].add(f"{address.name} ({role})")

    report = "\n".join(
        f"{sentence}: {', '.join(sorted(places)[:4])}"
        for sentence, places in sorted(found.items(), key=lambda each: -len(each[1]))
    )
    assert pages > 300
    assert not found, f"{len(found)} texts on {pages} pages\n{report}"
