"""What the draft lost comes back with its links and what belongs to it, or somebody is asked."""

import pytest
from django.urls import reverse

from areas.actions import plans, rows
from areas.forms.row_kinds import KINDS
from areas.models import Milestone
from areas.reading import entries_by_key
from gmp_portal.ui.versions import values_of
from tests.factories.amendments import AmendmentFactory, in_force
from tests.forms import TOKEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return in_force()


@pytest.fixture
def area(plan):
    return plan.area


@pytest.fixture
def lead(area):
    return area.lead_terms.get().person


@pytest.fixture
def client(as_user, lead):
    return as_user(lead)


@pytest.fixture
def draft(plan, lead):
    frame = {name: getattr(plan, name) for name in ("title", "period_from", "period_to")}
    return plans.start(plan.area, language="en", by=lead, **frame)


@pytest.fixture
def effort(plan):
    """Of the plan in force: it serves an action, and has a milestone."""
    return plan.efforts.get()


@pytest.fixture
def step(effort):
    return effort.milestones.get()


def lose(draft, *entries, by):
    """Take these entries out of the draft, one after the other."""
    for entry in entries:
        rows.remove(
            draft, type(entry).objects.get(key=entry.key, **of(draft, entry)), by=by
        )


def of(draft, entry):
    return {"effort__plan" if isinstance(entry, Milestone) else "plan": draft}


def held(plan, kind, row):
    form = KINDS[kind].form(plan=plan, instance=row)
    return entries_by_key.Entries(plan).as_keys(values_of([form]))


def place(plan, kind, row, **proposed):
    """A place that says these fields of an entry otherwise."""
    base = held(plan, kind, row)
    facts = {"kind": kind, "section": KINDS[kind].section, "key": row.key, "base": base}
    return facts | {"proposed": base | proposed}


def new(plan, kind, row, **proposed):
    return place(plan, kind, row, **proposed) | {"base": None, "key": None}


def gone(plan, kind, row):
    return place(plan, kind, row) | {"proposed": None}


def agreed(plan, number, *places):
    return AmendmentFactory.create(plan=plan, status="agreed", number=number, places=places)


def how(amendment, name="entry", at=0):
    return f"how-{amendment.places.all()[at].pk}-{name}"


def where(area):
    return reverse("areas:amendment_take_in", args=[area.slug])


def take(client, area, *numbers, **typed):
    query = "&".join(f"amendment={number}" for number in numbers)
    token = TOKEN.search(client.get(f"{where(area)}?{query}").text)[1]
    return client.post(where(area), {"amendment": numbers, "version": token} | typed)


def offered(page, name):
    return [
        each for each in ("standing", "proposed") if f'name="{name}" value="{each}"' in page
    ]


def contact_of(plan):
    return [str(plan.area.lead_terms.get().person_id)]


# Links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_effort_first", [True, False])
@pytest.mark.parametrize("is_kept", [True, False])
def test_an_effort_that_comes_back_serves_the_action_that_comes_back(
    client, area, plan, draft, lead, effort, is_effort_first, is_kept
):
    action = effort.action
    lose(draft, action, effort, by=lead)
    if not is_kept:
        draft.efforts.all().delete()
    places = [
        place(plan, "actions", action, title=["Count less."]),
        place(plan, "efforts", effort, description=["Do more."], contact=contact_of(plan)),
    ]
    ordered = places[::-1] if is_effort_first else places
    amendments = [agreed(plan, at + 1, each) for at, each in enumerate(ordered)]

    answer = take(client, area, 1, 2, **{how(each): "proposed" for each in amendments})

    again = draft.efforts.get()
    assert answer.status_code == 302
    assert again.description == "Do more."
    assert again.action.key == action.key
    assert again.action.title == "Count less."


def test_an_entry_that_comes_back_without_what_it_points_to_is_asked(
    client, area, plan, draft, lead, effort
):
    action = effort.action
    lose(draft, action, effort, by=lead)
    said = {"description": ["Do more."], "contact": contact_of(plan)}
    first = agreed(plan, 1, place(plan, "efforts", effort, **said))
    second = agreed(plan, 2, place(plan, "actions", action, title=["Count less."]))
    choice = {how(first): "proposed", how(second): "standing"}

    page = take(client, area, 1, 2, **choice)
    take(client, area, 1, 2, **choice | {how(first, "action-gone"): "standing"})

    assert page.status_code == 422
    assert "No link to it comes in" in page.text
    assert draft.efforts.get().action is None
    assert draft.actions.count() == plan.actions.count() - 1


def test_one_link_that_leads_nowhere_takes_no_other_along(client, area, plan, draft, lead):
    first = draft.objectives.get()
    second = rows.duplicate(draft, first, by=lead)
    base = next(each for each in plan.actions.all() if each.objectives.exists())
    both = {"objectives": sorted(each.key.code for each in (first, second))}
    agreed(plan, 1, gone(draft, "objectives", second))
    amendment = agreed(
        plan,
        2,
        new(plan, "actions", base, title=["Serve both."], **both),
        place(plan, "actions", base, **both),
    )
    asked = {how(amendment, "objectives-gone", at): "standing" for at in (0, 1)}

    take(client, area, 1, 2, **asked)

    for each in (draft.actions.get(title="Serve both."), draft.actions.get(key=base.key)):
        assert [row.key for row in each.objectives.all()] == [first.key]


