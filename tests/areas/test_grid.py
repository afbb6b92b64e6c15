"""Sections of a draft as tables: what a line says, what it lacks, what is done with it (A2)."""

from datetime import date

import pytest
from django.urls import reverse

from areas.actions import rows
from areas.forms.row_kinds import KINDS
from areas.models import Milestone
from gmp_portal import ledger
from tests.factories.accounts import UserFactory
from tests.factories.areas import (
    ActionFactory,
    EffortFactory,
    LeadTermFactory,
    ObjectiveFactory,
    PlanFactory,
)
from tests.forms import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory.create(complete=True)


@pytest.fixture
def lead(as_user, plan):
    return as_user(plan.area.lead_terms.get().person)


def address(name, plan, *args):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *args])


def table(window, plan, key, show=""):
    page = window.get(address("section_edit", plan, key), {"show": show} if show else {})
    return page.context["grids"][0]["table"]


def acts_on(plan):
    return list(ledger.trail(plan).order_by("seq").values_list("kind", flat=True))


def milestones(effort, *said):
    """The rows of milestones as the form of the effort sends them."""
    data = {
        "milestones-TOTAL_FORMS": len(said),
        "milestones-INITIAL_FORMS": effort.milestones.count() if effort else 0,
    }
    for place, (pk, day, text) in enumerate(said):
        start = f"milestones-{place}"
        data |= {
            f"{start}-milestone": pk,
            f"{start}-due_on": day,
            f"{start}-text": text,
        }
    return data


# What a line says ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("II", "objectives"),
        ("III", "actions"),
        ("IV", "efforts"),
        ("V", "opportunities"),
        ("VI", "indicators"),
        ("VII", "donors"),
        ("IX", "linkages"),
    ],
)
def test_each_list_is_a_table_with_a_line_for_each_row(plan, lead, key, kind):
    shown = table(lead, plan, key)

    numbers = [line.number for line in shown.lines]
    assert shown.kind.key == kind
    assert numbers == list(range(1, getattr(plan, kind).count() + 1))
    assert all(len(line.said.cells) == len(shown.columns) for line in shown.lines)


def test_an_effort_says_its_action_its_cost_and_its_quarters(plan, lead):
    effort = plan.efforts.first()
    effort.action = plan.actions.all()[1]
    effort.cost, effort.currency = 12500, "USD"
    effort.starts_on, effort.ends_on = date(2026, 4, 1), date(2026, 9, 30)
    effort.save()

    line = table(lead, plan, "IV").lines[0]

    assert line.said.name == effort.description
    assert line.said.below == effort.who
    assert line.said.cells == ("A2", "USD 12,500")
    assert (line.span.begins, line.span.width) == (12.5, 25)


def test_an_effort_in_other_years_is_told_and_has_no_bar(plan, lead):
    effort = plan.efforts.first()
    effort.milestones.all().delete()
    effort.starts_on, effort.ends_on = date(2019, 1, 1), date(2020, 12, 31)
    effort.save()

    line = table(lead, plan, "IV").lines[0]

    assert line.span.width is None
    assert "Effort 1 lies outside the years of the plan." in [p.text for p in line.problems]
    assert not line.is_blocked


def test_what_a_row_lacks_stands_in_its_line_and_what_a_list_lacks_above(plan, lead):
    EffortFactory.create(plan=plan, position=9999, contact=None, action=None)

    page = lead.get(address("section_edit", plan, "IV"))

    last = page.context["grids"][0]["table"].lines[-1]
    assert last.is_blocked
    assert f"Effort {last.number} has no contact." in [p.text for p in last.problems]
    assert all(not problem.number for problem in page.context["problems"])
    assert page.context["problem_count"] >= len(last.problems)


# A part of the lines -------------------------------------------------------------------


def test_lines_with_problems_can_be_seen_alone_with_their_numbers(plan, lead):
    EffortFactory.create(plan=plan, position=9999, contact=None)
    total = plan.efforts.count()

    shown = table(lead, plan, "IV", "problems")

    assert total in [line.number for line in shown.lines]
    assert all(line.problems for line in shown.lines)
    assert shown.total == total
    assert [each.key for each in shown.filters if each.is_on] == ["problems"]


