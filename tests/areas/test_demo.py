"""The Example plans of the demonstration come about by the real actions."""

import pytest

from areas import seed
from areas.models import PlanVersion
from gmp_portal.website.demo import areas
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db
ROLES = ("area.lead", "other.area.lead", "focal.point", "other.focal.point")


def test_the_sample_plans_stand_in_every_state(secretariat):
    seed.load()
    cast = {role: RepresentativeFactory.create().person for role in ROLES}
    cast["secretariat"] = secretariat

    areas.load(cast)
    areas.load(cast)

    states = PlanVersion.objects.values_list("area__slug", "number", "status")
    assert set(states) == {
        ("asgm", 1, "under_review"),
        ("asgm", 2, "draft"),
        ("waste-management", 1, "under_review"),
        ("products", 1, "in_consensus"),
        ("cement", 1, "draft"),
        ("supply-storage", 1, "draft"),
    }
