"""Addresses that no other record has."""

import pytest
from django.db import transaction

from areas.models import PartnershipArea
from gmp_portal.reference import numbers
from partners.models import Partner
from reporting.models import ReportingCycle
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
LOCK = "slug of partners.Partner"


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], "clean"),
        (["cleaner", "unclean", "clean-2"], "clean"),
        (["clean"], "clean-2"),
        (["clean", "clean-2", "clean-3"], "clean-4"),
        (["clean", "clean-3"], "clean-2"),
    ],
)
def test_an_address_that_is_taken_gets_the_first_free_number(taken, free):
    for slug in taken:
        PartnerFactory.create(slug=slug)

    assert numbers.free_slug(Partner, "clean") == free


def test_an_address_of_another_page_is_given_to_no_record():
    assert numbers.free_slug(ReportingCycle, "open") == "open-2"
    assert numbers.is_reserved(PartnershipArea, "propose")
    assert not numbers.is_reserved(PartnershipArea, "proposal")


@pytest.mark.django_db(transaction=True)
def test_whoever_asks_for_an_address_at_the_same_time_waits(another_session):
    with transaction.atomic():
        numbers.free_slug(Partner, "clean")
        another_session.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [LOCK])
        [is_free] = another_session.fetchone()
    another_session.connection.rollback()

    assert not is_free
