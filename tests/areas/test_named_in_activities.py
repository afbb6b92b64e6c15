"""Partners that an activity names: looked up at once, and written to at once (R-77)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from areas import emails_of_activities
from areas.actions import activities
from areas.forms.activities import NamedPartnersField
from gmp_portal.notifications.models import Message
from partners.models import Partner
from tests.acts.scenes_activities import FACTS
from tests.factories.accounts import UserFactory
from tests.factories.areas import BegunActivityFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def field():
    field = NamedPartnersField()
    field.queryset = Partner.objects.confirmed()
    return field


def partners(number):
    return PartnerFactory.create_batch(number, participation=None)


def names(of):
    return "\n".join(partner.name for partner in of)


def mails(name):
    return Message.objects.filter(template=f"areas/emails/{name}.txt")


def asked_by(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_all_lines_are_looked_up_at_once(field):
    named = partners(20)

    found = field.clean(names(named))

    assert found == named
    assert asked_by(lambda: field.clean(names(named))) == 1


def test_a_line_by_itself_is_looked_up_by_its_other_names_too(field):
    [one, other] = partners(2)
    Partner.objects.filter(pk=other.pk).update(short_name="EXO", short_skeleton="exo")

    found = field.clean(f"{one.name}\nEXO")

    assert found == [one, other]


def test_more_lines_than_anybody_needs_are_refused_before_any_is_looked_up(field):
    lines = "\n".join(f"Nobody {number}" for number in range(51))

    with (
        CaptureQueriesContext(connection) as asked,
        pytest.raises(ValidationError, match="Name 50 partners at most"),
    ):
        field.clean(lines)

    assert len(asked) == 0


def test_donors_are_looked_up_at_once_while_the_draft_is_held():
    draft = BegunActivityFactory.create()
    by = UserFactory.create()
    few, many = partners(2), partners(20)

    costs = [
        asked_by(
            lambda donors=donors: activities.change(
                draft, facts=FACTS | {"donor_names": names(donors) + "\nOther"}, by=by
            )
        )
        for donors in (few, many)
    ]

    assert draft.parts.filter(role="donor").count() == len(many)
    assert draft.donor_names == "Other"
    # What was named before goes, which the first time had nothing to do.
    assert costs[1] <= costs[0] + 1


def test_whoever_carries_it_out_too_is_found_at_once():
    people = RepresentativeFactory.create_batch(5)
    joint = [speaker.partner for speaker in people]
    activity = BegunActivityFactory.create(joint=joint)
    activities.decline(activity, partner=joint[0], by=people[0].person)

    with CaptureQueriesContext(connection) as asked:
        emails_of_activities.joint(activity, by=UserFactory.create())

    readers = set(mails("activity_joint").values_list("recipient", flat=True))
    looked = [each["sql"] for each in asked if "areas_activitypart" in each["sql"]]
    assert readers == {speaker.person_id for speaker in people[1:]}
    assert len(looked) == 1
    assert "partners_representative" in looked[0]