def test_lines_of_one_objective_can_be_seen_alone(plan, lead):
    second = ObjectiveFactory.create(plan=plan, position=9998)
    action = ActionFactory.create(plan=plan, position=9998)
    action.objectives.set([second])
    number = plan.objectives.count()
    plan.actions.first().objectives.set([plan.objectives.first()])

    shown = table(lead, plan, "III", f"objective-{number}")

    assert [line.row for line in shown.lines] == [action]


@pytest.mark.parametrize("wanted", ["objective-77", "nothing", "objective-", "\x00"])
def test_a_part_that_does_not_exist_shows_all(plan, lead, wanted):
    shown = table(lead, plan, "II", wanted)

    assert len(shown.lines) == shown.total


def test_a_list_without_rows_says_what_comes(as_user):
    plan = PlanFactory.create()
    LeadTermFactory.create(area=plan.area, person=plan.started_by)
    window = as_user(plan.started_by)

    page = window.get(address("section_edit", plan, "IX")).content.decode()

    assert "Nothing here yet" in page
    assert 'class="chip' not in page[page.index('id="linkages"') :]


# Milestones beside their effort --------------------------------------------------------


def test_an_effort_is_added_with_its_milestones(plan, lead):
    data = {
        "kind": "bilateral",
        "description": "Train laboratories",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    }
    two = milestones(None, ("", "2026-06-30", "Half"), ("", "2026-12-01", "All"))

    response = send(lead, address("row_add", plan, "efforts"), data | two)

    effort = plan.efforts.last()
    assert response.status_code == 302
    assert [step.text for step in effort.milestones.all()] == ["Half", "All"]


def test_a_milestone_outside_the_effort_is_refused_with_everything_kept(plan, lead):
    """C5: milestone after the end of the effort."""
    data = {
        "kind": "bilateral",
        "description": "Train laboratories",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    }
    late = milestones(None, ("", "2027-01-01", "Too late"))

    response = send(lead, address("row_add", plan, "efforts"), data | late)

    page = response.content.decode()
    assert response.status_code == 422
    assert "This day is outside the duration of the effort." in page
    assert "Too late" in page
    assert "Train laboratories" in page


def _of_effort(effort, **changes):
    data = {
        "description": effort.description,
        "kind": effort.kind,
        "action": effort.action_id or "",
        "partner": effort.partner_id or "",
        "participant": effort.participant,
        "cost": effort.cost if effort.cost is not None else "",
        "currency": effort.currency,
        "starts_on": effort.starts_on or "",
        "ends_on": effort.ends_on or "",
        "target": effort.target,
        "contact": effort.contact_id or "",
    }
    return data | changes


@pytest.fixture
def effort(plan):
    effort = plan.efforts.first()
    effort.milestones.all().delete()
    effort.starts_on, effort.ends_on = date(2026, 1, 1), date(2026, 12, 31)
    effort.contact = plan.area.lead_terms.get().person
    effort.partner = plan.area.lead_terms.get().partner
    effort.save()
    Milestone.objects.create(effort=effort, due_on=date(2026, 3, 1), text="First")
    Milestone.objects.create(effort=effort, due_on=date(2026, 6, 1), text="Second")
    return effort


def test_a_milestone_is_changed_and_another_taken_out_and_brought_back(plan, lead, effort):
    first, second = effort.milestones.all()
    said = milestones(effort, (first.pk, "2026-03-02", "First, later"))

    send(lead, address("row_change", plan, "efforts", effort.pk), _of_effort(effort) | said)

    assert list(effort.milestones.values_list("pk", "text")) == [(first.pk, "First, later")]
    lead.post(address("row_bring_back", plan, "milestones", second.pk))
    assert effort.milestones.filter(pk=second.pk).exists()


def test_an_effort_that_says_the_same_is_no_change(plan, lead, effort):
    first, second = effort.milestones.all()
    said = milestones(
        effort,
        (first.pk, "2026-03-01", "First"),
        (second.pk, "2026-06-01", "Second"),
    )
    before = acts_on(plan)

    send(lead, address("row_change", plan, "efforts", effort.pk), _of_effort(effort) | said)

    assert acts_on(plan) == before


