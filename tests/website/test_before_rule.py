"""What was recorded before decisions named their subject can be listed at any time."""

import io

import pytest
from django.core.management import call_command

from tests.before_rule import before_rule, carried_before
from tests.factories.advisory_group import ChairTermFactory
from tests.factories.areas import AreaFactory
from tests.factories.meetings import DecisionFactory

pytestmark = pytest.mark.django_db


def _listed():
    said = io.StringIO()
    call_command("list_decisions_before_rule", stdout=said)
    return said.getvalue().splitlines()


def test_records_of_before_are_listed_with_their_decisions():
    ChairTermFactory.create(kind="co_chair")
    DecisionFactory.create(adopted=True)
    old = before_rule(DecisionFactory.create(adopted=True))
    term = carried_before(ChairTermFactory.create(kind="co_chair"))
    area = carried_before(
        AreaFactory.create(), established_decision=DecisionFactory.create(adopted=True)
    )

    assert _listed() == [
        f"partnership area: {area} ({area.get_absolute_url()})",
        f"term as chair: {term} ({term.get_absolute_url()})",
        f"decision: {old} ({old.get_absolute_url()})",
    ]


def test_a_new_installation_has_nothing_to_list():
    ChairTermFactory.create()

    assert _listed() == []
