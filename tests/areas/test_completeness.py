"""What blocks a plan and what only warns, each with its clause (Annex 2, C5)."""

from datetime import date

import pytest

from areas.models import Milestone, PlanVersion
from areas.reading import completeness
from gmp_portal.accounts.models.terms import days
from gmp_portal.rulebook import clause
from tests.factories.areas import (
    ActionFactory,
    AreaFactory,
    EffortFactory,
    IndicatorFactory,
    LeadTermFactory,
    ObjectiveFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db


def found(plan):
    """Section, clause and whether it blocks, of everything that is to be said on the plan."""
    fresh = PlanVersion.objects.get(pk=plan.pk)
    return [(one.section, one.clause, one.blocks) for one in completeness.check(fresh)]


def test_a_complete_plan_has_no_problem():
    assert found(PlanFactory.create(complete=True)) == []


def test_every_problem_of_an_empty_plan_names_a_clause_of_the_rule_book():
    plan = PlanFactory.create()

    problems = completeness.check(plan)

    assert {problem.section for problem in problems} == {
        "I",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "X",
    }
    assert all(clause(problem.clause) for problem in problems)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("I", "A2-I-1", True)]),
        ("汞" * 250, []),
        ("汞" * 251, [("I", "A2-I-2", True)]),
        (" ".join(["mercury"] * 250), []),
        (" ".join(["mercury"] * 251), [("I", "A2-I-2", True)]),
    ],
)
def test_summary_holds_at_most_250_words(text, expected):
    """A2-I-2: 250 passes, 251 does not."""
    plan = PlanFactory.create(complete=True)
    plan.texts.filter(section="I").update(text=text)

    assert found(plan) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("汞" * 250, 250),
        ("汞" * 251, 251),
        ("环境署全球汞行动", 8),
        ("汞的排放 in 2024 was 1 234.5 吨", 10),
        ("state-of-the-art ASGM", 2),
        ("الزئبق في التعدين الحرفي", 4),
    ],
)
def test_words_are_counted_by_the_working_rule(text, words):
    """R-04, with the vectors of C5."""
    assert completeness.count_summary(text) == words


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"measure": ""}, ("II", "A2-II-2", True)),
        ({"target": ""}, ("II", "A2-II-2", True)),
        ({"target_on": None}, ("II", "A2-II-2", True)),
        ({"goal_links": []}, ("II", "A2-II-3", True)),
        ({"realism": ""}, ("II", "A2-II-2", False)),
    ],
)
def test_objectives(change, expected):
    plan = PlanFactory.create(complete=True)
    plan.objectives.update(**change)

    assert found(plan) == [expected]


def test_a_plan_without_objectives_is_blocked():
    plan = PlanFactory.create(complete=True)
    plan.objectives.all().delete()

    assert ("II", "A2-II-1", True) in found(plan)


@pytest.mark.parametrize(("count", "expected"), [(2, 1), (3, 0), (5, 0), (6, 1)])
def test_three_to_five_actions_are_suggested_and_never_demanded(count, expected):
    """A2-III-1: a warning, never a refusal."""
    plan = PlanFactory.create(complete=True)
    objective = plan.objectives.get()
    used = plan.actions.first()
    plan.actions.exclude(pk=used.pk).delete()
    for _ in range(count - 1):
        ActionFactory.create(plan=plan, objectives=[objective])

    assert found(plan) == [("III", "A2-III-1", False)] * expected


def test_an_action_without_objective_is_blocked():
    """A2-III-2."""
    plan = PlanFactory.create(complete=True)
    plan.actions.last().objectives.clear()

    assert found(plan) == [("III", "A2-III-2", True)]


def test_an_effort_without_action_is_blocked():
    """A2-IV-1: effort without objective, submission blocked, saving allowed."""
    plan = PlanFactory.create(complete=True)
    plan.efforts.update(action=None)

    assert found(plan) == [("IV", "A2-IV-1", True)]


def test_an_effort_whose_action_serves_no_objective_is_blocked():
    """A2-IV-2."""
    plan = PlanFactory.create(complete=True)
    plan.efforts.get().action.objectives.clear()

    assert ("IV", "A2-IV-2", True) in found(plan)


def test_an_effort_without_contact_is_blocked():
    """A2-IV-4."""
    plan = PlanFactory.create(complete=True)
    plan.efforts.update(contact=None)

    assert found(plan) == [("IV", "A2-IV-4", True)]


