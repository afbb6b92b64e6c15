"""Working rules: their values by date, and how they change."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from gmp_portal import rulebook
from gmp_portal.rulebook import actions
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.workflow import RuleRefusedError

LATER = range(60, 86)
NUMBERS = (*range(1, 19), *range(20, 25), *range(26, 59), *LATER)
RULES = [f"R-{number:02}" for number in NUMBERS]
DAY = date(2026, 6, 1)


def tomorrow() -> date:
    return timezone.now().date() + timedelta(days=1)


def test_the_rule_book_has_its_working_rules_in_order():
    assert [rule.id for rule in rulebook.parameters()] == RULES


@pytest.mark.parametrize("rule", rulebook.parameters(), ids=lambda rule: rule.id)
def test_every_rule_accepts_its_own_start_and_says_it_in_a_sentence(rule):
    rule.check(rule.value)

    assert str(rule.question).endswith("?")
    assert rule.answer.endswith(".")
    assert "%" not in rule.answer
    assert all(rulebook.clause(clause_id) for clause_id in rule.clauses)


def test_unknown_rule_is_refused_with_a_sentence():
    with pytest.raises(KeyError, match="The rule book has no working rule 'Z-1'"):
        rulebook.parameter("Z-1")


def test_value_starts_with_what_the_rule_book_says(db):
    values = {"R-03": 2, "R-07": {"minimum_hours": 72, "default_days": 7}, "R-01": False}

    assert {rule_id: rulebook.value(rule_id) for rule_id in values} == values


def test_value_cannot_be_spoiled_by_whoever_reads_it(db):
    rulebook.value("R-07")["minimum_hours"] = 1

    assert rulebook.value("R-07") == {"minimum_hours": 72, "default_days": 7}


def test_past_acts_keep_the_value_of_their_day(secretariat):
    with time_machine.travel(DAY):
        actions.set_value(
            "R-05", 10, effective_from=date(2026, 7, 1), reason="Faster.", by=secretariat
        )
        actions.set_value(
            "R-05",
            7,
            effective_from=date(2026, 9, 1),
            reason="Faster still.",
            by=secretariat,
        )

    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert [rulebook.value("R-05", on=day) for day in days] == [14, 10, 10, 7]


def test_set_value_keeps_who_decided_and_why(secretariat):
    row = actions.set_value(
        "R-01",
        True,
        effective_from=tomorrow(),
        reason=" Asked by the group. ",
        by=secretariat,
    )

    row.refresh_from_db()
    assert (row.value, row.reason, row.decided_by) == (
        True,
        "Asked by the group.",
        secretariat.pk,
    )


@pytest.mark.parametrize("days", [0, -1])
def test_set_value_refuses_a_day_that_has_begun(secretariat, days):
    day = timezone.now().date() + timedelta(days=days)

    with pytest.raises(RuleRefusedError, match="coming day") as refusal:
        actions.set_value("R-05", 10, effective_from=day, reason="Faster.", by=secretariat)

    assert refusal.value.clause == "R-05"
    assert not ParameterValue.objects.exists()


def test_set_value_refuses_a_change_without_reason(secretariat):
    with pytest.raises(ValidationError, match="reason"):
        actions.set_value(
            "R-05", 10, effective_from=tomorrow(), reason="  ", by=secretariat
        )

    assert not ParameterValue.objects.exists()


def test_set_value_refuses_a_second_value_for_the_same_day(secretariat):
    actions.set_value(
        "R-05", 10, effective_from=tomorrow(), reason="Faster.", by=secretariat
    )

    with pytest.raises(RuleRefusedError, match="another day"):
        actions.set_value(
            "R-05", 7, effective_from=tomorrow(), reason="Now.", by=secretariat
        )

    assert ParameterValue.objects.get().value == 10


@pytest.mark.parametrize(
    ("rule_id", "value"),
    [
        ("R-05", "14"),
        ("R-05", 0),
        ("R-05", True),
        ("R-05", 1.5),
        ("R-01", 1),
        ("R-07", 72),
        ("R-07", {"minimum_hours": 72}),
        ("R-07", {"minimum_hours": 72, "default_days": 7, "more": 1}),
        ("R-07", {"minimum_hours": 72, "default_days": "7"}),
        ("R-10", "secretariat"),
    ],
)
def test_set_value_refuses_a_value_of_another_form(secretariat, rule_id, value):
    with pytest.raises(ValidationError):
        actions.set_value(
            rule_id, value, effective_from=tomorrow(), reason="Why not?", by=secretariat
        )

    assert not ParameterValue.objects.exists()


def test_a_working_rule_reads_as_a_clause_that_says_what_holds_today(secretariat):
    with time_machine.travel(DAY):
        actions.set_value(
            "R-03", 3, effective_from=date(2026, 7, 1), reason="Asked for.", by=secretariat
        )
        before = str(rulebook.clause("R-03").text)

    with time_machine.travel(date(2026, 7, 1)):
        after = str(rulebook.clause("R-03").text)

    assert before == "At most 2 terms in all, counted per person."
    assert after == "At most 3 terms in all, counted per person."


def test_the_database_itself_wants_a_reason(db):
    with pytest.raises(IntegrityError, match="rulebook_value_has_a_reason"):
        ParameterValue.objects.create(
            parameter="R-05", value=3, effective_from=DAY, reason=" "
        )


def test_a_value_that_has_begun_to_apply_stays(db):
    row = ParameterValue.objects.create(
        parameter="R-05", value=3, effective_from=date(2026, 1, 1), reason="Once."
    )

    with pytest.raises(IntegrityError, match="already applies"), transaction.atomic():
        ParameterValue.objects.filter(pk=row.pk).update(value=4)
    with pytest.raises(IntegrityError, match="already applies"), transaction.atomic():
        row.delete()

    assert rulebook.value("R-05", on=date(2026, 1, 1)) == 3


def test_a_value_that_is_still_to_come_can_be_taken_back(secretariat):
    row = actions.set_value(
        "R-05", 10, effective_from=tomorrow(), reason="Faster.", by=secretariat
    )

    row.delete()

    assert rulebook.value("R-05", on=tomorrow()) == 14
