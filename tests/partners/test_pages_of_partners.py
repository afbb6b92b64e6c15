"""The page of a partner: what it shows to whom, and how many queries that takes."""

import pytest

from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db


def test_x(client):
    p = PartnerFactory.create()
    assert client.get(p.get_absolute_url()).status_code == 200
