"""Every feed of the demonstration: valid, the same for everybody, and light."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from areas.models import PlanVersion
from gmp_portal.meetings.models import Decision, Meeting
from gmp_portal.ui.full_addresses import OFFICIAL as CODES
from gmp_portal.ui.full_addresses import whole
from gmp_portal.website.reading import feeds
from partners.models import LetterOfIntent, Partner
from reporting.models import Report
from tests.access.world import ANONYMOUS, World

SCHEMA = Path(__file__).parents[1] / "website" / "schemas" / "atom.rnc"
MOST_QUERIES = 20


def _paths(code: str) -> list[str]:
    with translation.override(code):
        general, of_areas = feeds.every()
        return [
            feed.path
            for feed in [
                *general,
                *(each for own, kinds in of_areas for each in (own, *kinds)),
            ]
        ]


@pytest.fixture(scope="package")
def written(world: World) -> dict[str, bytes]:
    """Every feed in every language, as a visitor gets it."""
    paths = [path for code in CODES for path in _paths(code)]
    return {path: world.call(ANONYMOUS, path).content for path in paths}


def _links(feed: Any, **facts: str) -> Iterator[str]:
    for link in feed.feed.links:
        if all(link.get(name) == fact for name, fact in facts.items()):
            yield link.href


def test_every_feed_is_valid_by_the_schema_of_rfc_4287(
    written: dict[str, bytes], tmp_path: Path
) -> None:
    files = []
    for number, content in enumerate(written.values()):
        files.append(tmp_path / f"{number}.atom")
        files[-1].write_bytes(content)

    judged = subprocess.run(
        ["jing", "-c", str(SCHEMA), *files], capture_output=True, text=True, check=False
    )

    assert len(files) > 400
    assert (judged.returncode, judged.stdout) == (0, "")


def test_the_schema_refuses_a_feed_without_an_id(
    written: dict[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "broken.atom"
    content = written["/feeds/all.atom"].decode()
    file.write_text(
        content[: content.index("<id>")] + content[content.index("</id>") + 5 :]
    )

    judged = subprocess.run(
        ["jing", "-c", str(SCHEMA), file], capture_output=True, text=True, check=False
    )

    assert judged.returncode == 1
    assert "id" in judged.stdout


def test_a_reader_of_feeds_finds_no_fault(written: dict[str, bytes]) -> None:
    faults = []
    for path, content in written.items():
        feed = feedparser.parse(content)
        keys = [entry.id for entry in feed.entries]
        moments = [entry.updated_parsed for entry in feed.entries]
        if feed.bozo:
            faults.append(f"{path}: {feed.bozo_exception}")
        if len(keys) != len(set(keys)):
            faults.append(f"{path} has an id twice")
        if moments != sorted(moments, reverse=True):
            faults.append(f"{path} is out of order")
        if moments and feed.feed.updated_parsed != moments[0]:
            faults.append(f"{path} is older than what it tells")
        if any(entry.updated_parsed < entry.published_parsed for entry in feed.entries):
            faults.append(f"{path} tells something before it was published")
        if list(_links(feed, rel="self")) != [whole(path)]:
            faults.append(f"{path} does not name itself")
        faults += [f"{path}: {e.id} says nothing" for e in feed.entries if not e.summary]

    assert not faults, "\n".join(faults)


def test_what_the_title_says_is_not_said_again(written: dict[str, bytes]) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        said = re.findall(r"[\w'-]+", text.lower())
        return set(zip(said, said[1:], said[2:], said[3:], strict=False))

    again = {
        (entry.title, entry.summary)
        for entry in feedparser.parse(written["/feeds/all.atom"]).entries
        if runs(entry.title) & runs(entry.summary)
    }

    assert again == set()


def test_the_feed_of_everything_tells_every_kind(written: dict[str, bytes]) -> None:
    kinds = {
        path.rpartition("/")[2].removesuffix(".atom")
        for path, content in written.items()
        if path.startswith("/feeds/") and "/areas/" not in path and b"<entry>" in content
    }

    assert {"all", "letters", "partners", "meetings", "papers", "decisions"} <= kinds
    assert {"plans", "reviews", "area-reports", "progress-reports", "reports"} <= kinds


def test_an_id_is_the_same_in_every_language(written: dict[str, bytes]) -> None:
    def ids(path: str) -> list[str]:
        return [entry.id for entry in feedparser.parse(written[path]).entries]

    english = ids("/feeds/all.atom")

    assert english
    assert [ids(f"/{code}/feeds/all.atom") for code in ("ar", "fr", "zh-hans")] == [
        english,
        english,
        english,
    ]


def test_every_address_in_a_feed_is_a_page(world: World, written: dict[str, bytes]) -> None:
    feed = feedparser.parse(written["/feeds/all.atom"])
    addresses = {entry.link for entry in feed.entries} | set(_links(feed, type="text/html"))
    paths = [address.removeprefix(whole("")) for address in addresses]

    dead = [path for path in paths if world.call(ANONYMOUS, path).status != 200]

    assert len(paths) > 20
    assert dead == []


def _hidden_words() -> set[str]:
    """The names of what nobody sees from outside, unless a public name repeats them."""
    visitor = AnonymousUser()
    named: list[tuple[Any, str]] = [(LetterOfIntent, "organisation"), (Partner, "name")]
    named += [(model, "title") for model in (Meeting, Decision, PlanVersion, Report)]
    hidden, public = {"Secret"}, set()
    for model, name in named:
        seen = model.objects.visible_to(visitor)
        unseen = model.objects.exclude(pk__in=seen.values("pk"))
        public |= set(seen.values_list(name, flat=True))
        hidden |= set(unseen.values_list(name, flat=True)) - {""}
    return {word for word in hidden if not any(word in title for title in public)}


def test_no_feed_tells_what_is_not_published(written: dict[str, bytes]) -> None:
    hidden = _hidden_words()

    told = [
        (path, word)
        for path, content in written.items()
        for word in hidden
        if word in content.decode()
    ]

    assert len(hidden) > 10
    assert told == []


def test_no_feed_asks_more_than_a_page(world: World) -> None:
    asked = {}
    for path in _paths("en"):
        with CaptureQueriesContext(connection) as captured:
            world.call(ANONYMOUS, path)
        asked[path] = sum("SAVEPOINT" not in query["sql"] for query in captured)

    assert {path: n for path, n in asked.items() if n > MOST_QUERIES} == {}


def test_a_feed_says_the_same_to_everybody(world: World) -> None:
    said = {
        role: world.call(role, "/feeds/all.atom").content
        for role in (ANONYMOUS, "secretariat", "pag.member")
    }

    assert len(set(said.values())) == 1


def test_a_feed_sets_no_cookie_and_may_be_kept(world: World) -> None:
    answer = world.call(ANONYMOUS, "/feeds/all.atom")

    assert not answer.response.cookies
    assert answer.response["Cache-Control"].startswith("public, max-age=0, s-maxage=5")
