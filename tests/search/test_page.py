"""The page of the search: records with their places, facets, one record alone, bad input."""

import re
from datetime import date

import pytest
from django.test import Client

from gmp_portal import rulebook
from gmp_portal.search import index, looking
from gmp_portal.search.register import Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client):
    """Ask, and read the answer as text."""

    def ask(status: int = 200, **query: str) -> str:
        response = client.get("/search/", query)
        assert response.status_code == status
        return str(response.content.decode())

    return ask


@pytest.fixture(autouse=True)
def _texts() -> None:
    """One record with five places in English, one with one in French."""
    for part in range(5):
        whole = Text(
            1001,
            title="Long record",
            heading=f"Section {part}",
            path=f"/long/#section-{part}",
            text="gold dust",
            part=str(part),
            language="en",
        )
        index.write(list(index.in_entries("rule", whole, is_public=True)))
    whole = Text(7, title="Short record", path="/short/", text="gold", language="fr")
    index.write(list(index.in_entries("country", whole, is_public=True)))


def test_a_record_stands_once_with_its_best_places(page) -> None:
    text = page(q="gold")

    assert "2 results" in text
    assert text.count("Long record") == 1
    assert text.count('href="/long/#section-') == 3
    assert "2 more places in this record" in text


def test_a_clause_is_called_as_people_quote_it(page) -> None:
    whole = Text(0, title="P-1", path="/framework/", text="quicksilver", language="en")
    index.write(list(index.in_entries("clause", whole, is_public=True)))

    text = page(q="quicksilver")

    first = rulebook.clauses()[0]
    assert f"{first.number_label}: {first.title}" in text


def test_all_places_of_one_record_can_be_read(page) -> None:
    text = page(q="gold", within="rule-1001")

    assert "5 places in this record." in text
    assert text.count('href="/long/#section-') == 5
    assert "Search everywhere" in text
    assert "Short record" not in text


def test_places_that_are_not_shown_are_counted(page) -> None:
    text = page(q="long")

    assert text.count('href="/long/#section-') == 1
    assert "4 more places in this record" in text


def test_as_many_results_as_a_short_list_has_are_all_there_are(page) -> None:
    for key in range(looking.NEWEST):
        whole = Text(100 + key, title=f"Lamp {key}", path="/lamp/")
        index.write(list(index.in_entries("clause", whole, is_public=True)))

    assert f"{looking.NEWEST} results" in page(q="lamp")
    assert f"At least {looking.NEWEST} places" in page(q="lamp", order="newest")


def test_kind_and_day_stand_apart_where_one_of_them_runs_the_other_way(
    client: Client,
) -> None:
    whole = Text(9, title="Lamp", path="/lamp/", dated_on=date(2027, 1, 11))
    index.write(list(index.in_entries("clause", whole, is_public=True)))

    text = client.get("/ar/search/", {"q": "lamp"}).content.decode()

    day = r'<span class="meta"><time datetime="2027-01-11">11 [^<]+ 2027</time></span>'
    assert re.search(rf"<bdi>[^<]+</bdi>\s+</p>.*</article>\s+{day}", text, re.DOTALL)


def test_kinds_and_languages_are_counted_and_narrow_the_search_down(page) -> None:
    text = page(q="gold")

    assert 'href="?q=gold&amp;kind=country"' in text
    assert 'href="?q=gold&amp;language=fr"' in text
    assert "1 result" in page(q="gold", kind="country")
    assert "Long record" not in page(q="gold", language="fr")


@pytest.mark.parametrize("order", ["", "newest"])
def test_what_an_earlier_version_called_otherwise_is_left_out(page, order: str) -> None:
    whole = Text(1, title="Renamed", path="/old/", text="gold", language="en")
    index.write(list(index.in_entries("kind-of-before", whole, is_public=True)))

    text = page(q="gold", order=order)

    assert "2 results" in text
    assert "Renamed" not in text


def test_the_address_of_a_result_keeps_the_language_of_the_page(client: Client) -> None:
    text = client.get("/ar/search/", {"q": "gold"}).content.decode()

    assert 'href="/ar/short/"' in text


@pytest.mark.parametrize(
    "within", ["clause-x", "nothing-1", "clause-" + "9" * 30, "-", "7"]
)
def test_a_record_that_cannot_be_is_named_as_not_applied(page, within: str) -> None:
    text = page(q="gold", within=within)

    assert "There is no such record." in text
    assert "Short record" in text


def test_a_word_in_which_the_page_could_be_changed_is_shown_as_a_word(page) -> None:
    assert "<script>alert" not in page(q="<script>alert(1)</script>")


def test_pages_behind_the_last_show_the_last(page) -> None:
    assert "Short record" in page(q="gold", page="99999")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "At least 500 places"),
        ({"order": "newest"}, "At least 40 places"),
        ({"order": "newest", "page": "2"}, "At least 500 places"),
        ({"language": "es"}, "60 results"),
    ],
)
def test_what_is_too_much_to_show_is_said(
    page, query: dict[str, str], expected: str
) -> None:
    entries = [
        entry
        for key in range(1000, 1600)
        for entry in index.in_entries(
            "clause",
            Text(
                key,
                title=f"Record {key}",
                path="/",
                text="silver",
                language="es" if key < 1060 else "ru",
            ),
            is_public=True,
        )
    ]
    index.write(entries)

    assert expected in page(q="silver", **query)


def test_a_result_says_what_it_is_and_a_bare_number_is_a_paragraph(page) -> None:
    whole = Text(
        11, title="Lamps", heading="29.", path="/lamp/", text="A lamp", language="en"
    )
    index.write(list(index.in_entries("clause", whole, is_public=True)))

    text = page(q="lamp")

    assert ">Paragraph 29</a>" in text
    assert "<bdi>Clause of the framework</bdi>" in text


def test_the_order_is_a_switch_and_is_kept_by_the_next_question(page) -> None:
    text = page(q="gold", order="newest")

    assert 'href="?q=gold"' in text
    assert '<input type="hidden" name="order" value="newest"' in text
