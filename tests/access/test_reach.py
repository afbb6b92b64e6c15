"""What is found, dated, subscribed to and downloaded tells nobody what no page tells this person.

Every private field of the demonstration has a word of its own, as in ``test_nothing_private``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from gmp_portal.accounts.models import User
from gmp_portal.documents.jobs import TAKE_TEXT
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.search import index, looking
from gmp_portal.search.models import Entry
from gmp_portal.search.questions import Question
from gmp_portal.search.register import FINDABLE
from gmp_portal.website.reading import calendar
from tests.access.addresses import addresses, url_of
from tests.access.private_words import MARK, PREFIX, mark, told
from tests.access.registry import records_for
from tests.access.world import ANONYMOUS, ROLES, World

MACHINES = ("feed", "calendar_file", "data_file", "api:", "sitemap", "robots", "opensearch")
# A secret address is the person's own, whoever asks; an address for a visitor's own request.
NO_MACHINES = ("website:calendar_file_of_person",)


@pytest.fixture(scope="module")
def indexed(world: World, django_db_blocker: Any) -> Iterator[World]:
    """The same with everything in the index as the records are now, files and all."""
    with django_db_blocker.unblock(), transaction.atomic():
        mark(world)
        for job in Job.objects.filter(kind=TAKE_TEXT, state=Job.State.OPEN):
            runner.run(str(job.pk))
        for kind in FINDABLE:
            index.fill(kind)
        yield world
        transaction.set_rollback(True)


def hits_of(world: World, role: str, words: str) -> list[Entry]:
    """What this role finds by these words, as the page shows it."""
    user = user_of(world, role)
    hits = looking.hits(Question(words), user, looking.Filters())
    shown = looking.shown(hits.values_list("pk", flat=True), user)
    return list(shown.values())


def words_in(entry: Entry) -> set[str]:
    """The private words in an entry, in whatever it keeps."""
    text = f"{entry.title} {entry.heading} {entry.text} {entry.vector}"
    return {word.lower() for word in MARK.findall(text)}


def test_the_public_part_of_the_index_holds_no_private_word(indexed: World) -> None:
    public = Entry.objects.filter(is_public=True)

    leaks = {(entry.kind, word) for entry in public for word in words_in(entry)}

    assert public.count() > 300
    assert not leaks


def test_there_are_private_words_to_be_found_by_who_may_read_them(indexed: World) -> None:
    assert len(hits_of(indexed, "secretariat", PREFIX)) > 5


def test_what_a_role_finds_stands_on_a_page_that_it_may_open(indexed: World) -> None:
    wanted: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for role in ROLES:
        for entry in hits_of(indexed, role, PREFIX):
            wanted[role, _page(entry.path)] |= words_in(entry)

    leaks = [
        f"{role}, {path}: {word}"
        for (role, path), words in wanted.items()
        for word in words - words_of(indexed, role, path)
    ]

    assert len(wanted) > 20
    assert not leaks, "\n".join(leaks)


def test_every_entry_of_the_index_that_a_role_may_see_opens(indexed: World) -> None:
    asked: dict[str, set[str]] = {}
    for role in ROLES:
        keys = Entry.objects.values_list("pk", flat=True)
        entries = looking.shown(keys, user_of(indexed, role)).values()
        asked[role] = {_page(entry.path) for entry in entries}
        asked[role] |= {_page(entry.file_path) for entry in entries if entry.file_path}
        # What visitors may open, everybody may: the matrix of addresses shows it.
        asked[role] -= asked[ANONYMOUS] if role != ANONYMOUS else set()

    closed = [
        f"{role}: {path}"
        for role, paths in asked.items()
        for path in sorted(paths)
        if indexed.call(role, path).status != 200
    ]

    assert len(asked[ANONYMOUS]) > 100
    assert any("/files/" in path for path in asked[ANONYMOUS])
    assert not closed, "\n".join(closed)


def test_every_date_that_a_role_reads_leads_to_a_page_that_says_it(indexed: World) -> None:
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for role in ROLES:
        for item in calendar.of_reader(user_of(indexed, role)):
            text = f"{item.title} {item.description} {item.place}"
            words = {word.lower() for word in MARK.findall(text)}
            # What visitors may open, and without a word of somebody's own, everybody may.
            if words or role == ANONYMOUS or (ANONYMOUS, _page(item.url)) not in said:
                said[role, _page(item.url)] |= words

    closed = [place for place in said if indexed.call(*place).status != 200]
    leaks = [
        place
        for place, words in said.items()
        if words and words - words_of(indexed, *place)
    ]

    assert len(said) > 40
    assert (closed, leaks) == ([], [])


def test_programs_get_the_same_whoever_is_signed_in(indexed: World) -> None:
    urls = [
        url_of(address, record.kwargs)
        for address in addresses()
        if address.name not in NO_MACHINES
        and any(name in address.name for name in MACHINES)
        for record in records_for(address, indexed)
    ]
    visitors = {url: _body(indexed, ANONYMOUS, url) for url in dict.fromkeys(urls)}

    differing = [
        f"{role}: {url}"
        for url, body in visitors.items()
        if body
        for role in ("secretariat", "admin", "focal.point", "pag.chair")
        if _body(indexed, role, url) != body
    ]

    assert len([body for body in visitors.values() if body]) > 60
    assert not differing


def test_a_search_page_tells_a_role_no_more_than_its_hits(indexed: World) -> None:
    leaks = []
    for role in ROLES:
        words = {
            word for entry in hits_of(indexed, role, PREFIX) for word in words_in(entry)
        }
        # Whoever is signed in reads the own name at the top of each page.
        words |= words_of(indexed, role, "/search/") | {PREFIX}

        said = words_of(indexed, role, f"/search/?q={PREFIX}")

        leaks += told(role, " ".join(said - words))

    assert not leaks, "\n".join(leaks)


def user_of(world: World, role: str) -> User | AnonymousUser:
    return world.people.get(role, AnonymousUser())


def words_of(world: World, role: str, url: str) -> set[str]:
    """The private words that this role reads there, as nobody marks them."""
    text = world.call(role, url).text
    return {word.lower() for word in MARK.findall(re.sub("</?mark>", "", text))}


def _page(path: str) -> str:
    return path.partition("#")[0]


def _body(world: World, role: str, url: str) -> str:
    """What a program gets; pages for people and compressed tables are no part of this."""
    answer = world.call(role, url)
    if answer.content.startswith(b"PK") or "text/html" in answer.response["Content-Type"]:
        return ""
    # The stamp says when a calendar was made, to the second.
    return f"{answer.status} " + re.sub(r"DTSTAMP:\w+", "", answer.text)
