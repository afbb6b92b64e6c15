"""Calendars hold what their readers may open, and nothing else, for every role."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gmp_portal.website.actions import calendar_addresses
from gmp_portal.website.reading import calendar
from tests.access.world import ANONYMOUS, LOGINS, World
from tests.website.calendar_parsers import by_vobject

EVERYTHING = "website:calendar_file"
OWN = "website:calendar_file_of_person"


def _path(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def _own_calendar(world: World, role: str) -> dict[str, Any]:
    """What stands behind the secret address, asked for by a program that is not signed in."""
    with transaction.atomic():
        address = calendar_addresses.make(by=world.people[role])
        response = Client().get(reverse(OWN, args=[address.token]))
        transaction.set_rollback(True)
    assert response.status_code == 200
    return by_vobject(response.content)


def _closed(world: World, role: str, events: dict[str, Any]) -> list[str]:
    """The pages to which a calendar leads and that do not open for this role."""
    return _not_open(world, role, {_path(event["url"]) for event in events.values()})


def _not_open(world: World, role: str, paths: set[str]) -> list[str]:
    return [path for path in sorted(paths) if world.call(role, path).status != 200]


def test_the_public_calendar_leads_to_public_pages(world: World) -> None:
    events = by_vobject(world.call(ANONYMOUS, reverse(EVERYTHING)).content)

    assert len(events) > 10
    assert _closed(world, ANONYMOUS, events) == []


def test_every_public_date_leads_to_a_public_page(world: World) -> None:
    """Those of before, too, which only the page of the calendar lists."""
    paths = {each.url for each in calendar.of_reader(AnonymousUser())}

    assert len(paths) > 40
    assert _not_open(world, ANONYMOUS, paths) == []


@pytest.mark.parametrize("role", LOGINS)
def test_an_own_calendar_leads_to_pages_that_open_for_its_reader(
    world: World, role: str
) -> None:
    events = _own_calendar(world, role)

    assert _closed(world, role, events) == []


@pytest.mark.parametrize("role", LOGINS)
def test_an_own_calendar_holds_the_public_one_and_no_terms_of_others(
    world: World, role: str
) -> None:
    public = {each.uid for each in calendar.of_reader(AnonymousUser())}
    person = world.people[role]

    own = calendar.of_reader(person)

    terms = [each for each in own if each.uid[-1] == "end"]
    assert public <= {each.uid for each in own}
    assert person.is_secretariat or all(person.name in each.title for each in terms)
    assert len(_own_calendar(world, role)) == len(calendar.for_programs(person))


def test_nothing_unpublished_stands_in_a_public_calendar(world: World) -> None:
    content = world.call(ANONYMOUS, reverse(EVERYTHING)).text

    assert "Secret" not in content
    assert not any(person.name in content for person in world.people.values())


def test_no_frozen_plan_is_read_for_a_date(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        content = world.call(ANONYMOUS, reverse(EVERYTHING)).text

    assert "BEGIN:VEVENT" in content
    assert not [sql["sql"] for sql in asked if '"snapshot"' in sql["sql"]]
