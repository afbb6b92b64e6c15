"""What areas tell the apps below them: who belongs, who leads, and what a decision changes."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from areas import hooks
from areas.models import LeadTerm
from gmp_portal import rounds
from gmp_portal.accounts.models.terms import days
from tests.before_rule import as_it_was
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    MembershipFactory,
    PlanFactory,
    lead_of,
    member_of,
)
from tests.factories.meetings import BodyFactory, DecisionFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db
PAST = days(date(2020, 1, 1), date(2020, 12, 31))
RULES = hooks.AreaRules()


def test_established_areas_may_be_joined():
    area = AreaFactory.create()
    AreaFactory.create(proposed=True)
    AreaFactory.create(status="closed")

    assert [choice.slug for choice in hooks.choices()] == [area.slug]


def test_partners_in_an_area_are_those_of_today():
    member = MembershipFactory.create()
    MembershipFactory.create(
        area=member.area, since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    MembershipFactory.create()

    assert [pk for (pk,) in hooks.partners_in(member.area.slug)] == [member.partner.pk]


def test_memberships_of_a_partner_tell_its_role_while_it_holds():
    area, other = AreaFactory.create(), AreaFactory.create()
    lead = lead_of(area)
    partner = lead.representatives.get().partner
    LeadTermFactory.create(area=other, partner=partner, period=PAST)
    left = MembershipFactory.create(
        partner=partner, since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    MembershipFactory.create(area=area)

    found = rounds.read(hooks.memberships_of([partner.pk]))

    assert list(found) == [partner.pk]
    assert {(row.slug, row.role, row.until) for row in found[partner.pk]} == {
        (area.slug, LeadTerm.Kind.LEAD.label, None),
        (other.slug, "", None),
        (left.area.slug, "", left.until),
    }


def test_members_are_the_representatives_of_today():
    area = AreaFactory.create()
    voice = member_of(area)
    partner = voice.representatives.get().partner
    RepresentativeFactory.create(partner=partner, period=PAST)
    RepresentativeFactory.create(
        partner=MembershipFactory.create(area=area, until=date(2025, 1, 1)).partner
    )
    member_of(AreaFactory.create())

    candidates = list(RULES.members(area.body))

    assert [(candidate.person, candidate.organisation) for candidate in candidates] == [
        (voice, partner.name)
    ]
    assert list(RULES.members(BodyFactory.create())) == []


def test_leads_of_today_preside_over_their_own_area_only():
    area, other = AreaFactory.create(), AreaFactory.create()
    lead = lead_of(area)
    former = LeadTermFactory.create(area=area, period=PAST).person
    lead_of(other)

    assert RULES.presides(lead, area.body)
    assert not RULES.presides(lead, other.body)
    assert not RULES.presides(former, area.body)
    assert not RULES.presides(lead, BodyFactory.create())
    assert list(RULES.people(area.body)) == [lead]
    assert list(RULES.bodies_of(lead)) == [area.body_id]
    assert list(RULES.bodies_of(former)) == []


def test_a_decision_leads_to_its_version_only_where_it_is_visible(person):
    area = PlanFactory.create(status="published").area
    PlanFactory.create(area=area, number=2)

    def may_see(reader, number):
        return hooks.is_plan_visible(reader, slug=area.slug, number=number)

    assert [may_see(AnonymousUser(), number) for number in (1, 2, 3)] == [
        True,
        False,
        False,
    ]
    assert [may_see(member_of(area), number) for number in (1, 2, 3)] == [True, True, False]
    assert [may_see(person, number) for number in (1, 2, 3)] == [True, False, False]


@pytest.mark.parametrize(
    ("is_adopted", "status"), [(True, "agreed"), (False, "in_consensus")]
)
def test_a_plan_follows_its_own_decision_once_it_is_adopted(is_adopted, status):
    """A1-4b-iii."""
    plan = PlanFactory.create(status="in_consensus")
    other = PlanFactory.create(status="in_consensus")
    if not is_adopted:
        decision = DecisionFactory.create(
            body=plan.area.body, about=plan.agreement, silent=True
        )
        as_it_was(plan, consensus_decision=decision)

    RULES.follow(plan.consensus_decision, None)

    plan.refresh_from_db()
    other.refresh_from_db()
    assert (plan.status, other.status) == (status, "in_consensus")


def test_a_plan_that_went_on_follows_no_more():
    plan = PlanFactory.create(status="under_review")

    RULES.follow(plan.consensus_decision, None)

    plan.refresh_from_db()
    assert plan.status == "under_review"
