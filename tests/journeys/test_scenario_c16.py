"""What C16 says of a register that is cleaned, where no other test keeps it."""

import pytest
from django.urls import reverse

from gmp_portal.reference import seed as countries
from partners.models import Partner
from tests.partners.imports import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(secretariat):
    countries.load()
    return secretariat


def test_a_partner_from_a_table_says_by_which_source_it_is_one(client, officer):
    files.written(officer, ("a-1", "Example Association", "ngo", "Kenya", "2012-05-03", ""))
    partner = Partner.objects.get()

    page = client.get(partner.get_absolute_url()).text

    assert "Sample register" in page
    assert "No letter of intent is in the portal." in page
    assert "The letter is not public yet." not in page
    assert "On public record" not in page