def test_an_effort_that_is_sent_alone_keeps_its_milestones(plan, lead, effort):
    url = address("row_change", plan, "efforts", effort.pk)

    send(lead, url, _of_effort(effort, target="Another target"))

    effort.refresh_from_db()
    assert effort.target == "Another target"
    assert effort.milestones.count() == 2


def test_milestones_decide_where_an_effort_may_end(plan, effort):
    data = _of_effort(effort, ends_on="2026-05-01")
    alone = KINDS["efforts"].forms(data, instance=effort, plan=plan)
    moved = KINDS["efforts"].forms(
        data | milestones(effort, ("", "2026-04-01", "Sooner")), instance=effort, plan=plan
    )

    assert [form.is_valid() for form in alone] == [False]
    assert [form.is_valid() for form in moved] == [True, True]


@pytest.mark.parametrize("is_new", [True, False])
def test_a_milestone_more_without_scripts_keeps_what_was_typed(plan, lead, effort, is_new):
    url = (
        address("row_add", plan, "efforts")
        if is_new
        else address("row_change", plan, "efforts", effort.pk)
    )
    data = _of_effort(effort, description="Typed words", kind="")
    said = milestones(effort, ("", "2026-04-01", "Typed step"))

    response = send(lead, url, data | said | {"add_row": "milestones"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Typed words" in page
    assert "Typed step" in page
    assert 'name="milestones-1-text"' in page
    assert "invalid-feedback" not in page


# Saved while it is written -------------------------------------------------------------


def test_a_row_saves_itself_and_says_its_new_token(plan, lead, effort):
    page = lead.get(address("row_change", plan, "efforts", effort.pk))
    token = page.context["form"].shared.token
    data = _of_effort(effort, target="Typed", version=token)

    answer = lead.post(address("row_autosave", plan, "efforts", effort.pk), data)

    effort.refresh_from_db()
    assert answer.status_code == 200
    assert answer.json()["version"] != token
    assert effort.target == "Typed"


def test_a_row_that_somebody_else_changed_is_not_overwritten_by_itself(plan, lead, effort):
    page = lead.get(address("row_change", plan, "efforts", effort.pk))
    token = page.context["form"].shared.token
    effort.target = "Theirs"
    effort.save()
    data = _of_effort(effort, target="Mine", version=token)

    answer = lead.post(address("row_autosave", plan, "efforts", effort.pk), data)

    effort.refresh_from_db()
    assert answer.status_code == 409
    assert effort.target == "Theirs"


# Duplicated ----------------------------------------------------------------------------


def test_a_copy_stands_behind_its_row_with_its_milestones(plan, effort):
    copied = rows.duplicate(plan, effort, by=plan.started_by)

    order = list(plan.efforts.all())
    assert order.index(copied) == order.index(effort) + 1
    assert copied.pk != effort.pk
    assert [step.text for step in copied.milestones.all()] == ["First", "Second"]
    assert effort.milestones.count() == 2


def test_a_copy_of_an_action_serves_the_same_objectives(plan):
    action = plan.actions.first()

    copied = rows.duplicate(plan, action, by=plan.started_by)

    served = list(action.objectives.all())
    assert served
    assert list(copied.objectives.all()) == served


def test_the_copy_is_opened_to_be_changed(plan, lead):
    row = plan.objectives.first()

    response = lead.post(address("row_duplicate", plan, "objectives", row.pk), follow=True)

    copied = response.context["row"]
    assert copied.pk != row.pk
    assert response.request["PATH_INFO"] == address(
        "row_change", plan, "objectives", copied.pk
    )
    assert "This is the copy." in response.content.decode()


def test_a_milestone_is_not_copied_without_its_effort(plan, lead, effort):
    step = effort.milestones.first()

    response = lead.post(address("row_duplicate", plan, "milestones", step.pk))

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["row_duplicate", "row_autosave"])
def test_who_does_not_lead_the_area_neither_copies_nor_saves(as_user, plan, name):
    stranger = UserFactory.create(officer=True)
    row = plan.objectives.first()

    response = as_user(stranger).post(
        address(name, plan, "objectives", row.pk), {"statement": "Mine"}
    )

    row.refresh_from_db()
    assert response.status_code == 403
    assert plan.objectives.filter(statement="Mine").count() == 0
