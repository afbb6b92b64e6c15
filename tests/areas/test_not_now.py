"""The right person in the wrong state reads why, and what to do next."""

from datetime import timedelta

import pytest

from areas import permissions
from areas.models import PlanComment
from gmp_portal import rulebook
from gmp_portal.accounts.models.terms import days, today
from gmp_portal.accounts.rights import stands_at
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import AreaFactory, LeadTermFactory, PlanFactory
from tests.factories.meetings import DecisionFactory

pytestmark = pytest.mark.django_db
KINDS = (permissions.AREA, permissions.TERM, permissions.PLAN, permissions.COMMENT)

AREAS = [
    ("can_establish", "established", "its partners can begin"),
    ("can_establish", "closed", "propose a new one"),
    ("can_close", "closed", "propose a new one"),
    ("can_join", "proposed", "once it is established"),
    ("can_leave", "closed", "which areas are established"),
    ("can_designate", "closed", "no new leads"),
    ("can_start", "proposed", "once it is established"),
    ("can_start", "closed", "which areas are established"),
]
PLANS = [
    ("can_edit", "in_consensus", "Take it back first"),
    ("can_edit", "published", "Begin the next one"),
    ("can_row_add", "published", "Begin the next one"),
    ("can_send", "in_consensus", "take the version back"),
    ("can_send", "agreed", "submit it"),
    ("can_send", "published", "begin the next one"),
    ("can_record_consensus", "draft", "put it before the area first"),
    ("can_record_consensus", "agreed", "submit the version"),
    ("can_record_consensus", "published", "has been submitted with it"),
    ("can_take_back", "draft", "can change it as it is"),
    ("can_take_back", "published", "begin the next one"),
    ("can_submit", "draft", "ask the area first"),
    ("can_submit", "under_review", "wait for its review"),
    ("can_publish", "under_review", "wait for that"),
    ("can_publish", "published", "begin the next one"),
    ("can_comment_write", "under_review", "comment on the next version"),
]
# First and last day, counted from today
TERMS = [
    ((-9, -1), "has ended already"),
    ((1, 9), "from its first day on"),
    ((0, 0), "ends today anyway"),
]


@pytest.mark.parametrize(("name", "status", "words"), AREAS)
def test_a_step_on_an_area_says_what_to_do_next(name, status, words):
    area = AreaFactory.create(status=status)
    permission = getattr(permissions, name)

    refusal = permission.otherwise(area)

    assert not permission.fits(area)
    assert words in refusal.message
    assert refusal.clause == ("A1-6b-ii" if name == "can_start" else "P-6")


@pytest.mark.parametrize(("name", "status", "words"), PLANS)
def test_a_step_on_a_plan_says_what_to_do_next(name, status, words):
    plan = PlanFactory.create(status=status)
    permission = getattr(permissions, name)

    refusal = permission.otherwise(plan)

    assert not permission.fits(plan)
    assert words in refusal.message
    assert rulebook.clause(refusal.clause)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("can_record_consensus", "wait for its decision"),
        ("can_take_back", "end it or withdraw it first"),
    ],
)
def test_while_the_area_decides_the_page_says_to_wait(name, words):
    """A1-4b-iii."""
    asked = PlanFactory.create(status="in_consensus")
    asked.consensus_decision = DecisionFactory.create(
        body=asked.area.body, about=asked.agreement, silent=True
    )
    permission = getattr(permissions, name)

    refusal = permission.otherwise(asked)

    assert not permission.fits(asked)
    assert words in refusal.message
    assert refusal.clause == "A1-4b-iii"


def test_a_version_that_the_area_did_not_adopt_is_taken_back():
    """A1-4b-iii."""
    plan = PlanFactory.create(status="in_consensus")
    plan.consensus_decision = DecisionFactory.create(body=plan.area.body)

    refusal = permissions.can_record_consensus.otherwise(plan)

    assert not permissions.can_record_consensus.fits(plan)
    assert "take it back to change it" in refusal.message


def test_while_a_version_is_being_written_none_is_begun():
    busy = PlanFactory.create(complete=True).area

    refusal = permissions.can_start.otherwise(busy)

    assert not permissions.can_start.fits(busy)
    assert "go on with that one" in refusal.message
    assert refusal.clause == "A1-6b-ii"


@pytest.mark.parametrize(("period", "words"), TERMS)
def test_a_term_that_cannot_be_ended_says_why(period, words):
    first, last = (today() + timedelta(days=number) for number in period)
    term = LeadTermFactory.create(period=days(first, last))

    refusal = permissions.can_lead_end.otherwise(term)

    assert not permissions.can_lead_end.fits(term)
    assert words in refusal.message
    assert refusal.clause == "A1-4b-vi"


def test_a_comment_that_was_dealt_with_asks_for_another_one():
    refusal = permissions.can_resolve.otherwise(PlanComment())

    assert "write another one" in refusal.message
    assert refusal.clause == "B4-2"


@pytest.mark.parametrize(
    "permission",
    [permission for kind in KINDS for permission in kind.permissions],
    ids=lambda permission: permission.name,
)
def test_no_step_says_only_where_the_record_stands(permission):
    assert permission.otherwise is not stands_at


@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize(
    "permission", permissions.PLAN.permissions, ids=lambda permission: permission.name
)
def test_every_step_on_a_plan_names_its_clause(permission, status):
    assert isinstance(
        permission.otherwise(PlanFactory.create(status=status)), RuleRefusedError
    )
