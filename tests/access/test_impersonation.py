"""Through the eyes of somebody all pages can be read and nothing can be sent, at any address."""

from collections.abc import Iterator

import pytest

from gmp_portal.website.actions import impersonations
from gmp_portal.website.middleware import OWN, SESSION_KEY
from tests.access.addresses import ADMIN, addresses, url_of
from tests.access.registry import records_for
from tests.access.world import HEAD, World, plain_refusals

WHO, EYES = HEAD, "focal.point"
FORBIDDEN, NOT_ALLOWED = 403, 405


@pytest.fixture
def looking(world: World) -> Iterator[World]:
    """The head of branch, who looks through the eyes of a focal point."""
    person = world.people[EYES]
    look = impersonations.begin(person, "Example reason.", by=world.people[WHO])
    session = world.clients[WHO].session
    session[SESSION_KEY] = look.pk
    session.save()
    yield world
    del session[SESSION_KEY]
    session.save()


def test_nothing_can_be_sent_to_any_address(looking: World) -> None:
    taken, asked = [], 0
    with plain_refusals():
        for address in addresses():
            if address.name in OWN or address.name.startswith(ADMIN):
                continue
            for record in records_for(address, looking)[:1]:
                url = url_of(address, record.kwargs)
                answer = looking.call(WHO, url, "post", {"text": "Words"})
                asked += 1
                # Programs are nobody, whoever is signed in beside them, and can only ask.
                refused = NOT_ALLOWED if address.app == "api" else FORBIDDEN
                if answer.status != refused or answer.writes:
                    taken.append(f"{address.name} {answer.status} {answer.writes}")

    assert asked > 250
    assert not taken, "\n".join(taken)


def test_pages_are_those_of_the_person(looking: World) -> None:
    others = []
    with plain_refusals():
        for address in addresses():
            if address.app != "partners":
                continue
            for record in records_for(address, looking)[:1]:
                url = url_of(address, record.kwargs)
                own, seen = looking.call(EYES, url), looking.call(WHO, url)
                if (own.status, own.location) != (seen.status, seen.location):
                    others.append(f"{url} {own.status} {seen.status} {seen.cause}")

    assert not others, "\n".join(others)
