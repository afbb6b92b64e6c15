"""Permissions, and rules of acts, that a table of roles and states does not show."""

import pytest
from django.contrib.auth.models import AnonymousUser

from areas import permissions
from areas.actions import areas
from areas.models import PartnershipArea
from gmp_portal.accounts.rights import remembered
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import (
    AreaFactory,
    MembershipFactory,
    PlanFactory,
    adopted_decision,
    member_of,
)
from tests.factories.meetings import BodyFactory, DecisionFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db


def test_visitors_take_no_step():
    area, plan = AreaFactory.create(), PlanFactory.create(status="published")
    visitor = AnonymousUser()

    assert permissions.possible(visitor, area) == set()
    assert permissions.possible(visitor, plan) == set()
    assert permissions.joinable_partners(visitor, area) == []
    assert permissions.partners_of(visitor, area) == []


BESIDE = {"translation_write", "file_make"}


def test_the_steps_of_a_lead_and_an_officer(secretariat):
    plan = PlanFactory.create(complete=True)
    lead = plan.area.lead_terms.get().person

    of_draft = {"edit", "own_efforts_ask", "comment_write", "send"}
    assert permissions.possible(lead, plan) == of_draft | BESIDE
    heard = {"succession", "roster_people"}
    steps = {
        "leave",
        "designate",
        "lead_draft_decision",
        "announce",
        "activity_begin",
        "opportunity_suggest",
        "welcome_edit",
        "first_step_take",
        *heard,
    }
    assert permissions.possible(lead, plan.area) == steps
    assert permissions.possible(secretariat, plan) == {"file_make"}
    steps = {"close", "designate", "lead_draft_decision", *heard}
    assert permissions.possible(secretariat, plan.area) == steps


def test_after_a_submitted_version_comes_the_next():
    plan = PlanFactory.create(status="under_review")
    lead = plan.area.lead_terms.get().person

    assert permissions.possible(lead, plan) == {"start", *BESIDE}
    PlanFactory.create(area=plan.area, number=2)

    assert permissions.possible(lead, plan) == BESIDE


def test_a_partner_in_the_area_already_cannot_join_again():
    area = AreaFactory.create()
    person = member_of(area)
    further = RepresentativeFactory.create(person=person).partner
    inactive = RepresentativeFactory.create(person=person, partner__status="inactive")

    assert permissions.joinable_partners(person, area) == [further]
    assert inactive.partner not in permissions.joinable_partners(person, area)


@pytest.mark.parametrize("others", [0, 2])
def test_only_the_own_partners_are_asked_about(others, django_assert_num_queries):
    area = AreaFactory.create()
    person = member_of(area)
    MembershipFactory.create_batch(others, area=area)
    permissions.partners_of(person, area)

    with django_assert_num_queries(2):
        own = permissions.partners_of(person, area)

    assert own == [person.representatives.get().partner]


@pytest.mark.parametrize("question", ["partners_of", "joinable_partners"])
def test_own_partners_are_asked_about_once_for_a_page(question, django_assert_num_queries):
    area = AreaFactory.create()
    person = member_of(area)
    ask = getattr(permissions, question)

    with remembered():
        before = ask(person, area)
        with django_assert_num_queries(0):
            after = ask(person, area)

    assert after == before


def test_an_area_is_established_in_the_year_of_its_decision(secretariat):
    """P-6."""
    area = AreaFactory.create(proposed=True)
    group, about = BodyFactory.create(pag=True), area.establishment
    decision = adopted_decision(group, year=2024, about=about)

    areas.establish(area, decision=decision, by=secretariat)

    area.refresh_from_db()
    assert (area.status, area.established_year) == ("established", 2024)


def test_the_steps_that_an_area_can_take():
    """P-6."""
    steps = {
        status: {
            target
            for target in PartnershipArea.Status.values
            if PartnershipArea(status=status).can_become(target)
        }
        for status in PartnershipArea.Status.values
    }

    assert steps == {
        "proposed": {"established", "closed"},
        "established": {"closed"},
        "closed": set(),
    }


@pytest.mark.parametrize("by_whom", ["another body", "nobody yet"])
def test_an_area_is_established_by_the_advisory_group_only(by_whom, secretariat):
    """P-6."""
    area = AreaFactory.create(proposed=True)
    decision = (
        adopted_decision(area.body)
        if by_whom == "another body"
        else DecisionFactory.create(body=BodyFactory.create(pag=True))
    )

    with pytest.raises(RuleRefusedError, match="Advisory Group") as refusal:
        areas.establish(area, decision=decision, by=secretariat)

    area.refresh_from_db()
    assert refusal.value.clause == "P-6"
    assert (area.status, area.established_decision) == ("proposed", None)
