"""What plans said of opportunities before is where their records begin (0028)."""

import importlib

import pytest
from django.db import connection

from areas.models import AreaOpportunity, Opportunity
from tests.factories.areas import PlanFactory, advance

pytestmark = pytest.mark.django_db
migration = importlib.import_module("areas.migrations.0028_opportunities_of_plans")


def next_version(plan, **facts):
    later = PlanFactory.create(area=plan.area, number=plan.number + 1)
    row = plan.opportunities.get()
    return Opportunity.objects.create(plan=later, key=row.key, **facts)


def migrate():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(migration.BEGIN)


@pytest.fixture
def row():
    """An opportunity of a published plan."""
    plan = PlanFactory.create(complete=True)
    plan.opportunities.all().delete()
    row = Opportunity.objects.create(
        plan=plan, title="As published", objective=plan.objectives.first(), status="dropped"
    )
    advance(plan, "published")
    return row


def test_a_published_opportunity_has_a_record_in_its_words(row):
    migrate()

    made = AreaOpportunity.objects.get()
    assert (made.key, made.title, made.status, made.objective, made.before_rule) == (
        row.key,
        "As published",
        "dropped",
        row.objective.key,
        True,
    )
    assert (made.partner, made.listed_at) == (None, row.plan.published_at)


def test_a_draft_knows_better_where_it_stands_and_keeps_its_words_to_itself(row):
    later = next_version(row.plan, title="As drafted", status="seeking")

    migrate()

    made = AreaOpportunity.objects.get()
    later.refresh_from_db()
    assert (made.title, made.status) == ("As published", "seeking")
    assert (later.title, later.status) == ("As drafted", "seeking")


def test_what_only_a_draft_has_begins_later():
    plan = PlanFactory.create(complete=True)
    rows = plan.opportunities.count()

    migrate()

    assert not AreaOpportunity.objects.exists()
    assert plan.opportunities.count() == rows
