"""Refusals become pages; what belongs to one person is kept by nobody on the way."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("tests.browser.urls"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        ("faster", 409, "Somebody was faster"),
        ("rule", 409, "A chair serves at most two terms."),
        ("role", 403, "Only the secretariat confirms."),
        ("other", 403, "Only an area lead may do this."),
    ],
)
def test_refusal_has_its_status_and_its_sentence(
    client: Client, kind: str, status: int, sentence: str
):
    client.raise_request_exception = False

    page = client.get(f"/refused/{kind}/")

    assert page.status_code == status
    assert sentence in page.content.decode()


def test_refusal_by_a_rule_links_its_clause(client: Client):
    page = client.get("/refused/role/").content.decode()

    assert re.search(r'<a class="clause" href="[^"]*#A1-2e">Annex 1, 2\(e\)</a>', page)


def test_somebody_who_was_slower_finds_the_way_back(client: Client):
    page = client.get("/refused/faster/").content.decode()

    assert '<a class="btn btn-primary" href="/form/">See how it stands now</a>' in page


def test_pages_of_a_signed_in_person_are_stored_nowhere(as_user, person):
    page = as_user(person).get("/form/")

    assert page.headers["Cache-Control"] == "private, no-store"


def test_what_is_not_for_all_is_kept_by_nobody_on_the_way(client: Client):
    assert client.get("/refused/other/").headers["Cache-Control"] == "private, no-cache"


def test_scripts_and_styles_come_from_files_of_the_portal_alone(client: Client):
    page = client.get("/form/")

    policy = page.headers["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert not re.findall(r"<style|<script(?![^>]* src=)|nonce=", page.content.decode())


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("/form/?page=2", ["/ar/form/?page=2", "/form/?page=2"]),
        ("/nowhere/", ["/ar/", "/"]),
    ],
)
def test_changing_the_language_keeps_the_page(
    client: Client, address: str, links: list[str]
):
    page = client.get(address).content.decode()

    in_the_head, in_the_menu = page.split('<details class="menu">')
    for part in (in_the_head, in_the_menu):
        assert re.findall(r'<a href="([^"]+)" hreflang="(?:ar|en)"', part) == links


def test_page_links_keep_the_other_parameters(client: Client):
    page = client.get("/?area=waste&page=2").content.decode()

    assert 'rel="next" href="/?area=waste&amp;page=3"' in page
    assert 'rel="prev" href="/?area=waste"' in page


def test_server_error_page_needs_neither_database_nor_context(
    django_assert_num_queries, settings
):
    settings.CONTACT_EMAIL = "secretariat@example.org"
    from django.template.loader import render_to_string  # noqa: PLC0415 beside its use

    with django_assert_num_queries(0):
        page = render_to_string("500.html")

    assert "What was saved before is safe" in page
    said = "If this lasts, write to the secretariat of the Partnership: <a"
    assert f'{said} href="mailto:secretariat@example.org"' in page
