"""Constraints hold what their names say."""

from datetime import date

import pytest
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Value

from gmp_portal.constraints import (
    both_or_neither,
    known_period,
    no_overlap,
    status_is_known,
)

pytestmark = pytest.mark.django_db


class Status(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"


def _integer(value):
    return Value(value, output_field=models.IntegerField())


def _period(first, last):
    return Value(DateRange(first, last), output_field=DateRangeField())


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ((1, 2, 3), True),
        ((None, None, None), True),
        ((1, None, None), False),
        ((None, 2, 3), False),
        ((1, 2, None), False),
    ],
)
def test_what_belongs_together_is_filled_together(values, holds):
    constraint = both_or_neither("at", "by", "why", name="together")
    row = dict(zip(("at", "by", "why"), map(_integer, values), strict=True))

    assert constraint.name == "together"
    assert constraint.condition.check(row) is holds


@pytest.mark.parametrize(
    ("status", "holds"), [("open", True), ("done", True), ("", False), ("lost", False)]
)
def test_a_status_is_one_of_those_the_life_cycle_names(status, holds):
    constraint = status_is_known(Status, name="known")

    assert constraint.name == "known"
    assert constraint.condition.check({"status": status}) is holds


FIRST, LAST = date(2026, 1, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        ((FIRST, LAST), True),
        ((FIRST, None), True),
        ((None, LAST), False),
        ((None, None), False),
        ((FIRST, FIRST), False),
    ],
)
@pytest.mark.parametrize("field", ["period", "term"])
def test_a_period_has_a_first_day_and_is_not_empty(field, period, holds):
    constraint = known_period(period=field, name="known")

    assert constraint.name == "known"
    assert constraint.condition.check({field: _period(*period)}) is holds


def test_a_period_is_the_field_of_that_name_where_none_is_given():
    assert known_period(name="x") == known_period(period="period", name="x")
    assert no_overlap("a", name="x") == no_overlap("a", period="period", name="x")


def test_rows_that_agree_share_no_day():
    constraint = no_overlap("person", "role", period="term", name="once")

    assert constraint.name == "once"
    assert constraint.index_type == "GIST"
    assert constraint.expressions == [("person", "="), ("role", "="), ("term", "&&")]
