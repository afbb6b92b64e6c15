"""Removing an entry says what hangs on it, and it comes back as it was (B4-2)."""

from datetime import date

import pytest
from django.urls import reverse

from areas.actions import rows
from areas.forms.row_kinds import KINDS
from areas.models import (
    Effort,
    Indicator,
    Linkage,
    Milestone,
    Opportunity,
    PlanObjective,
    PriorityAction,
    ProjectRequest,
)
from areas.reading import hanging, removed, snapshot
from gmp_portal import ledger
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    ActionFactory,
    AreaFactory,
    EffortFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    advance,
    lead_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    area = AreaFactory.create()
    return PlanFactory.create(area=area, started_by=lead_of(area))


@pytest.fixture
def objective(plan):
    """An objective between two others, on which entries of four kinds hang."""
    before, row, _after = (
        ObjectiveFactory.create(plan=plan, position=place, statement=f"Objective {place}")
        for place in range(3)
    )
    action = ActionFactory.create(plan=plan, objectives=[before, row], title="Do it")
    for name in ("One", "Two", "Three"):
        EffortFactory.create(plan=plan, action=action, partner=None, participant=name)
    IndicatorFactory.create(plan=plan, objective=row, name="Tonnes")
    IndicatorFactory.create(plan=plan, objective=row, name="Laboratories")
    Opportunity.objects.create(plan=plan, objective=row, title="An idea")
    return row


def address(plan, kind, row, name):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, kind, row])


def take_out(plan, row):
    stored = type(row).objects.get(pk=row.pk)
    rows.remove(plan, stored, by=plan.started_by)
    return removed.of_plan(plan)[0]


def bring_back(plan, kept):
    return rows.bring_back(plan, kept, by=plan.started_by)


def test_the_question_names_what_hangs_on_it(plan, objective, as_user):
    url = address(plan, "objectives", objective.pk, "row_remove")

    page = as_user(plan.started_by).get(url).content.decode()

    for said in (
        "Priority actions (1): “Do it”",
        "Indicators (2): “Tonnes”, “Laboratories”",
        "Opportunities (1): “An idea”",
        "Partner efforts (3): “One: Train laboratories.”, “Two: Train",
    ):
        assert said in page


def test_an_entry_on_which_nothing_hangs_is_removed_after_a_plain_question(plan, as_user):
    row = ObjectiveFactory.create(plan=plan)
    url = address(plan, "objectives", row.pk, "row_remove")

    page = as_user(plan.started_by).get(url).content.decode()

    assert "loses its link" not in page
    assert not hanging.on(row)


def test_the_question_takes_as_many_queries_for_three_entries_as_for_one(
    plan, objective, django_assert_num_queries
):
    extra = ActionFactory.create(plan=plan, objectives=[objective])
    EffortFactory.create(plan=plan, action=extra)

    with django_assert_num_queries(4):
        hanging.on(objective)


def test_an_objective_comes_back_with_its_links_and_its_place(plan, objective):
    before = snapshot.gather(plan)
    kept = take_out(plan, objective)
    assert Indicator.objects.filter(objective=None).count() == 2

    bring_back(plan, kept)

    assert snapshot.gather(plan) == before
    assert PlanObjective.objects.filter(pk=objective.pk).exists()


def test_milestones_go_and_come_with_their_effort(plan):
    effort = EffortFactory.create(plan=plan)
    step = Milestone.objects.create(
        effort=effort, due_on=date(2026, 6, 30), text="Half way"
    )
    before = snapshot.gather(plan)
    assert [tie.in_words for tie in hanging.on(effort).going] == [
        "Milestones (1): “Half way”"
    ]

    kept = take_out(plan, effort)
    assert not Milestone.objects.exists()
    bring_back(plan, kept)

    assert snapshot.gather(plan) == before
    assert Milestone.objects.get().pk == step.pk


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        (Linkage, {"side": "outside", "name": "Chemicals"}),
        (ProjectRequest, {"title": "Retorts", "purpose": "Less mercury", "amount": 5,
                          "currency": "USD"}),
        (Opportunity, {"title": "An idea"}),
    ],
)  # fmt: skip
def test_entries_of_other_kinds_come_back_too(plan, model, facts):
    row = model.objects.create(plan=plan, **facts)
    before = snapshot.gather(plan)

    bring_back(plan, take_out(plan, row))

    assert snapshot.gather(plan) == before


def test_only_what_is_still_there_and_unlinked_is_linked_again(plan, objective):
    other = plan.objectives.first()
    kept = take_out(plan, objective)
    Indicator.objects.filter(name="Tonnes").update(objective=other)
    Opportunity.objects.all().delete()

    bring_back(plan, kept)

    assert Indicator.objects.get(name="Tonnes").objective == other
    assert Indicator.objects.get(name="Laboratories").objective == objective


