"""Partners that public records name as members of an area, without an invented date."""

import pytest
from django.db import IntegrityError, transaction

from areas.models import AreaMembership
from gmp_portal.website import seed
from partners import seed as partner_seed
from partners.actions import partners
from partners.models import Partner
from tests.factories.areas import AreaFactory
from tests.factories.partners import PartnerFactory
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db


def test_only_memberships_that_a_source_states_are_entered():
    seed.load()

    seed.load()

    members = AreaMembership.objects.select_related("partner")
    assert members.count() == len({(m.area_id, m.partner_id) for m in members}) > 0
    assert [m for m in members if "area inferred" in m.source or m.since] == []
    assert Partner.objects.filter(
        area_memberships__area__slug="waste-management",
        name__startswith="Ministry of the Env",
    ).exists()


def test_a_ministry_of_that_name_in_another_country_is_not_taken_for_the_member():
    known = next(
        row
        for row in partner_seed.rows()
        if row["areas"] and row["country_iso2"] and "area inferred" not in row["source"]
    )
    other = PartnerFactory.create(name=known["name"], country=CountryFactory.create())

    seed.load()

    assert not other.area_memberships.exists()
    assert partner_seed.partner_of(known).area_memberships.exists()


def test_a_member_that_took_another_name_is_entered_under_it(secretariat):
    seed.load()
    known = next(row for row in partner_seed.rows() if row["areas"])
    partner = partner_seed.partner_of(known)

    partners.rename(partner, "Example Name of Today", reason="New name", by=secretariat)

    assert partner_seed.partner_of(known) == partner


def test_a_membership_without_a_day_needs_a_source():
    area, partner = AreaFactory.create(), PartnerFactory.create()

    with pytest.raises(IntegrityError, match="since_or_source"), transaction.atomic():
        AreaMembership.objects.create(area=area, partner=partner)

    assert not AreaMembership.objects.exists()
