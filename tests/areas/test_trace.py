"""What serves what in a plan, and which links are missing (A2-II-3, A2-III-2, A2-VI-1; C5)."""

import pytest
from django.urls import reverse

from areas.reading import snapshot, trace
from tests.factories.areas import (
    ActionFactory,
    EffortFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    lead_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory.create()


def lacking(plan):
    orphans = trace.of(snapshot.of(plan)).orphans
    return [(each.thing.kind, each.thing.number, each.lacks) for each in orphans]


def linked(plan, place=1):
    """An objective with its action, effort and indicator."""
    objective = ObjectiveFactory.create(plan=plan, position=place)
    action = ActionFactory.create(plan=plan, position=place)
    action.objectives.set([objective])
    EffortFactory.create(plan=plan, position=place, action=action)
    IndicatorFactory.create(plan=plan, position=place, objective=objective)
    return objective, action


def test_a_plan_with_all_its_links_has_no_orphan(plan):
    """C5: the trace matrix shows 0 orphans."""
    linked(plan)
    linked(plan, 2)

    assert lacking(plan) == []


def test_each_missing_link_is_named_with_its_row(plan):
    linked(plan)
    ObjectiveFactory.create(plan=plan, position=2)
    ActionFactory.create(plan=plan, position=2).objectives.clear()
    EffortFactory.create(plan=plan, position=2, action=None)
    IndicatorFactory.create(plan=plan, position=2, objective=None)

    assert lacking(plan) == [
        ("objectives", 2, "action"),
        ("objectives", 2, "indicator"),
        ("actions", 2, "objective"),
        ("actions", 2, "effort"),
        ("efforts", 2, "action"),
        ("indicators", 2, "objective"),
    ]


def test_efforts_stand_below_the_action_they_are_made_for(plan):
    first, action = linked(plan)
    second, _other = linked(plan, 2)
    action.objectives.add(second)
    EffortFactory.create(plan=plan, position=3, action=action)

    one, two = trace.of(snapshot.of(plan)).aims

    assert [each.number for each in one.actions[0].efforts] == [1, 3]
    assert [served.action.number for served in two.actions] == [1, 2]
    assert [each.number for each in two.indicators] == [2]
    assert one.objective.name == first.statement


def test_the_page_shows_the_matrix_and_what_is_missing(plan, as_user):
    linked(plan)
    ObjectiveFactory.create(plan=plan, position=2, statement="Nobody works on this")
    window = as_user(lead_of(plan.area))
    url = reverse("areas:plan_trace", args=[plan.area.slug, plan.number])

    page = window.get(url).content.decode()

    assert "2 links are missing" in page
    assert "Nobody works on this" in page
    assert "No action serves this objective." in page
    assert "A2-III-2" in page


def test_a_plan_without_rows_says_what_comes(plan, as_user):
    url = reverse("areas:plan_trace", args=[plan.area.slug, plan.number])

    page = as_user(lead_of(plan.area)).get(url).content.decode()

    assert "Nothing here yet" in page


def test_a_draft_is_not_traced_for_visitors(plan, client):
    url = reverse("areas:plan_trace", args=[plan.area.slug, plan.number])

    assert client.get(url).status_code == 404


def test_the_plan_itself_counts_what_is_missing(plan, as_user):
    linked(plan)
    ObjectiveFactory.create(plan=plan, position=2)

    page = as_user(lead_of(plan.area)).get(plan.get_absolute_url())

    assert page.context["orphans"] == 2
    assert "2 links are missing" in page.content.decode()