@pytest.mark.parametrize("first_back", ["objective", "action"])
def test_two_linked_entries_come_back_in_any_order(plan, objective, first_back):
    before = snapshot.gather(plan)
    action = PriorityAction.objects.get()
    both = {"objective": take_out(plan, objective), "action": take_out(plan, action)}

    for name in sorted(both, key=lambda name: name != first_back):
        bring_back(plan, both[name])

    assert snapshot.gather(plan) == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_link_by_a_field_comes_back_in_any_order(plan, objective, order):
    before = snapshot.gather(plan)
    indicator = Indicator.objects.get(name="Tonnes")
    kept = [take_out(plan, objective), take_out(plan, indicator)]

    for place in order:
        bring_back(plan, kept[place])

    assert snapshot.gather(plan) == before


def test_what_an_entry_pointed_to_may_be_gone(plan, objective):
    effort = Effort.objects.first()
    kept = take_out(plan, effort)
    PriorityAction.objects.all().delete()

    bring_back(plan, kept)

    assert Effort.objects.get(pk=effort.pk).action is None


@pytest.mark.parametrize(
    ("gone", "back"),
    [
        ((0, 1), (0, 1)),
        ((0, 1), (1, 0)),
        ((1, 0), (0, 1)),
        ((2, 1), (1, 2)),
        ((1, 2), (1, 2)),
        ((1, 2), (2, 1)),
    ],
)
def test_several_come_back_to_their_places(plan, objective, gone, back):
    order = list(plan.objectives.all())
    kept = {place: take_out(plan, order[place]) for place in gone}

    for place in back:
        bring_back(plan, kept[place])

    assert list(plan.objectives.all()) == order


def test_the_only_entry_comes_back(plan):
    row = ObjectiveFactory.create(plan=plan)

    bring_back(plan, take_out(plan, row))

    assert list(plan.objectives.all()) == [row]


def test_a_milestone_waits_for_its_effort(plan):
    effort = EffortFactory.create(plan=plan)
    step = Milestone.objects.create(
        effort=effort, due_on=date(2026, 6, 30), text="Half way"
    )
    kept_step = take_out(plan, step)
    kept_effort = take_out(plan, effort)

    with pytest.raises(RuleRefusedError, match="Bring back first"):
        bring_back(plan, kept_step)

    bring_back(plan, kept_effort)
    assert bring_back(plan, kept_step) == step


def test_nobody_brings_an_entry_back_twice(plan, objective):
    kept = take_out(plan, objective)
    bring_back(plan, kept)

    with pytest.raises(RuleRefusedError, match="back already") as refused:
        bring_back(plan, kept)

    assert refused.value.clause == "B4-2"


def test_an_entry_removed_again_is_listed_once_with_its_newest_words(plan, objective):
    bring_back(plan, take_out(plan, objective))
    PlanObjective.objects.filter(pk=objective.pk).update(statement="Newer words")
    objective.refresh_from_db()

    take_out(plan, objective)

    assert [one.name for one in removed.of_plan(plan)] == ["Newer words"]


def test_the_page_of_the_section_brings_an_entry_back(plan, objective, as_user):
    window = as_user(plan.started_by)
    window.post(
        address(plan, "objectives", objective.pk, "row_remove"), {"confirmed": "on"}
    )
    section = reverse("areas:section_edit", args=[plan.area.slug, plan.number, "II"])
    shown = window.get(section).content.decode()

    url = address(plan, "objectives", objective.pk, "row_bring_back")
    response = window.post(url, follow=True)

    assert "1 removed entry" in shown
    assert f"Removed by {plan.started_by.name} on" in shown
    assert url in shown
    page = response.content.decode()
    assert "“Objective 1” is back." in page
    assert "removed entr" not in page
    kinds = list(ledger.trail(plan).values_list("kind", flat=True))
    assert "plan.row_brought_back" in kinds


def test_an_entry_that_was_never_removed_is_not_found(plan, objective, as_user):
    url = address(plan, "objectives", objective.pk, "row_bring_back")

    assert as_user(plan.started_by).post(url).status_code == 404


def test_only_the_leads_bring_entries_back(plan, objective, as_user, secretariat):
    take_out(plan, objective)
    url = address(plan, "objectives", objective.pk, "row_bring_back")

    assert as_user(secretariat).post(url).status_code == 403
    assert as_user(UserFactory.create()).post(url).status_code == 404


def test_nothing_comes_back_into_a_plan_that_was_sent(plan, objective, as_user):
    kept = take_out(plan, objective)
    advance(plan, "in_consensus")
    url = address(plan, "objectives", objective.pk, "row_bring_back")

    response = as_user(plan.started_by).post(url)

    assert (response.status_code, response.url) == (302, plan.get_absolute_url())
    with pytest.raises(InvalidTransitionError):
        bring_back(plan, kept)


def test_every_kind_of_entry_is_found_by_its_model():
    assert len({kind.model for kind in KINDS.values()}) == len(KINDS)
