"""The framework in its parts: every clause once, found by words, old anchors leading on."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.rulebook.parts import PARTS, part_of
from tests.factories.accounts import UserFactory
from tests.readers import assert_can_be_read, page_of

pytestmark = pytest.mark.django_db
EVERYTHING = [row.id for row in (*rulebook.clauses(), *rulebook.parameters())]


def read(page):
    return page.xpath('//article//*[contains(concat(" ", @class, " "), " para ")]/@id')


def found(client, path, words):
    page = client.get(path, {"q": words}).text
    return re.findall(r'class="pn" href="[^"]*#([\w-]+)"', page)


def test_the_parts_together_hold_every_clause_and_rule_once(client):
    held = [anchor for part in PARTS for anchor in read(page_of(client, part.url))]

    assert held == EVERYTHING


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.slug)
def test_a_part_has_contents_and_anchors(client, part):
    page = page_of(client, part.url)
    others = [other.url for other in PARTS]

    links = page.xpath('//nav[contains(@class, "toc")]//a/@href')
    assert [link for link in links if not link.startswith("#")] == others
    if part.slug not in ("preamble", "rules"):
        assert_can_be_read(page)


def test_every_old_anchor_leads_to_the_page_of_its_clause(client):
    page = page_of(client, reverse("website:framework"))

    for name in EVERYTHING:
        [entry] = page.xpath(f'//*[@id="{name}"]')
        address = f"{part_of(name).url}#{name}"
        assert entry.get("data-moved") == address
        assert entry.xpath(".//a/@href") == [address]


def test_the_old_anchors_of_sections_are_still_there(client):
    page = page_of(client, reverse("website:framework"))

    assert page.xpath('//*[@id="working-rules"]')
    assert page.xpath('//h3[starts-with(@id, "section-")]')


def test_a_clause_is_cited_where_it_stands(client):
    url = urlsplit(rulebook.clause("A1-2e").url)

    assert url.path == "/framework/annex-1/"
    assert url.fragment in read(page_of(client, url.path))


def test_words_find_clauses_in_every_part(client):
    assert "A1-4a-iii" in found(client, "/framework/", "CONSENSUS acts")
    assert found(client, "/framework/", "consensus zebra") == []


def test_a_part_shows_only_its_own_and_tells_of_the_others(client):
    names = found(client, "/framework/annex-1/", "consensus")
    page = client.get("/framework/annex-1/", {"q": "consensus"}).text

    assert names
    assert {part_of(name).slug for name in names} == {"annex-1"}
    assert "in other parts" in page


@pytest.mark.parametrize("words", ["", "   ", "<b>", "\0", "%", "x" * 5000])
def test_any_words_are_answered(client, words):
    for path in ("/framework/", "/framework/rules/"):
        response = client.get(path, {"q": words})

        assert response.status_code == 200
        assert "<b>”" not in response.text


def test_a_part_that_is_none_is_not_found(client):
    assert client.get("/framework/annex-9/").status_code == 404


def test_a_rule_is_read_as_it_stands_today(client):
    ParameterValue.objects.create(
        parameter="R-05",
        value=23,
        effective_from=timezone.now().date() - timedelta(days=1),
        reason="Example",
        decided_by=UserFactory.create().pk,
    )

    assert "Within 23 days" in client.get("/framework/rules/").text


@pytest.mark.parametrize(
    "path", ["/framework/", "/framework/annex-1/", "/framework/rules/"]
)
def test_however_many_clauses_the_queries_are_few(
    client, path, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        client.get(path)
