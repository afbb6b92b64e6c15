"""What people read on the pages of the demonstration: whole words, right forms, nothing raw."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from gmp_portal.accounts.models import SecretariatTerm
from tests.access.crawl import walk
from tests.access.world import ANONYMOUS, World

BLOCKS = frozenset(
    (
        "p", "li", "td", "th", "h1", "h2", "h3", "h4", "dd", "dt", "div", "section", "tr", "ul",
        "ol", "label", "summary", "option", "title", "button", "figcaption", "caption", "legend",
        "blockquote", "form", "aside", "main", "nav", "table", "details",
    )
)  # fmt: skip
TRAIL = re.compile(r'<section class="trail".*?</section>', re.DOTALL)
ROLES = (
    (ANONYMOUS, "/", 90),
    ("focal.point", "/my/", 40),
    ("area.lead", "/my/", 40),
    ("pag.chair", "/my/", 40),
    ("secretariat", "/desk/", 60),
)
NOUNS = (
    "agenda item|area|comment|day|decision|effort|entry|hour|letter|line|mail|meeting|member|"
    "month|objective|page|paper|partner|person|point|report|row|seat|time|week|word|year"
)
FAULTS = {
    "says None or the like": r"\b(None|nan|undefined|True|False)\b(?! yet)",
    "has empty brackets": r"\(\s*\)|\[\s*\]|“\s*”|\(,|,\s*\)",
    "has one of many": rf"\b1 ({NOUNS})(s|es)\b|\b1 (have|are|entries|people|countries)\b",
    "has many of one": rf"(?<![-/.,\d§])\b([2-9]|[1-9]\d{{1,2}}) ({NOUNS})\b(?!s|-| of| file)",
    "counts a span of nothing": r"\b(within|in) 0 days|\b0 (months|days|years) ago",
    "names a kind of file twice": r"\bPDF\W{1,3}\(PDF|\.pdf\W{1,3}\(PDF",
    "doubles its title": r"\b([A-Z][\w ]{4,60}): \1(?![\w ])",
    "shows what templates are made of": r"\{\{|\{%|%\(\w+\)[sd]|&amp;|&lt;",
    "shows a key": r"\b(?:[a-z]+_[a-z]+:\d+|(?:areas|partners|meetings|reporting)\.[a-z]+:\d+)",
    "speaks in the words of Django": r"This field is required|Select a valid choice",
    "has a lost sign": r" [,;](?!\w)|,,|\s\.\s*$",
}
# Jobs and mails as the machine names them are for whoever looks after the portal.
TECHNICAL = ("/desk/jobs/", "/desk/messages/", "/data/", "/api/")


class _Blocks(HTMLParser):
    """The texts of a page, one for each block of it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style", "svg")
        if tag in BLOCKS:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style", "svg")
        if tag in BLOCKS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts[-1] += data


def blocks(html: str) -> Iterator[str]:
    parser = _Blocks()
    parser.feed(html)
    yield from filter(None, (" ".join(text.split()) for text in parser.texts))


@pytest.mark.parametrize(("role", "start", "limit"), ROLES)
def test_pages_say_everything_in_good_words(
    world: World, role: str, start: str, limit: int
) -> None:
    visits = walk(world, role, start=start, limit=limit)
    pages = {visit.url: visit.answer.text for visit in visits if visit.page}
    assert len(pages) > limit / 2

    faults = {
        (words, text[max(0, found.start() - 60) : found.end() + 40]): url
        for url, html in pages.items()
        if not url.startswith(TECHNICAL)
        for text in blocks(html)
        for words, pattern in FAULTS.items()
        if (found := re.search(pattern, text))
    }

    said = [f"{url} {words}: {text}" for (words, text), url in faults.items()]
    assert not said, "\n".join(said)


def test_no_history_that_all_may_read_names_staff(world: World) -> None:
    names = SecretariatTerm.objects.values_list("person__name", flat=True)
    visits = walk(world, ANONYMOUS, limit=150)
    histories = {
        visit.url: found.group()
        for visit in visits
        if (
            found := re.search(
                r'<section class="trail".*?</section>', visit.answer.text, re.DOTALL
            )
        )
    }
    assert len(histories) > 10

    named = [
        f"{url} names {name}"
        for url, html in histories.items()
        for name in set(names)
        if name in html
    ]

    assert not named, "\n".join(named)
    assert any("the secretariat" in html for html in histories.values())


def test_nothing_public_names_staff(world: World) -> None:
    """Neither a page nor a feed, and no list that is taken along as data."""
    names = set(SecretariatTerm.objects.values_list("person__name", flat=True))
    visits = walk(world, ANONYMOUS, limit=150)

    named = [
        f"{visit.url} names {name}"
        for visit in visits
        for name in names
        if name in visit.answer.text
    ]

    assert names
    assert not named, "\n".join(named)
