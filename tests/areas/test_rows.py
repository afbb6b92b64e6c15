"""The order of rows in a draft, and what the ledger tells of them."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from areas.actions import rows
from areas.forms.rows import ActionForm, ObjectiveForm
from areas.models import PlanObjective
from gmp_portal import ledger
from gmp_portal.workflow import RuleRefusedError
from tests.factories.areas import ObjectiveFactory, PlanFactory
from tests.forms import send

pytestmark = pytest.mark.django_db


def acts_on(plan):
    return list(ledger.trail(plan).order_by("seq").values_list("kind", flat=True))


def form_for(plan, row=None, **changes):
    data = {"statement": "Example objective", "goal_links": ["O1"]} | changes
    form = ObjectiveForm(data, plan=plan, instance=row)
    assert form.is_valid()
    return form


@pytest.fixture
def three():
    """A draft with three objectives, and two of another draft that must not count."""
    plan = PlanFactory.create()
    for number in (11, 12):
        ObjectiveFactory.create(position=number)
    return plan, [ObjectiveFactory.create(plan=plan, position=n) for n in (1, 2, 3)]


def test_a_changed_row_stays_where_it_is(three):
    plan, (first, second, third) = three

    rows.save(plan, form_for(plan, second, statement="Other words"), by=plan.started_by)

    assert list(plan.objectives.all()) == [first, second, third]
    assert PlanObjective.objects.get(pk=second.pk).statement == "Other words"
    assert acts_on(plan) == ["plan.row_changed"]


def test_a_row_that_was_moved_meanwhile_stays_where_it_was_moved(three):
    plan, (first, second, third) = three
    form = form_for(plan, PlanObjective.objects.get(pk=second.pk), statement="Other words")
    rows.move(plan, second, up=True, by=plan.started_by)

    rows.save(plan, form, by=plan.started_by)

    assert list(plan.objectives.all()) == [second, first, third]
    assert PlanObjective.objects.get(pk=second.pk).statement == "Other words"


def test_a_new_row_comes_last(three):
    plan, before = three

    added = rows.save(plan, form_for(plan), by=plan.started_by)

    assert list(plan.objectives.all()) == [*before, added]
    assert added.position == 4
    assert acts_on(plan) == ["plan.row_added"]


def test_a_row_is_not_tied_to_one_that_was_removed_meanwhile(three):
    plan, (objective, *_others) = three
    data = {"title": "Example action", "objectives": [objective.pk]}
    form = ActionForm(data, plan=plan)
    assert form.is_valid()
    PlanObjective.objects.filter(pk=objective.pk).delete()

    with pytest.raises(RuleRefusedError, match="was removed meanwhile"):
        rows.save(plan, form, by=plan.started_by)

    assert not plan.actions.exists()
    assert acts_on(plan) == []


@pytest.mark.parametrize(
    ("is_new", "said"),
    [(True, "was removed meanwhile"), (False, "not in the list any more")],
)
def test_a_refusal_keeps_what_was_typed_on_the_page(as_user, is_new, said):
    """B4-2: somebody removes the objective before the draft is held for the save."""
    plan = PlanFactory.create(complete=True)
    objective = ObjectiveFactory.create(plan=plan, position=9)
    kept = list(plan.actions.values_list("pk", "title"))
    place = [plan.area.slug, plan.number, "actions"]
    url = (
        reverse("areas:row_add", args=place)
        if is_new
        else reverse("areas:row_change", args=[*place, kept[0][0]])
    )
    window = as_user(plan.area.lead_terms.get().person)

    def remove_meanwhile(execute, sql, *rest):
        if "FOR UPDATE" in sql and "areas_planversion" in sql:
            PlanObjective.objects.filter(pk=objective.pk).delete()
        return execute(sql, *rest)

    with connection.execute_wrapper(remove_meanwhile):
        response = send(window, url, {"title": "Typed words", "objectives": [objective.pk]})

    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Typed words" in page
    assert ("Save and add another" in page) is is_new
    assert list(plan.actions.values_list("pk", "title")) == kept


def test_another_refusal_of_the_database_is_no_matter_of_removed_rows(three):
    plan, (row, *_others) = three
    form = form_for(plan, row)
    row.goal_links = ["unknown"]

    with pytest.raises(IntegrityError, match="links_are_known"), transaction.atomic():
        rows.save(plan, form, by=plan.started_by)


@pytest.mark.parametrize(
    ("which", "up", "place", "order", "acts"),
    [
        (0, True, 1, [0, 1, 2], []),
        (0, False, 2, [1, 0, 2], ["plan.row_moved"]),
        (1, True, 1, [1, 0, 2], ["plan.row_moved"]),
        (2, True, 2, [0, 2, 1], ["plan.row_moved"]),
        (2, False, 3, [0, 1, 2], []),
    ],
)
def test_a_row_changes_places_with_its_neighbour(three, which, up, place, order, acts):
    plan, before = three

    answer = rows.move(plan, before[which], up=up, by=plan.started_by)

    assert answer == (place, 3)
    assert list(plan.objectives.all()) == [before[index] for index in order]
    assert acts_on(plan) == acts


def test_the_buttons_that_move_a_row_send_a_token(as_user):
    """Without it the browser's wish is refused as a forgery."""
    plan = PlanFactory.create(complete=True)
    window = as_user(plan.area.lead_terms.get().person)
    window.handler.enforce_csrf_checks = True
    first, second, third = plan.actions.all()
    url = reverse(
        "areas:row_change", args=[plan.area.slug, plan.number, "actions", third.pk]
    )

    page = window.get(url).content.decode()
    form = page[page.index(f"/actions/{third.pk}/move/") :]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    move = reverse(
        "areas:row_move", args=[plan.area.slug, plan.number, "actions", third.pk]
    )
    window.post(move, {"to": "up", "csrfmiddlewaretoken": token[1]})

    assert form.index("csrfmiddlewaretoken") < form.index("</form>")
    assert list(plan.actions.all()) == [first, third, second]


def test_rows_of_other_plans_stay_where_they_are(three):
    plan, before = three
    others = PlanObjective.objects.exclude(plan=plan).order_by("pk")
    positions = list(others.values_list("position", flat=True))

    rows.move(plan, before[2], up=True, by=plan.started_by)

    assert list(others.values_list("position", flat=True)) == positions == [11, 12]


def test_every_change_of_a_row_is_a_change_of_the_draft(three):
    plan, (first, *_rest) = three
    before = plan.changed_at

    rows.remove(plan, first, by=plan.started_by)

    plan.refresh_from_db()
    assert plan.changed_at > before
    assert not PlanObjective.objects.filter(pk=first.pk).exists()
