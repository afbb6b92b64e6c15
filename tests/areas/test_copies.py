"""What the next version of a plan takes over from the one before (B4-2)."""

import pytest

from areas.actions import copies
from areas.models import Linkage, PotentialDonor, ProjectRequest
from tests.factories.areas import (
    ActionFactory,
    EffortFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    advance,
)

pytestmark = pytest.mark.django_db
LISTS = [
    *("objectives", "actions", "efforts", "indicators"),
    *("donors", "requests", "linkages"),
]


def plan_with_rows():
    """A draft with one row in each list."""
    plan = PlanFactory.create()
    for rows in (ObjectiveFactory, ActionFactory, EffortFactory, IndicatorFactory):
        rows.create(plan=plan)
    PotentialDonor.objects.create(plan=plan, name="Example Fund", kind="donor")
    ProjectRequest.objects.create(plan=plan, title="Example project", purpose="Example")
    Linkage.objects.create(plan=plan, side="outside", name="Example process")
    return plan


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_copied_from_its_own_plan_only(name):
    source, other = plan_with_rows(), plan_with_rows()
    advance(source, "published")
    plan = PlanFactory.create(area=source.area, number=2)

    copies.copy_into(plan, source, by=plan.started_by)

    [row], [before] = getattr(plan, name).all(), getattr(source, name).all()
    assert (row.key, str(row)) == (before.key, str(before))
    assert getattr(other, name).count() == 1
