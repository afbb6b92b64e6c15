"""The demonstration's group is made by real acts and shows every state."""

import pytest

from advisory_group.models import ChairTerm, Invitation, PlanReview, Seat, SeatClass
from areas.models import PlanVersion
from gmp_portal.website.demo import advisory_group, people
from gmp_portal.website.demo.group_members import MEMBERS
from tests.factories.areas import AreaFactory, LeadTermFactory, PlanFactory


@pytest.fixture
def cast(group):
    """The sample logins, with two areas whose plans were submitted."""
    cast = people.load("example-password-for-tests")
    for slug, login in (("asgm", "area.lead"), ("waste-management", "other.area.lead")):
        area = AreaFactory.create(slug=slug)
        LeadTermFactory.create(area=area, person=cast[login])
        PlanFactory.create(area=area, status="under_review")
    return cast


def test_the_example_group_works(cast):
    advisory_group.load(cast)

    assert Seat.objects.current().ordinary().count() == 21
    assert Seat.objects.current().filter(klass=SeatClass.TRANSITIONAL).count() == 1
    assert Invitation.objects.open().count() == 1
    assert [term.person for term in ChairTerm.objects.current()] == [cast["pag.chair"]]
    states = PlanReview.objects.order_by("plan__area__slug")
    assert [(one.plan.area.slug, one.status) for one in states] == [
        ("asgm", "concluded"),
        ("waste-management", "open"),
    ]
    assert PlanVersion.objects.get(area__slug="asgm").status == "published"


def test_every_invented_name_says_so():
    names = [(row[0], row[1]) for row in MEMBERS]

    assert all("Example" in name + org or "Sample" in name + org for name, org in names)
