"""Every note on the page of its call: where notes stand, and which paragraph to hold.

The layout engine sometimes moves a note it has already placed when a later line does not
fit. Keeping the last paragraph of that page in one piece removes the cause; where it was no
paragraph, such as the rows of a table, the call goes to a page that begins with its paragraph.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

MAX_ROUNDS = 8
# So many rounds hold paragraphs; in those after them pages begin with one.
HOLDING_ROUNDS = 3
_STARTS = re.compile(r'(</h[1-6]>\s*)?<p class="[^"]*" id="(p-[0-9]+)"|id="(call-[0-9]+)"')

Anchors = Sequence[Mapping[str, Any]]


def first_pages(pages: Anchors) -> dict[str, int]:
    """Return the first page on which each anchor stands."""
    places: dict[str, int] = {}
    for number, anchors in enumerate(pages):
        for name in anchors:
            places.setdefault(name, number)
    return places


def misplaced(places: Mapping[str, int], notes: int) -> list[int]:
    """Return the notes that are lost, or stand on another page than their call."""
    return [
        number
        for number in range(1, notes + 1)
        if places.get(f"note-{number}") is None
        or places.get(f"note-{number}") != places.get(f"call-{number}")
    ]


def to_hold(
    places: Mapping[str, int],
    wrong: Collection[int],
    paragraphs: int,
    held: Collection[str],
) -> set[str]:
    """Return the paragraphs to keep in one piece next, one for each misplaced note."""
    chosen: set[str] = set()
    for number in wrong:
        page = places.get(f"call-{number}", 0)
        candidates = [
            name
            for name in (f"p-{index}" for index in range(1, paragraphs + 1))
            if places.get(name, page + 1) <= page and name not in held
        ]
        if candidates:
            chosen.add(candidates[-1])
    return chosen


def to_begin(html: str, wrong: Collection[int], begun: Collection[str]) -> set[str]:
    """Return the paragraphs that begin a page next, one for each misplaced note.

    It is the one with the call, or the nearest before it; none behind a heading, which would be
    left alone at the end of its page.
    """
    chosen: set[str] = set()
    calls = {f"call-{number}" for number in wrong}
    before: list[str] = []
    for heading, paragraph, call in _STARTS.findall(html):
        if paragraph and not heading and paragraph not in begun:
            before.append(paragraph)
        if call in calls and before:
            chosen.add(before[-1])
    return chosen
