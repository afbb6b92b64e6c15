"""Every public list, in every format, with the whole demonstration behind it."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from gmp_portal.ui.open_lists import LISTS, FieldKind, address_of
from gmp_portal.ui.open_rows import Selection, counts
from tests import open_data
from tests.access.world import ANONYMOUS, ROLES, World

KEYS = list(LISTS)
# The sections of plans are what stands in their snapshots.
FROZEN = "plan-sections"


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.mark.parametrize("key", KEYS)
def test_every_format_of_a_list_has_the_same_rows(key: str, visitor: Client) -> None:
    each = LISTS[key]

    as_json = open_data.from_json(open_data.download(visitor, key, "json"))

    ordered = open_data.from_api(visitor, key)
    assert as_json
    assert sorted(map(str, as_json)) == sorted(map(str, ordered))
    assert open_data.from_csv(each, open_data.download(visitor, key, "csv")) == as_json
    assert open_data.from_xlsx(each, open_data.download(visitor, key, "xlsx")) == as_json
    assert counts()[key] == len(as_json)


@pytest.mark.parametrize("key", KEYS)
def test_small_pages_give_each_row_once_and_in_the_same_order(
    key: str, visitor: Client
) -> None:
    whole = open_data.from_api(visitor, key)[:12]

    paged = open_data.from_api(visitor, key, size=1 if len(whole) < 12 else 5)

    assert paged[:12] == whole
    identity = LISTS[key].identity
    assert len({row[identity] for row in paged}) == len(paged)


@pytest.mark.parametrize("key", KEYS)
def test_each_row_is_found_by_its_key(key: str, visitor: Client) -> None:
    for row in open_data.from_api(visitor, key)[:5]:
        address = reverse(f"api:{key}_record", args=[row[LISTS[key].identity]])

        assert visitor.get(address).json() == row


@pytest.mark.parametrize("key", KEYS)
def test_whoever_asks_gets_what_a_visitor_gets(key: str, world: World) -> None:
    files = {
        role: world.call(role, reverse("website:data_file", args=[key, "json"])).content
        for role in ROLES
    }
    answers = {role: world.call(role, reverse(f"api:{key}")).content for role in ROLES}

    assert set(files.values()) == {files[ANONYMOUS]}
    assert set(answers.values()) == {answers[ANONYMOUS]}


@pytest.mark.parametrize("key", KEYS)
def test_a_list_asks_as_often_for_many_rows_as_for_one(
    key: str, django_assert_max_num_queries: object
) -> None:
    selection = Selection(LISTS[key], open_data.asked())

    with django_assert_max_num_queries(6) as asked:  # type: ignore[operator]
        rows = list(selection)

    assert rows
    # A frozen document of many pages is not read for each of its rows.
    assert not [sql["sql"] for sql in asked if '"snapshot"' in sql["sql"]] or key == FROZEN


def test_every_address_in_a_row_opens_for_everybody(world: World) -> None:
    for key, each in LISTS.items():
        names = [field.name for field in each.fields if field.kind == FieldKind.URL]
        for row in list(Selection(each, open_data.asked()))[:3]:
            own = [row[name] for name in names if row[name].startswith(address_of("/"))]
            for path in (address.removeprefix(address_of("")) for address in own):
                status = world.call(ANONYMOUS, path.partition("#")[0]).status
                assert status == HTTPStatus.OK, (key, path)


def test_every_list_has_a_page_that_everybody_may_read(visitor: Client) -> None:
    pages = {reverse(each.page) for each in LISTS.values()}

    assert {visitor.get(page).status_code for page in pages} == {200}


def test_the_page_of_the_data_names_every_list_and_says_how_long_it_is(
    visitor: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page = visitor.get(reverse("website:data_list")).content.decode()

    assert all(str(each.title) in page for each in LISTS.values())
    assert "Creative Commons Attribution 4.0" in page
    assert 'href="/data/partners.xlsx"' in page
