"""Partners that public records name as members of an area, without an invented date."""

import pytest
from django.db import IntegrityError, transaction

from areas.models import AreaMembership
from gmp_portal.website import seed
from partners.models import Partner
from tests.factories.areas import AreaFactory
from tests.factories.partners import PartnerFactory

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


def test_a_membership_without_a_day_needs_a_source():
    area, partner = AreaFactory.create(), PartnerFactory.create()

    with pytest.raises(IntegrityError, match="since_or_source"), transaction.atomic():
        AreaMembership.objects.create(area=area, partner=partner)

    assert not AreaMembership.objects.exists()
