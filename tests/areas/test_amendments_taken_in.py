"""Agreed amendments become part of the next version; what collides is asked (A2-VIII-2)."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from areas.actions import amendment_taking, plans, rows
from areas.forms.row_kinds import KINDS
from areas.models import PlanAmendment, PlanVersion
from areas.reading import amendments as reading
from areas.reading import entries_by_key
from gmp_portal.dates import today
from gmp_portal.notifications.models import Message
from gmp_portal.ui.versions import values_of
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.models import Revision
from tests.factories.amendments import OTHER, TEXT, AmendmentFactory, in_force
from tests.factories.areas import MembershipFactory, PlanFactory, advance, member_of
from tests.factories.partners import PartnerFactory, RepresentativeFactory
from tests.forms import TOKEN
from tests.reading import reading as reading_of

pytestmark = pytest.mark.django_db

LONG = "\n".join((TEXT, "It is used in small mines.", "Few measure it."))


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
def member(area):
    return member_of(area)


def agreed(plan, number, text=OTHER, base=TEXT, **facts):
    places = facts.pop("places", [{"base": {"text": [base]}, "proposed": {"text": [text]}}])
    facts = {"status": "agreed", "number": number, "places": places} | facts
    return AmendmentFactory.create(plan=plan, **facts)


def indicator_target(plan, number, target, **facts):
    indicator = plan.indicators.get()
    base = {
        "objective": [indicator.objective.key.code],
        "name": [indicator.name],
        "unit": [indicator.unit],
        "baseline": [indicator.baseline],
        "target": [indicator.target],
        "source": [indicator.source],
    }
    place = {"kind": "indicators", "section": "VI", "key": indicator.key, "base": base}
    places = [place | {"proposed": base | {"target": [target] if target else []}}]
    return agreed(plan, number, places=places, **facts)


def where(area):
    return reverse("areas:amendment_take_in", args=[area.slug])


def take(client, area, *numbers, **typed):
    """Look at what comes of these amendments, and take them in."""
    query = "&".join(f"amendment={number}" for number in numbers)
    page = client.get(f"{where(area)}?{query}")
    token = TOKEN.search(page.text)[1]
    return client.post(where(area), {"amendment": numbers, "version": token} | typed)


def draft_of(area):
    return area.plans.get(status="draft")


def code_of(amendment, name="text"):
    return f"{amendment.places.get().pk}-{name}"


def test_a_version_begins_that_is_the_plan_in_force_with_these_amendments(
    as_user, plan, area, lead, member
):
    agreed(plan, 1, author=member)
    indicator_target(plan, 3, "60")

    take(as_user(lead), area, 1, 3)

    draft = draft_of(area)
    indicator = draft.indicators.get()
    assert draft.text_of("I") == OTHER
    assert draft.text_of("VI") == plan.text_of("VI")
    assert indicator.target == "60"
    assert indicator.key == plan.indicators.get().key
    assert indicator.objective.plan == draft
    assert draft.next_review_on == plan.next_review_on
    assert draft.status_note == ""
    assert draft.continues == plan
    assert set(PlanAmendment.objects.values_list("status", "taken_into")) == {
        ("taken_in", draft.pk)
    }
    told = Message.objects.filter(template__contains="amendment_settled")
    assert member in [mail.recipient for mail in told]
    [revision] = Revision.objects.of("areas.section", f"{draft.pk}-I").filter(
        saved_by=member
    )
    assert revision.values["text"] == [OTHER]


def test_different_paragraphs_of_one_text_are_joined_and_told(as_user, area, plan, lead):
    first = LONG.replace("small mines", "many small mines")
    second = LONG.replace("Few", "Very few")
    draft = _draft_with(plan, LONG)
    agreed(plan, 1, first, LONG)
    agreed(plan, 2, second, LONG)

    page = as_user(lead).get(f"{where(area)}?amendment=1&amendment=2").text
    take(as_user(lead), area, 1, 2)

    draft.refresh_from_db()
    text = draft.text_of("I")
    assert "Joined without a question" in page
    assert "many small mines" in text
    assert "Very few" in text


def _draft_with(plan, text):
    """A draft beside the plan in force, in which section I has these words."""
    by = plan.area.lead_terms.get().person
    frame = {
        "title": plan.title,
        "language": "en",
        "period_from": plan.period_from,
        "period_to": plan.period_to,
    }
    draft = plans.start(plan.area, by=by, **frame)
    draft.texts.filter(section="I").update(text=text)
    draft.__dict__.pop("text_by_section", None)
    return draft


@pytest.mark.parametrize(
    ("how", "own", "expected"),
    [("standing", "", "50"), ("proposed", "", "60")],
)
def test_one_field_changed_twice_is_asked_and_settled_by_hand(
    as_user, plan, area, lead, how, own, expected
):
    indicator_target(plan, 1, "50")
    second = indicator_target(plan, 2, "60")

    page = as_user(lead).get(f"{where(area)}?amendment=1&amendment=2").text
    unsettled = take(as_user(lead), area, 1, 2)
    take(as_user(lead), area, 1, 2, **{f"how-{code_of(second, 'target')}": how})

    assert page.count("What amendment 1 made of it") == 2
    assert "What amendment 2 says" in page
    name = f"Indicator, {plan.indicators.get().name}: Target"
    assert f"{name}: Choose which words stand." in unsettled.text
    assert unsettled.status_code == 422
    assert draft_of(area).indicators.get().target == expected


def test_own_words_stand_where_two_texts_collide(as_user, plan, area, lead):
    agreed(plan, 1, "Mercury matters to many.")
    second = agreed(plan, 2, "Mercury matters to all.")
    code = code_of(second)
    own = {f"how-{code}": "own", f"own-{code}": "Mercury matters to many, and to all."}

    empty = take(as_user(lead), area, 1, 2, **own | {f"own-{code}": ""})
    take(as_user(lead), area, 1, 2, **own)

    assert empty.status_code == 422
    assert draft_of(area).text_of("I") == "Mercury matters to many, and to all."


def test_own_words_may_be_as_long_as_the_place_allows(as_user, plan, area, lead):
    agreed(plan, 1, "Mercury matters to many.")
    code = code_of(agreed(plan, 2, "Mercury matters to all."))
    own = {f"how-{code}": "own"}

    beyond = take(as_user(lead), area, 1, 2, **own | {f"own-{code}": "x" * 200_001})
    take(as_user(lead), area, 1, 2, **own | {f"own-{code}": "x" * 70_000})

    assert beyond.status_code == 422
    assert "Please shorten" in beyond.text
    assert "Write the words that stand" not in beyond.text
    assert draft_of(area).text_of("I") == "x" * 70_000


def objective_realism(plan, number, proposed, **facts):
    objective = plan.objectives.first()
    base = entries_by_key.Entries(plan).as_keys(
        values_of([KINDS["objectives"].form(plan=plan, instance=objective)])
    )
    new = None if proposed is None else base | {"realism": [proposed]}
    place = {"kind": "objectives", "section": "II", "key": objective.key, "base": base}
    return agreed(plan, number, places=[place | {"proposed": new}], **facts)


def test_own_words_do_not_go_with_their_entry_without_a_word(as_user, plan, area, lead):
    objective_realism(plan, 1, "Counted by many.")
    second = code_of(objective_realism(plan, 2, "Counted by all."), "realism")
    third = code_of(objective_realism(plan, 3, None), "entry")
    own = {
        f"how-{second}": "own",
        f"own-{second}": "Counted by us.",
        f"how-{third}": "proposed",
    }

    page = take(as_user(lead), area, 1, 2, 3, **own)
    take(as_user(lead), area, 1, 2, 3, **own | {f"how-{third}": "standing"})

    assert page.status_code == 422
    assert "words of your own would go" in page.text
    assert "Counted by us." in page.text
    assert draft_of(area).objectives.first().realism == "Counted by us."


def test_what_a_choice_lets_collide_is_asked_then(as_user, plan, area, lead):
    indicator_target(plan, 1, "50")
    second = code_of(indicator_target(plan, 2, "60"), "target")
    third = code_of(indicator_target(plan, 3, "50"), "target")
    choice = {f"how-{second}": "proposed"}

    page = take(as_user(lead), area, 1, 2, 3, **choice)
    take(as_user(lead), area, 1, 2, 3, **choice | {f"how-{third}": "standing"})

    assert page.status_code == 422
    assert f'name="how-{third}"' in page.text
    assert draft_of(area).indicators.get().target == "60"


def test_every_place_that_changes_is_named(as_user, plan, area, lead):
    agreed(plan, 1)
    objective_realism(plan, 2, None)

    page = as_user(lead).get(f"{where(area)}?amendment=1&amendment=2").text

    assert "2 places of the version change." in page
    assert f"Objective, {plan.objectives.first().statement}" in page
    assert "Taken out" in page
    assert "Section I" in page


def test_they_are_joined_with_the_draft_that_is_open(as_user, plan, area, lead):
    draft = _draft_with(plan, TEXT)
    draft.indicators.update(target="45")
    agreed(plan, 1)
    second = indicator_target(plan, 2, "60")

    choice = {f"how-{code_of(second, 'target')}": "proposed"}
    take(as_user(lead), area, 1, 2, **choice)

    draft.refresh_from_db()
    assert draft.text_of("I") == OTHER
    assert draft.indicators.get().target == "60"
    assert area.plans.count() == 2


def test_an_entry_comes_and_another_one_goes(as_user, plan, area, lead):
    donor = plan.donors.get()
    base = {"name": [donor.name], "kind": ["donor"], "note": []}
    common = {"kind": "donors", "section": "VII"}
    new = common | {"base": None, "proposed": base | {"name": ["Sample Fund"]}}
    gone = common | {"key": donor.key, "base": base, "proposed": None}
    agreed(plan, 1, places=[new, gone])

    take(as_user(lead), area, 1)

    assert list(draft_of(area).donors.values_list("name", flat=True)) == ["Sample Fund"]
    assert plan.donors.get() == donor


def test_an_entry_that_its_form_refuses_does_not_come(as_user, plan, area, lead):
    place = {"kind": "donors", "section": "VII", "base": None}
    agreed(plan, 1, places=[place | {"proposed": {"name": [], "kind": ["donor"]}}])

    page = take(as_user(lead), area, 1)

    assert page.status_code == 422
    assert area.plans.count() == 1


def test_an_entry_that_is_gone_from_the_draft_is_asked(as_user, plan, area, lead):
    draft = _draft_with(plan, TEXT)
    draft.indicators.all().delete()
    amendment = indicator_target(plan, 1, "60")
    how = f"how-{code_of(amendment, 'entry')}"

    page = as_user(lead).get(f"{where(area)}?amendment=1").text
    take(as_user(lead), area, 1, **{how: "proposed"})

    assert "which is not there any more" in page
    assert draft.indicators.get().target == "60"
    assert draft.indicators.get().key == plan.indicators.get().key


def test_an_entry_that_was_removed_from_the_draft_is_the_same_again(
    as_user, plan, area, lead
):
    draft = _draft_with(plan, TEXT)
    first, second, third = draft.actions.all()
    known = second.pk
    draft.efforts.update(action=second)
    for each in (first, second, third):
        rows.remove(draft, each, by=lead)
    base = held(plan, "actions", plan.actions.all()[1])
    place = {"kind": "actions", "section": "III", "key": second.key, "base": base}
    place |= {"proposed": base | {"title": ["Count less."]}}
    how = f"how-{code_of(agreed(plan, 1, places=[place]), 'entry')}"

    take(as_user(lead), area, 1, **{how: "proposed"})

    again = draft.actions.get(key=second.key)
    assert (again.pk, again.title) == (known, "Count less.")
    assert draft.efforts.get().action == again
    assert draft.actions.count() == 1


def test_a_version_begins_from_the_plan_in_force_whatever_came_after_it(
    as_user, plan, area, lead
):
    later = PlanFactory.create(area=area, number=2, status="superseded")
    agreed(plan, 1)

    take(as_user(lead), area, 1)

    draft = draft_of(area)
    assert draft.number == later.number + 1
    assert draft.continues == plan
    assert draft.indicators.get().key == plan.indicators.get().key


# What points to an entry that goes ------------------------------------------------------------


def removal(plan, number, kind, row):
    section = KINDS[kind].section
    place = {"kind": kind, "section": section, "key": row.key, "proposed": None}
    return agreed(plan, number, places=[place | {"base": held(plan, kind, row)}])


def held(plan, kind, row):
    """What stands in an entry, as a place of an amendment says it."""
    form = KINDS[kind].form(plan=plan, instance=row)
    return entries_by_key.Entries(plan).as_keys(values_of([form]))


def milestone_place(plan, step, **proposed):
    """A place that says something else of a milestone, or of a new one of the same effort."""
    base = held(plan, "milestones", step)
    place = {"kind": "milestones", "section": "IV", "proposed": base | proposed}
    return place | {"base": base, "key": step.key}


@pytest.fixture
def step(plan):
    return plan.efforts.get().milestones.get()


@pytest.mark.parametrize(
    ("is_new", "said"),
    [
        (True, "The new entry belongs to it, and does not come in."),
        (False, "This entry belongs to it, and goes with it."),
    ],
)
def test_a_milestone_of_an_effort_that_goes_is_asked(
    as_user, plan, area, lead, step, is_new, said
):
    removal(plan, 1, "efforts", step.effort)
    place = milestone_place(plan, step, text=["Measure."])
    place |= {"base": None, "key": None} if is_new else {}
    how = f"how-{code_of(agreed(plan, 2, places=[place]), 'effort-gone')}"

    page = take(as_user(lead), area, 1, 2)
    take(as_user(lead), area, 1, 2, **{how: "standing"})

    draft = draft_of(area)
    assert page.status_code == 422
    assert "Amendment 2 points to an entry that is not there any more" in page.text
    assert said in page.text
    assert f'name="{how}" value="proposed"' not in page.text
    assert not draft.efforts.exists()
    assert not draft.amended_sha256


@pytest.mark.parametrize(("how", "count"), [("standing", 1), ("proposed", 0)])
def test_an_effort_does_not_go_unasked_with_a_milestone_that_changes(
    as_user, plan, area, lead, step, how, count
):
    agreed(plan, 1, places=[milestone_place(plan, step, text=["Measure."])])
    name = f"how-{code_of(removal(plan, 2, 'efforts', step.effort), 'entry')}"

    page = take(as_user(lead), area, 1, 2)
    take(as_user(lead), area, 1, 2, **{name: how})

    said = draft_of(area).efforts.values_list("milestones__text", flat=True)
    assert page.status_code == 422
    assert "or other amendments point to it" in page.text
    assert list(said) == ["Measure."] * count


def serving(plan, number, action):
    """An amendment by which the effort serves this action."""
    effort = plan.efforts.get()
    base = held(plan, "efforts", effort)
    place = {"kind": "efforts", "section": "IV", "key": effort.key, "base": base}
    contact = plan.area.lead_terms.get().person
    said = base | {"action": [action.key.code], "contact": [str(contact.pk)]}
    return agreed(plan, number, places=[place | {"proposed": said}])


def test_a_link_to_an_entry_that_goes_is_asked(as_user, plan, area, lead):
    action, other = plan.actions.all()[:2]
    removal(plan, 1, "actions", other)
    how = f"how-{code_of(serving(plan, 2, other), 'action-gone')}"

    page = take(as_user(lead), area, 1, 2)
    take(as_user(lead), area, 1, 2, **{how: "standing"})

    draft = draft_of(area)
    assert page.status_code == 422
    assert "No link to it comes in" in page.text
    assert draft.efforts.get().action.key == action.key
    assert draft.actions.count() == 2


def test_an_entry_does_not_go_unasked_where_a_link_to_it_comes(as_user, plan, area, lead):
    other = plan.actions.all()[1]
    serving(plan, 1, other)
    how = f"how-{code_of(removal(plan, 2, 'actions', other), 'entry')}"

    page = take(as_user(lead), area, 1, 2)
    take(as_user(lead), area, 1, 2, **{how: "standing"})

    assert page.status_code == 422
    assert draft_of(area).efforts.get().action.key == other.key


def test_other_words_of_what_points_to_an_entry_do_not_keep_it(as_user, plan, area, lead):
    objective = plan.indicators.get().objective
    indicator_target(plan, 1, "50")
    removal(plan, 2, "objectives", objective)

    take(as_user(lead), area, 1, 2)

    indicator = draft_of(area).indicators.get()
    assert indicator.target == "50"
    assert indicator.objective is None


def test_an_agreed_clearing_of_a_field_can_be_chosen(as_user, plan, area, lead):
    draft = _draft_with(plan, TEXT)
    draft.indicators.update(target="45")
    how = f"how-{code_of(indicator_target(plan, 1, ''), 'target')}"

    page = take(as_user(lead), area, 1, **{how: "proposed"})

    draft.refresh_from_db()
    assert page.status_code == 302
    assert draft.indicators.get().target == ""


def test_a_draft_that_begins_meanwhile_is_another_version(as_user, plan, area, lead):
    agreed(plan, 1)
    client = as_user(lead)
    token = TOKEN.search(client.get(f"{where(area)}?amendment=1").text)[1]
    draft = _draft_with(plan, TEXT)

    page = client.post(where(area), {"amendment": [1], "version": token})

    assert page.status_code == 409
    assert draft.text_of("I") == TEXT


def test_what_changed_meanwhile_is_taken_in_by_nobody(as_user, plan, area, lead):
    draft = _draft_with(plan, TEXT)
    amendment = agreed(plan, 1)
    client = as_user(lead)
    token = TOKEN.search(client.get(f"{where(area)}?amendment=1").text)[1]
    draft.texts.filter(section="I").update(text="Quite other words.")

    page = client.post(where(area), {"amendment": [1], "version": token})

    amendment.refresh_from_db()
    assert page.status_code == 409
    assert amendment.status == "agreed"
    assert page.text.count("were changed meanwhile") == 1


def test_nothing_is_taken_in_twice(as_user, plan, area, lead):
    amendment = agreed(plan, 1)
    again = PlanAmendment.objects.get(pk=amendment.pk)
    found, _words = reading.outcome([amendment], plan, lead)
    amendment_taking.take_in(area, [amendment], seen=found.token, by=lead)

    with pytest.raises(RuleRefusedError, match="taken into a version already"):
        amendment_taking.take_in(area, [again], seen=found.token, by=lead)


def test_none_chosen_is_refused(area, lead):
    with pytest.raises(RuleRefusedError) as refused:
        amendment_taking.take_in(area, [], seen="", by=lead)

    assert refused.value.clause == "A2-VIII-2"


def test_without_a_plan_in_force_nothing_is_taken_in(plan, lead):
    amendment = agreed(plan, 1)
    elsewhere = PlanFactory.create().area

    with pytest.raises(RuleRefusedError):
        amendment_taking.take_in(elsewhere, [amendment], seen="", by=lead)

    amendment.refresh_from_db()
    assert amendment.status == "agreed"


def taking(area, *chosen, by, watch):
    """Take these in, while somebody watches what the database is asked."""
    found, _words = reading.outcome(chosen, amendment_taking.source_of(area), by)
    with connection.execute_wrapper(watch):
        return amendment_taking.take_in(area, chosen, seen=found.token, by=by)


LOCK = re.compile(
    r'FROM "areas_(\w+)".* FOR UPDATE|SELECT (pg_advisory_xact_lock)', re.DOTALL
)


def test_words_are_held_before_the_draft_and_that_before_the_area(plan, area, lead):
    amendment, held = agreed(plan, 1), []
    _draft_with(plan, TEXT)

    def note(run, sql, *rest):
        if lock := LOCK.search(sql):
            held.append(lock[1] or lock[2])
        return run(sql, *rest)

    taking(area, amendment, by=lead, watch=note)

    first = list(dict.fromkeys(held))[:4]
    assert first == [
        "pg_advisory_xact_lock",
        "planversion",
        "partnershiparea",
        "planamendment",
    ]


def test_none_goes_in_beside_a_draft_that_began_at_that_moment(plan, area, lead):
    amendment, begun = agreed(plan, 1), []

    def begin(run, sql, *rest):
        if not begun and "partnershiparea" in sql and "FOR UPDATE" in sql:
            begun.append(sql)
            _draft_with(plan, TEXT)
        return run(sql, *rest)

    with pytest.raises(RuleRefusedError, match="were changed meanwhile"):
        taking(area, amendment, by=lead, watch=begin)

    amendment.refresh_from_db()
    assert begun
    assert amendment.status == "agreed"


def test_no_lead_takes_in_what_another_area_agreed_to(plan, area, lead):
    amendment = agreed(in_force(), 1)
    found, _words = reading.outcome([amendment], plan, lead)

    with pytest.raises(RuleRefusedError, match="one of another area"):
        amendment_taking.take_in(area, [amendment], seen=found.token, by=lead)


def test_only_leads_take_amendments_in(as_user, plan, area, member):
    agreed(plan, 1)

    assert as_user(member).get(where(area)).status_code == 403
    assert as_user(member).post(where(area), {"amendment": [1]}).status_code == 403


def test_what_is_not_agreed_is_not_taken_in(as_user, plan, area, lead):
    agreed(plan, 1)
    agreed(plan, 2, status="proposed")

    page = as_user(lead).post(where(area), {"amendment": [2]})

    assert page.status_code == 422
    assert area.plans.count() == 1


@pytest.mark.parametrize("number", ["999", "2", "99999999999999999999", "x"])
def test_what_does_not_wait_is_said_as_it_is(as_user, plan, area, lead, number):
    agreed(plan, 1)
    agreed(plan, 2, status="declined")

    page = as_user(lead).get(f"{where(area)}?amendment={number}")

    assert page.status_code == 422
    assert "taken in meanwhile" not in page.text
    assert "Choose from the list as it is now." in page.text
    assert number in page.text


def test_none_goes_in_while_a_newer_version_is_reviewed(as_user, plan, area, lead):
    agreed(plan, 1)
    advance(_draft_with(plan, TEXT), "under_review")

    page = as_user(lead).get(where(area), follow=True).text

    assert "lies before the Advisory Group" in page


# What the pages of amendments say of each other ----------------------------------------------


def test_collisions_are_shown_side_by_side(as_user, plan, area, lead):
    one = indicator_target(plan, 1, "50", status="proposed")
    indicator_target(plan, 2, "60")

    listed = as_user(lead).get(reverse("areas:amendment_list", args=[area.slug])).text
    page = as_user(lead).get(one.get_absolute_url()).text

    assert listed.count("Collides with amendment") == 2
    assert "Collides with amendment 2" in page
    assert ">60</ins>" in page
    assert ">50</ins>" in page


@pytest.mark.parametrize("is_text", [True, False])
def test_an_old_amendment_of_the_same_place_is_shown_beside_all_others(
    as_user, plan, area, lead, is_text
):
    make = agreed if is_text else indicator_target
    make(plan, 1, "Mercury matters to many." if is_text else "50", status="proposed")
    newest = make(plan, 2, status="proposed", **({} if is_text else {"target": "60"}))
    place = {"section": "VI", "base": {"text": [""]}, "proposed": {"text": ["It is used."]}}
    for number in range(3, reading.MOST + 3):
        agreed(plan, number, status="proposed", places=[place])

    page = as_user(lead).get(newest.get_absolute_url())

    assert page.text.count("Collides with amendment") == 1
    assert "Collides with amendment 1" in page.text


def test_no_amendment_is_on_no_page(as_user, plan, area, lead):
    for number in range(1, 27):
        agreed(plan, number, status="draft", author=lead)
    for number in range(27, 69):
        agreed(plan, number, status="agreed" if number == 27 else "proposed")
    listed = reverse("areas:amendment_list", args=[area.slug])
    client = as_user(lead)

    first = client.get(listed)
    last = client.get(listed, {"own": "last", "open": "last"})

    shown = [each.amendment.number for each in last.context["listed"]]
    assert len(first.context["listed"]) == reading.MOST
    assert "Take agreed amendments in" in first.text
    assert "which of its amendments collide" in first.text
    assert shown == [28, 27]
    assert [each.number for each in last.context["own"]] == [1]


def test_who_left_the_area_reads_the_own_amendment_alone(as_user, plan, area, lead, member):
    one = indicator_target(plan, 1, "50", status="proposed", author=member)
    indicator_target(plan, 2, "60")
    _draft_with(plan, TEXT).indicators.update(target="45")
    area.memberships.filter(partner__representatives__person=member).update(until=today())

    page = as_user(member).get(one.get_absolute_url())

    assert page.status_code == 200
    assert ">50</ins>" in page.text
    assert "Collides with amendment" not in page.text
    assert "The open draft changes this, too" not in page.text


def test_an_inactive_partner_of_the_area_reads_no_amendment(as_user, plan, area):
    one = agreed(plan, 1)
    partner = PartnerFactory.create(inactive=True, participation=None)
    MembershipFactory.create(area=area, partner=partner)
    person = RepresentativeFactory.create(partner=partner).person

    assert as_user(person).get(one.get_absolute_url()).status_code == 404


def test_other_fields_of_one_entry_do_not_collide(as_user, plan, area, lead):
    first = indicator_target(plan, 1, "50")
    place = first.places.get()
    proposed = place.base | {"source": ["Sample reports"]}
    facts = {"kind": "indicators", "section": "VI", "key": place.key, "base": place.base}
    agreed(plan, 2, places=[facts | {"proposed": proposed}])

    listed = as_user(lead).get(reverse("areas:amendment_list", args=[area.slug])).text
    take(as_user(lead), area, 1, 2)

    indicator = draft_of(area).indicators.get()
    assert "Collides" not in listed
    assert (indicator.target, indicator.source) == ("50", "Sample reports")


def test_open_amendments_go_on_against_the_new_version(as_user, plan, area, lead):
    one = agreed(plan, 1, status="proposed")
    newer = _draft_with(plan, "Mercury matters a lot in the example industry.")
    PlanVersion.objects.filter(pk=plan.pk).update(status="superseded")
    advance(newer, "published")

    page = as_user(lead).get(one.get_absolute_url()).text
    listed = as_user(lead).get(reverse("areas:amendment_list", args=[area.slug])).text

    assert "The plan has changed here since" in page
    assert "The plan has changed here since" in listed
    assert one.is_open


def test_the_open_draft_is_named_where_it_changes_the_same(as_user, plan, area, lead):
    _draft_with(plan, "Mercury matters a lot in the example industry.")
    one = agreed(plan, 1, status="proposed")

    page = as_user(lead).get(one.get_absolute_url()).text

    assert "The open draft changes this, too" in page


def test_a_version_tells_everybody_which_amendments_made_it(client, plan, area):
    newer = advance(_draft_with(plan, OTHER), "under_review")
    agreed(plan, 4, status="taken_in", into=newer, title="Say more")
    PlanVersion.objects.filter(pk=plan.pk).update(status="superseded")
    PlanVersion.objects.filter(pk=newer.pk).update(
        status="published", published_at=newer.frozen_at
    )

    page = client.get(newer.get_absolute_url()).text
    compared = client.get(reverse("areas:plan_compare", args=[area.slug, 2])).text

    assert "Amendment 4: Say more" in page
    assert "Amendment 4: Say more" in compared


# Resting on the decisions --------------------------------------------------------------------


def rest(client, draft):
    address = reverse("areas:plan_rest_on_amendments", args=[draft.area.slug, draft.number])
    return client.post(address, {"confirmed": "on"} | reading_of(draft))


def test_a_version_of_decided_amendments_alone_needs_no_other_decision(
    as_user, plan, area, lead
):
    agreed(plan, 1)
    take(as_user(lead), area, 1)
    draft = draft_of(area)

    rest(as_user(lead), draft)
    plans.submit(draft, by=lead)

    draft.refresh_from_db()
    assert draft.status == "under_review"
    assert draft.consensus_decision is None
    assert draft.rests_on_amendments


def test_the_amendments_on_which_a_version_rests_are_named(as_user, plan, area, lead):
    agreed(plan, 1, title="Say more")
    take(as_user(lead), area, 1)
    where_to = reverse("areas:plan_rest_on_amendments", args=[area.slug, 2])

    page = as_user(lead).get(where_to).text

    assert "Amendment 1: Say more" in page


def test_a_version_that_says_more_goes_before_the_area(as_user, plan, area, lead):
    agreed(plan, 1)
    take(as_user(lead), area, 1)
    draft = draft_of(area)
    draft.texts.filter(section="VI").update(text="Progress is measured twice a year.")

    page = rest(as_user(lead), draft)

    draft.refresh_from_db()
    assert page.status_code == 422
    assert draft.status == "draft"


@pytest.mark.parametrize("is_decided", [True, False])
def test_what_a_lead_agreed_to_or_settled_does_not_rest_on_decisions(
    as_user, plan, area, lead, is_decided
):
    facts = {} if is_decided else {"agreed_because": "A slip."}
    indicator_target(plan, 1, "50", **facts)
    second = indicator_target(plan, 2, "60")
    take(as_user(lead), area, 1, 2, **{f"how-{code_of(second, 'target')}": "proposed"})
    draft = draft_of(area)

    page = rest(as_user(lead), draft)

    draft.refresh_from_db()
    assert page.status_code == 302
    assert draft.status == "draft"
