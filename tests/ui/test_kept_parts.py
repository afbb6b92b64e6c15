"""Parts of public pages are made once for each version, and for nobody but visitors."""

import pytest
from django.test import RequestFactory

from gmp_portal import ledger
from gmp_portal.ui.kept_parts import MOST, kept
from partners.acts import Act
from tests.factories.partners import PartnerFactory


def request_of(version=""):
    request = RequestFactory().get("/")
    if version:
        request.public_version = version
    return request


@pytest.fixture
def made():
    return []


def test_a_part_is_made_once_for_each_version(made):
    for version in ("one", "one", "two", "one"):
        kept(request_of(version), "part", lambda: made.append(1))

    assert len(made) == 2


def test_whoever_is_known_gets_what_is_made_for_them(made):
    kept(request_of("one"), "part", lambda: "for all")

    assert kept(request_of(), "part", lambda: "for one") == "for one"
    assert kept(request_of("one"), "part", lambda: "another") == "for all"


def test_parts_that_nobody_asks_for_are_forgotten(made):
    for number in range(MOST + 1):
        kept(request_of("one"), number, lambda: None)

    kept(request_of("one"), 0, lambda: made.append(1))
    kept(request_of("one"), MOST, lambda: made.append(1))

    assert len(made) == 1


@pytest.mark.django_db
def test_the_register_counts_anew_after_an_act(client):
    PartnerFactory.create(kind="ngo")
    before = client.get("/partners/").text

    ledger.record(Act.PARTNER_CONFIRMED, PartnerFactory.create(kind="ngo"), by=None)
    after = client.get("/partners/").text

    assert "1 partner\n" in before
    assert "2 partners\n" in after


@pytest.mark.django_db
def test_a_visitor_never_gets_a_part_of_an_officer(client, as_user, secretariat):
    PartnerFactory.create()
    PartnerFactory.create(applicant=True)
    own = as_user(secretariat).get("/partners/", {"status": "all"}).text

    public = client.get("/partners/", {"status": "all"}).text

    assert "2 partners\n" in own
    assert "1 partner\n" in public
