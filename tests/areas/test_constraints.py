"""What the database itself refuses, by direct SQL where forms and actions stand in between."""

# ruff: noqa: S608 the statements are made of names in this file

from datetime import date
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from areas.models import LeadTerm, PlanVersion
from areas.models.terms import place
from gmp_portal.accounts.models.terms import days
from tests.factories.areas import (
    AreaFactory,
    LeadTermFactory,
    ObjectiveFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db
YEAR = days(date(2026, 1, 1), date(2026, 12, 31))


def refused(name, statement, *values):
    with (
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def copy_of(term, **changes):
    """The insert statement for another term like this one."""
    columns = {
        "area_id": term.area_id,
        "partner_id": term.partner_id,
        "person_id": term.person_id,
        "kind": term.kind,
        "places": f"[{term.places.lower},{term.places.upper})",
        "period": f"[{term.period.lower},{term.period.upper})",
        "ended_reason": "",
        "recorded_reason": "Example",
        "recorded_by_id": term.person_id,
    } | changes
    names = ", ".join(columns)
    return (
        f"INSERT INTO areas_leadterm ({names}) VALUES ({', '.join(['%s'] * len(columns))})",
        *(columns.values()),
    )


def test_no_second_lead_beside_a_lead(person):
    """R-12: one lead."""
    term = LeadTermFactory.create(period=YEAR)

    refused("lead_term_place_taken_once", *copy_of(term, person_id=person.pk))


def test_no_co_lead_beside_a_lead(person):
    """R-12: one lead or two co-leads, never both."""
    term = LeadTermFactory.create(period=YEAR)

    refused(
        "lead_term_place_taken_once",
        *copy_of(term, person_id=person.pk, kind="co_lead", places="[1,2)"),
    )


@pytest.mark.parametrize(
    ("places", "name"),
    [
        ("[1,2)", "lead_term_place_taken_once"),
        ("[3,4)", "lead_term_number_of_co_leads|R-12"),
    ],
)
def test_no_third_co_lead(person, places, name):
    """R-12: two co-leads."""
    first = LeadTermFactory.create(co_lead=True, period=YEAR)
    LeadTermFactory.create(second_co_lead=True, area=first.area, period=YEAR)

    refused(name, *copy_of(first, person_id=person.pk, places=places))


def test_a_third_co_lead_once_the_working_rule_allows_it(person):
    """R-12 is changed by the secretariat without a release."""
    from gmp_portal.rulebook.models import ParameterValue  # noqa: PLC0415 only this test

    first = LeadTermFactory.create(co_lead=True, period=YEAR)
    ParameterValue.objects.create(
        parameter="R-12",
        value={"leads": 1, "co_leads": 3},
        effective_from=date(2025, 1, 1),
        reason="Example",
    )

    third = LeadTermFactory.create(
        kind=LeadTerm.Kind.CO_LEAD, places=place(3), area=first.area, period=YEAR
    )

    assert set(LeadTerm.objects.filter(area=first.area)) == {first, third}


def test_nobody_holds_two_terms_in_one_area_at_a_time():
    """C1: overlapping terms of one person are refused by the database."""
    term = LeadTermFactory.create(co_lead=True, period=YEAR)

    refused("lead_term_person_once_at_a_time", *copy_of(term, places="[2,3)"))


def test_a_term_follows_the_other_without_a_day_between():
    """A1-4b-vi: renewal is a new term."""
    term = LeadTermFactory.create(period=YEAR)

    renewed = LeadTermFactory.create(
        area=term.area,
        person=term.person,
        partner=term.partner,
        period=days(date(2027, 1, 1), date(2028, 12, 31)),
    )

    assert renewed.period.lower == term.period.upper


@pytest.mark.parametrize(
    "period",
    ["[2026-01-01,2028-01-02)", "[2028-02-29,2030-03-02)", "[2026-01-01,)"],
)
def test_no_term_runs_longer_than_two_years(person, period):
    """A1-4b-vi."""
    term = LeadTermFactory.create(period=days(date(2020, 1, 1), date(2020, 12, 31)))

    refused("lead_term_two_years", *copy_of(term, person_id=person.pk, period=period))


def test_a_term_has_a_decision_or_a_reason(person):
    """A1-6a-v: partners agree on their lead."""
    term = LeadTermFactory.create(period=YEAR)

    refused(
        "lead_term_has_decision_or_reason",
        *copy_of(
            term, person_id=person.pk, period="[2027-01-01,2028-01-01)", recorded_reason=""
        ),
    )


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Another title'",
        "next_review_on = '2030-01-01'",
        "snapshot = '{}'",
        f"sha256 = '{'0' * 64}'",
        "frozen_at = now()",
    ],
)
def test_a_submitted_plan_is_frozen(change):
    """A1-3f-ii: what the Advisory Group reviews stays as it was submitted."""
    plan = PlanFactory.create(status="under_review")

    refused("frozen", f"UPDATE areas_planversion SET {change} WHERE id = %s", plan.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE areas_sectiontext SET text = 'Other words' WHERE plan_id = %s",
        "UPDATE areas_planobjective SET target = 'Less' WHERE plan_id = %s",
        "DELETE FROM areas_indicator WHERE plan_id = %s",
        "INSERT INTO areas_potentialdonor (plan_id, position, name, kind, note)"
        " VALUES (%s, 9, 'Example', 'donor', '')",
        "UPDATE areas_milestone SET text = 'Other words' WHERE effort_id IN"
        " (SELECT id FROM areas_effort WHERE plan_id = %s)",
        "DELETE FROM areas_priorityaction_objectives WHERE priorityaction_id IN"
        " (SELECT id FROM areas_priorityaction WHERE plan_id = %s)",
        "DELETE FROM areas_planversion WHERE id = %s",
    ],
)
def test_the_rows_of_a_submitted_plan_are_frozen(statement):
    plan = PlanFactory.create(status="under_review")

    refused("frozen", statement, plan.pk)


