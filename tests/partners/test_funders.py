"""Funders that are no partners, and what becomes of them (A1-6d-iii)."""

import pytest
from django.urls import reverse

from gmp_portal import ledger
from partners.models import Funder
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
TYPED = {"name": "Example Fund", "kind": "bank", "other_names": "Fonds Example"}
LIST, ENTER = "partners:funder_list", "partners:funder_enter"


@pytest.fixture
def officer(as_user, secretariat):
    return as_user(secretariat)


@pytest.fixture
def funder(db):
    return Funder.objects.create(
        name="Example Fund", kind="bank", other_names="Fonds Modèle"
    )


def shown(client, **query):
    return [*client.get(reverse(LIST), query).context["page"]]


def test_a_funder_is_entered_and_found_by_each_of_its_names(officer):
    officer.post(reverse(ENTER), TYPED)

    funder = Funder.objects.get()
    assert shown(officer, q="example fund") == [funder]
    assert shown(officer, q="Fonds") == [funder]
    assert shown(officer, q="Other") == []


def test_the_list_is_filtered_by_kind_and_country(officer, funder):
    country = CountryFactory.create(iso2="CH")
    other = Funder.objects.create(
        name="Sample Foundation", kind="foundation", country=country
    )

    assert shown(officer) == [funder, other]
    assert shown(officer, kind="bank") == [funder]
    assert shown(officer, country="CH") == [other]


def test_the_same_one_is_not_entered_twice_and_what_was_typed_stays(officer, funder):
    answer = officer.post(reverse(ENTER), TYPED | {"note": "Met in Geneva."})

    assert answer.status_code == 422
    assert "Met in Geneva." in answer.content.decode()
    assert Funder.objects.count() == 1


def test_a_name_in_another_country_is_another_funder(officer, funder):
    CountryFactory.create(iso2="CH")

    officer.post(reverse(ENTER), TYPED | {"country": "CH"})

    assert Funder.objects.count() == 2


def test_what_was_changed_stands_on_the_page_with_old_and_new(officer, funder):
    url = funder.get_absolute_url()

    officer.post(url, TYPED | {"name": "Example Bank", "kind": "foundation"})

    page = officer.get(url).content.decode()
    assert "Name: Example Fund → Example Bank" in page
    assert "Kind: Development bank or fund → Foundation" in page


def test_what_is_the_same_is_written_once(officer, funder):
    for _time in range(2):
        officer.post(funder.get_absolute_url(), TYPED)

    assert ledger.trail(funder).filter(kind="funder.edited").count() == 1


def test_a_funder_that_became_a_partner_leads_to_it(officer, funder):
    partner = PartnerFactory.create(name="Example Fund")

    officer.post(funder.get_absolute_url(), TYPED | {"partner": "Example Fund"})

    funder.refresh_from_db()
    assert funder.partner == partner
    assert partner.get_absolute_url() in officer.get(reverse(LIST)).content.decode()


def test_who_is_a_partner_is_no_funder_without_it(officer):
    PartnerFactory.create(name="Example Fund")

    answer = officer.post(reverse(ENTER), TYPED)

    assert list(answer.context["form"].errors) == ["name"]


def test_two_funders_are_not_one_partner(officer, funder):
    partner = PartnerFactory.create(name="Example Union")
    Funder.objects.create(name="Other", kind="bank", partner=partner)

    answer = officer.post(funder.get_absolute_url(), TYPED | {"partner": "Example Union"})

    assert answer.status_code == 422


@pytest.mark.parametrize("name", [LIST, ENTER])
def test_nobody_else_reads_or_enters_funders(as_user, name):
    client = as_user(RepresentativeFactory.create().person)

    assert client.get(reverse(name)).status_code == 403


def test_to_others_a_funder_is_not_there(as_user, funder):
    client = as_user(RepresentativeFactory.create().person)

    assert client.get(funder.get_absolute_url()).status_code == 404
    history = reverse("writing:revision_list", args=["partners.funder", "x"])
    assert client.get(history).status_code == 404


def test_a_partner_that_has_left_stays_the_partner_that_a_funder_is(officer, funder):
    partner = PartnerFactory.create(name="Example Bank of it", withdrawn=True)
    Funder.objects.update(partner=partner)
    typed = TYPED | {"partner": partner.full_name, "note": "It left."}

    answer = officer.post(funder.get_absolute_url(), typed)

    funder.refresh_from_db()
    assert answer.status_code == 302
    assert (funder.partner, funder.note) == (partner, "It left.")
