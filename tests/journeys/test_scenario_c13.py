"""Who is a partner, since when, and what it pledged: as a journalist finds it out (C13)."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gmp_portal.search import index
from partners.models import FormerName, PartnerProfile
from tests import open_data
from tests.factories.areas import AreaFactory, PlanFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    PastLetterFactory,
    RepresentativeFactory,
)
from tests.factories.reference import CountryFactory
from tests.factories.reporting import ProgressReportFactory

pytestmark = pytest.mark.django_db
# Whom a source names, and no letter in the portal.
OF_RECORD = {
    "since": None,
    "since_note": "on record",
    "on_record_by": 2014,
    "evidence": "E1",
    "source": "Example report",
    "participation": None,
}


def on_paper(page):
    """The line by which a printed page says where it comes from."""
    line = re.search(r'<p class="on-paper.*?</p>', page.content.decode(), re.DOTALL)[0]
    return unescape(re.sub(r"<[^>]+>", "", line))


# The register ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("since", ["Example Old", "Example New", "Example A", "Example B"]),
        ("-since", ["Example New", "Example Old", "Example A", "Example B"]),
    ],
)
def test_whoever_asks_who_joined_last_sees_those_of_whom_it_is_known(client, order, names):
    PartnerFactory.create(name="Example B", **OF_RECORD)
    PartnerFactory.create(name="Example Old", since=date(2010, 5, 1))
    PartnerFactory.create(name="Example A", **OF_RECORD)
    PartnerFactory.create(name="Example New", since=date(2026, 1, 1))

    page = client.get(reverse("partners:partner_list"), {"sort": order})

    assert [row.partner.name for row in page.context["rows"]] == names


@pytest.mark.parametrize("query", ["country=CN", "since=2019", "region=africa", "kind=ngo"])
def test_a_filter_is_an_address_and_its_files_hold_the_same(client, query):
    wanted = PartnerFactory.create(
        name="示例汞观察",
        country=CountryFactory.create(iso2="CN"),
        unep_region="africa",
        since=date(2019, 3, 1),
    )
    PartnerFactory.create(
        kind="industry", unep_region="europe", country=CountryFactory.create(iso2="PE")
    )

    page = client.get(f"{reverse('partners:partner_list')}?{query}")
    [address] = re.findall(r'href="(/data/partners\.xlsx[^"]*)"', page.content.decode())
    book = open_data.content_of(client.get(unescape(address)))
    taken = open_data.content_of(client.get(unescape(address).replace("xlsx", "json")))

    sheet = open_data.workbook(book).worksheets[0]
    rows = json.loads(taken)["rows"]
    assert [row.partner for row in page.context["rows"]] == [wanted]
    assert [cell.value for cell in sheet["A"]][1:] == ["示例汞观察"]
    assert [row["name"] for row in rows] == ["示例汞观察"]


@pytest.mark.parametrize(
    "asked",
    [
        "example-mercury-wach",
        "old-exampel-name",
        "observatoire-exemple",
        "Example Mercury Watch",
        "示例汞观察",
    ],
)
def test_whoever_mistypes_an_address_is_told_near_names_of_any_time(client, asked):
    partner = PartnerFactory.create(name="Example Mercury Watch")
    FormerName.objects.create(partner=partner, name="Old Exampel Name")
    partner.other_names.create(language="fr", name="Observatoire Exemple")
    partner.other_names.create(language="zh-hans", name="示例汞观察")
    PartnerFactory.create(name="Example Mercury Wach", applicant=True, slug="hidden")

    page = client.get(reverse("partners:partner_detail", args=[asked]))

    assert page.status_code == 404
    assert f'href="{partner.get_absolute_url()}"' in page.content.decode()
    assert "/partners/hidden/" not in page.content.decode()


DRAFTS = {
    "letter": lambda: LetterFactory.create(),
    "letter under way": lambda: LetterFactory.create(submitted=True),
    "letter confirmed": lambda: LetterFactory.create(confirmed=True),
    "applicant": lambda: PartnerFactory.create(applicant=True),
    "plan": lambda: PlanFactory.create(),
    "progress report": lambda: ProgressReportFactory.create(),
}


@pytest.mark.parametrize("draft", DRAFTS)
def test_who_guesses_the_address_of_a_draft_finds_nothing(client, draft):
    record = DRAFTS[draft]()

    page = client.get(record.get_absolute_url())

    assert page.status_code == 404
    assert str(getattr(record, "organisation", "") or "Example Org") not in (
        page.content.decode()
    )


@pytest.mark.parametrize("has_people", [True, False])
def test_a_profile_is_the_partners_own_word_where_it_has_people(client, has_people):
    partner = PartnerFactory.create(**OF_RECORD)
    PartnerProfile.objects.create(partner=partner, purpose="To measure mercury.")
    if has_people:
        RepresentativeFactory.create(partner=partner)

    page = client.get(partner.get_absolute_url()).content.decode()

    assert "To measure mercury." in page
    assert ("What the partner says of itself." in page) == has_people


def test_an_officer_gets_from_the_desk_to_the_form_for_one_partner(as_user, secretariat):
    page = as_user(secretariat).get(reverse("website:desk")).content.decode()

    assert f'href="{reverse("partners:partner_enter")}"' in page


@pytest.mark.parametrize(
    ("facts", "day", "answer"),
    [
        ({"year": 2006}, "2009-01-01", "signed a letter of intent in 2006, and no source"),
        (
            {"signed_on": date(2006, 5, 1), "year": None},
            "2006-05-01",
            "intent in 2006, and",
        ),
        ({"year": 2006}, "2005-12-31", "the sources say nothing"),
        ({"withdrawn": True}, "2009-01-01", "the sources say nothing"),
        ({"year": 2006}, "2015-01-01", "Yes: "),
    ],
    ids=["year", "day", "before the letter", "withdrawn letter", "on record"],
)
def test_a_letter_of_before_the_portal_is_told_with_the_answer(client, facts, day, answer):
    partner = PartnerFactory.create(**OF_RECORD)
    partner.participations.create(period=(None, None))
    PastLetterFactory.create(partner=partner, **facts)

    page = client.get(partner.get_absolute_url(), {"on": day}).content.decode()

    assert answer in re.search(r'<p role="status"><strong>(.*?)</strong>', page)[1]


@pytest.mark.parametrize("day", ["", "abc", "2024-02-30", "3000-01-01", "0001-01-01"])
def test_a_day_that_is_none_is_told_and_the_partner_is_shown(client, day):
    partner = PartnerFactory.create()

    page = client.get(partner.get_absolute_url(), {"on": day})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["on"]
    assert partner.name in page.content.decode()


# Print and cite -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "cited"),
    [
        ("", "/partners/,"),
        ("?kind=ngo&region=&utm_source=x&page=2", "/partners/?kind=ngo,"),
        ("?q=%E6%B1%9E&view=map", "/partners/?q=%E6%B1%9E&view=map,"),
        (f"?q={'x' * 300}", "/partners/,"),
    ],
    ids=["all", "filtered", "Chinese words on a map", "too long to be typed"],
)
def test_a_printed_register_names_the_address_that_shows_the_same(client, query, cited):
    PartnerFactory.create()

    page = client.get(reverse("partners:partner_list") + query)

    assert cited in on_paper(page)


# Search ---------------------------------------------------------------------------------

WASTE = {
    "ar": "إدارة نفايات الزئبق",
    "zh": "汞废物管理",
    "en": "Mercury waste management",
    "fr": "Gestion des déchets de mercure",
    "ru": "Управление ртутными отходами",
    "es": "Gestión de desechos de mercurio",
}


@pytest.mark.parametrize("language", ["", "/zh-hans", "/ar"])
@pytest.mark.parametrize("asked", ["汞", "mercury", "mercure", "زئبق", "mercurio"])
def test_each_result_shows_the_word_by_which_it_was_found(client, asked, language):
    area = AreaFactory.create(names=WASTE, objective="Waste is made harmless.")
    partner = PartnerFactory.create(name="Example Watch", country=None)
    partner.other_names.create(language="fr", name="Exemple: veille du mercure")
    partner.other_names.create(language="ar", name="رصد الزئبق")
    partner.other_names.create(language="es", name="Ejemplo del mercurio")
    partner.other_names.create(language="zh-hans", name="示例汞观察")
    partner.other_names.create(language="en", name="Mercury watch")
    index.refresh("area", [area.pk])
    index.refresh("partner", [partner.pk])

    page = client.get(f"{language}/search/", {"q": asked}).content.decode()

    results = [rest.partition("</article>")[0] for rest in page.split("<article>")[1:]]
    assert len(results) == 2
    assert all(re.search(f"<mark>(ال)?{asked}", each, re.IGNORECASE) for each in results)


def test_many_results_found_by_other_names_ask_as_often_as_one(client):
    client.get("/search/", {"q": "mercure"})
    for number in (1, 3):
        for _each in range(number):
            partner = PartnerFactory.create()
            partner.other_names.create(language="fr", name="Exemple: veille du mercure")
            index.refresh("partner", [partner.pk])
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/search/", {"q": "mercure"}).content.decode()
        if number == 1:
            assert page.count("<mark>") == 1
            first = len(asked)

    assert page.count("<mark>") == 4
    assert len(asked) == first