@pytest.mark.parametrize("direction", ["in", "out"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE areas_indicator SET plan_id = {target.pk} WHERE plan_id = {source.pk}",
        "UPDATE areas_milestone SET effort_id ="
        " (SELECT min(id) FROM areas_effort WHERE plan_id = {target.pk})"
        " WHERE effort_id IN (SELECT id FROM areas_effort WHERE plan_id = {source.pk})",
        "UPDATE areas_priorityaction_objectives SET priorityaction_id ="
        " (SELECT min(id) FROM areas_priorityaction WHERE plan_id = {target.pk})"
        " WHERE priorityaction_id IN"
        " (SELECT id FROM areas_priorityaction WHERE plan_id = {source.pk})",
    ],
)
def test_no_row_is_moved_into_or_out_of_a_submitted_plan(statement, direction):
    frozen = PlanFactory.create(complete=True, status="under_review")
    draft = PlanFactory.create(complete=True)
    source, target = (frozen, draft) if direction == "out" else (draft, frozen)

    refused("frozen", statement.format(source=source, target=target))


def test_the_status_of_a_frozen_plan_still_moves():
    plan = PlanFactory.create(status="under_review")

    PlanVersion.objects.filter(pk=plan.pk).update(status="aligned")

    plan.refresh_from_db()
    assert plan.status == "aligned"


def test_nothing_is_reviewed_that_is_not_frozen():
    plan = PlanFactory.create(status="agreed")

    refused(
        "plan_is_frozen_from_review_on",
        "UPDATE areas_planversion SET status = 'under_review' WHERE id = %s",
        plan.pk,
    )


def test_only_one_version_is_written_at_a_time():
    plan = PlanFactory.create()

    with pytest.raises(IntegrityError, match="plan_one_version_being_written"):
        PlanFactory.create(area=plan.area, number=2)


def test_an_effort_does_not_end_before_it_starts():
    """A2-IV-3."""
    plan = PlanFactory.create(complete=True)

    refused(
        "plan_effort_ends_after_it_begins",
        "UPDATE areas_effort SET ends_on = '2025-12-31' WHERE plan_id = %s",
        plan.pk,
    )


def test_an_effort_has_no_negative_cost():
    """A2-IV-3."""
    plan = PlanFactory.create(complete=True)

    refused(
        "plan_effort_cost_has_currency",
        "UPDATE areas_effort SET cost = -1 WHERE plan_id = %s",
        plan.pk,
    )


def test_an_area_is_not_established_without_a_decision():
    """P-6."""
    area = AreaFactory.create(proposed=True)

    refused(
        "area_establishment_is_on_record",
        "UPDATE areas_partnershiparea SET status = 'established' WHERE id = %s",
        area.pk,
    )


def test_an_area_has_a_priority():
    """A1-1b."""
    area = AreaFactory.create()

    refused(
        "area_has_a_known_priority",
        "UPDATE areas_partnershiparea SET priorities = '{}' WHERE id = %s",
        area.pk,
    )


def test_goal_links_are_known():
    """A2-II-3."""
    objective = ObjectiveFactory.create()

    refused(
        "plan_objective_links_are_known",
        "UPDATE areas_planobjective SET goal_links = '{O9}' WHERE id = %s",
        objective.pk,
    )


def test_the_rule_of_29_february_goes_back_without_the_terms_it_let_in(person):
    leap = days(date(2024, 2, 29), date(2026, 2, 28))
    term = LeadTermFactory.create(period=leap)
    migration = import_module("areas.migrations.0003_terms_from_29_february")

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(migration.BEFORE)

    kept = LeadTerm.objects.get(pk=term.pk)
    assert kept.period == leap
    later = "[2028-02-29,2030-03-01)"
    refused("lead_term_two_years", *copy_of(term, person_id=person.pk, period=later))