def test_a_field_that_collides_and_points_nowhere_is_asked_for_both(
    client, area, plan, draft, lead, effort
):
    second, third = plan.actions.exclude(pk=effort.action_id)
    draft.efforts.update(action=draft.actions.get(key=third.key))
    lose(draft, second, by=lead)
    said = {"action": [second.key.code], "contact": contact_of(plan)}
    amendment = agreed(plan, 1, place(plan, "efforts", effort, **said))
    choice = {how(amendment, "action"): "proposed"}

    page = take(client, area, 1, **choice)
    take(client, area, 1, **choice | {how(amendment, "action-gone"): "standing"})

    assert page.status_code == 422
    assert offered(page.text, how(amendment, "action")) == ["standing", "proposed"]
    assert offered(page.text, how(amendment, "action-gone")) == ["standing"]
    assert draft.efforts.get().action.key == third.key


# Milestones of an effort that is gone ----------------------------------------------------------


def both_lost(plan, draft, effort, step, by, **said):
    """An amendment of an effort and of its milestone, of which the draft has neither."""
    lose(draft, effort, by=by)
    said = {"description": ["Do more."], "contact": contact_of(plan)} | said
    return agreed(
        plan,
        1,
        place(plan, "milestones", step, text=["Measure."]),
        place(plan, "efforts", effort, **said),
    )


@pytest.mark.parametrize("is_kept", [True, False])
def test_an_effort_comes_back_with_its_milestone(
    client, area, plan, draft, lead, effort, step, is_kept
):
    if not is_kept:
        Milestone.objects.filter(effort__plan=draft).delete()
    amendment = both_lost(plan, draft, effort, step, lead)
    choice = {how(amendment, at=at): "proposed" for at in (0, 1)}

    answer = take(client, area, 1, **choice)

    again = draft.efforts.get()
    assert answer.status_code == 302
    assert again.description == "Do more."
    assert [(each.text, each.key) for each in again.milestones.all()] == [
        ("Measure.", step.key)
    ]


def test_a_milestone_that_stays_out_does_not_come_with_its_effort(
    client, area, plan, draft, lead, effort, step
):
    amendment = both_lost(plan, draft, effort, step, lead)

    take(client, area, 1, **{how(amendment): "standing", how(amendment, at=1): "proposed"})

    assert not draft.efforts.get().milestones.exists()


def test_a_milestone_does_not_come_back_where_its_effort_stays_out(
    client, area, plan, draft, lead, effort, step
):
    amendment = both_lost(plan, draft, effort, step, lead)
    choice = {how(amendment): "proposed", how(amendment, at=1): "standing"}

    page = take(client, area, 1, **choice)
    take(client, area, 1, **choice | {how(amendment): "standing"})

    amendment.refresh_from_db()
    assert page.status_code == 422
    assert "It cannot come back without the entry that it belongs to." in page.text
    assert offered(page.text, how(amendment)) == ["standing"]
    assert amendment.status == "taken_in"
    assert not draft.efforts.exists()


def test_a_milestone_alone_is_not_offered_without_its_effort(
    client, area, plan, draft, lead, effort, step
):
    lose(draft, effort, by=lead)
    amendment = agreed(plan, 1, place(plan, "milestones", step, text=["Measure."]))

    page = client.get(f"{where(area)}?amendment=1").text
    forged = take(client, area, 1, **{how(amendment): "nothing"})
    answer = take(client, area, 1, **{how(amendment): "standing"})

    assert offered(page, how(amendment)) == ["standing"]
    assert "Neither is the entry that it belongs to" in page
    assert forged.status_code == 422
    assert answer.status_code == 302
    assert not draft.efforts.exists()


@pytest.mark.parametrize("is_back", [True, False])
def test_a_new_milestone_comes_with_an_effort_that_comes_back(
    client, area, plan, draft, lead, effort, step, is_back
):
    lose(draft, effort, by=lead)
    agreed(plan, 1, new(plan, "milestones", step, text=["Measure."]))
    said = {"description": ["Do more."], "contact": contact_of(plan)}
    second = agreed(plan, 2, place(plan, "efforts", effort, **said))
    chosen = {how(second): "proposed" if is_back else "standing"}

    answer = take(client, area, 1, 2, **chosen)

    texts = list(draft.efforts.values_list("milestones__text", flat=True))
    assert answer.status_code == (302 if is_back else 422)
    assert sorted(texts) == (sorted(["Measure.", step.text]) if is_back else [])
    if not is_back:
        assert "The new entry belongs to it, and does not come in." in answer.text


def test_a_milestone_stays_where_its_new_effort_is_gone(
    client, area, plan, draft, lead, effort, step
):
    other = rows.duplicate(draft, draft.efforts.get(), by=lead)
    rows.remove(draft, other, by=lead)
    said = {"text": ["Measure."], "effort": [other.key.code]}
    amendment = agreed(plan, 1, place(plan, "milestones", step, **said))
    asked = {how(amendment, "effort-gone"): "standing"}

    page = client.get(f"{where(area)}?amendment=1").text
    take(client, area, 1, **asked)

    assert "This entry stays with the one that it belongs to." in page
    assert draft.efforts.get().milestones.get().text == "Measure."


def test_words_that_do_not_fit_a_form_name_what_can_be_chosen(
    client, area, plan, draft, lead, effort
):
    lose(draft, effort, by=lead)
    said = {"description": ["Do more."], "contact": contact_of(plan)}
    amendment = agreed(plan, 1, place(plan, "efforts", effort, **said))

    page = take(client, area, 1, **{how(amendment): "nothing"})

    assert page.status_code == 422
    assert "Choose which words stand." in page.text
