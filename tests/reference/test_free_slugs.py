"""Addresses that no other record has."""

import pytest

from gmp_portal.reference import numbers
from partners.models import Partner
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


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