def test_an_effort_of_nobody_is_blocked():
    """A2-IV-1."""
    plan = PlanFactory.create(complete=True)
    plan.efforts.update(partner=None)

    assert found(plan) == [("IV", "A2-IV-1", True)]


def test_a_participant_who_is_no_partner_is_welcome():
    """A2-VII-4: nobody is forced to become a partner."""
    plan = PlanFactory.create(complete=True)
    plan.efforts.update(partner=None, participant="Example University")

    assert found(plan) == []


def test_a_milestone_outside_the_duration_is_blocked():
    """A2-IV-3."""
    plan = PlanFactory.create(complete=True)
    Milestone.objects.filter(effort__plan=plan).update(due_on=date(2027, 1, 1))

    assert found(plan) == [("IV", "A2-IV-3", True)]


@pytest.mark.parametrize(
    "change", [{"cost": None, "currency": ""}, {"starts_on": None}, {"target": ""}]
)
def test_what_is_not_available_for_an_effort_only_warns(change):
    """A2-IV-3: as appropriate, as available."""
    plan = PlanFactory.create(complete=True)
    plan.efforts.update(**change)

    assert found(plan) == [("IV", "A2-IV-3", False)]


def test_no_effort_at_all_is_blocked():
    """A2-IV-1."""
    plan = PlanFactory.create(complete=True)
    plan.efforts.all().delete()

    assert found(plan) == [("IV", "A2-IV-1", True)]


def test_an_opportunity_without_objective_is_blocked():
    """A2-V-3."""
    plan = PlanFactory.create(complete=True)
    plan.opportunities.create(title="Example idea")

    assert found(plan) == [("V", "A2-V-3", True)]


def test_every_objective_has_an_indicator():
    """A2-VI-1."""
    plan = PlanFactory.create(complete=True)
    ObjectiveFactory.create(plan=plan)

    assert found(plan) == [("VI", "A2-VI-1", True)]


def test_an_indicator_without_objective_is_an_orphan():
    """A2-VI-1: 0 orphans."""
    plan = PlanFactory.create(complete=True)
    IndicatorFactory.create(plan=plan, objective=None)

    assert found(plan) == [("VI", "A2-VI-1", True)]


@pytest.mark.parametrize("field", ["baseline", "target"])
def test_an_indicator_without_baseline_or_target_warns(field):
    """A2-VI-1."""
    plan = PlanFactory.create(complete=True)
    plan.indicators.update(**{field: ""})

    assert found(plan) == [("VI", "A2-VI-1", False)]


@pytest.mark.parametrize(
    ("section", "expected"),
    [("VI", ("VI", "A2-VI-2", True)), ("VIII", ("VIII", "A2-VIII-1", True))],
)
def test_texts_that_a_plan_needs(section, expected):
    plan = PlanFactory.create(complete=True)
    plan.texts.filter(section=section).update(text=" ")

    assert found(plan) == [expected]


def test_no_donors_only_warns():
    """A2-VII-1, B6-1."""
    plan = PlanFactory.create(complete=True)
    plan.donors.all().delete()

    assert found(plan) == [("VII", "A2-VII-1", False)]


def test_a_plan_names_its_next_review():
    """B4-3."""
    plan = PlanFactory.create(complete=True)
    PlanVersion.objects.filter(pk=plan.pk).update(next_review_on=None)

    assert found(plan) == [("VIII", "B4-3", True)]


def test_an_area_without_a_lead_cannot_send_its_plan():
    """A2-X-2."""
    plan = PlanFactory.create(complete=True)
    plan.area.lead_terms.update(period=days(date(2020, 1, 1), date(2020, 12, 31)))

    assert found(plan) == [("X", "A2-X-2", True)]


def test_an_area_without_confirmed_partners_cannot_send_its_plan():
    """A2-X-1."""
    plan = PlanFactory.create(complete=True)
    for membership in plan.area.memberships.all():
        membership.partner.status = "inactive"
        membership.partner.save()

    assert found(plan) == [("X", "A2-X-1", True)]


def test_checking_takes_the_same_queries_for_one_row_and_for_three(
    django_assert_max_num_queries,
):
    area = AreaFactory.create()
    plan = PlanFactory.create(area=area, complete=True)
    for _ in range(5):
        effort = EffortFactory.create(plan=plan, action=plan.actions.first())
        Milestone.objects.create(effort=effort, due_on=date(2026, 6, 30), text="Example")
        LeadTermFactory.create()

    with django_assert_max_num_queries(25):
        completeness.check(PlanVersion.objects.select_related("area").get(pk=plan.pk))
