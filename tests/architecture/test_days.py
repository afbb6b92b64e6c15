"""No day is taken from UTC, or from the reader's clock, but by gmp_portal.dates (R-29)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("gmp_portal", "partners", "areas", "advisory_group", "reporting")
HELPER = "gmp_portal/dates.py"
FORBIDDEN_CALLS = {"localdate", "utcnow", "today"}
NOW = {"now", "localtime"}


def days_by_hand(source):
    """Lines that make a day of a moment, or of now, by themselves."""
    tree = ast.parse(source)
    return sorted({node.lineno for node in ast.walk(tree) if is_by_hand(node)})


def is_by_hand(node):
    if isinstance(node, ast.keyword):
        return node.arg is not None and any(
            f"_at__{part}" in node.arg for part in ("date", "year", "month", "day")
        )
    if isinstance(node, ast.Attribute) and node.attr in ("year", "month", "day"):
        return isinstance(node.value, ast.Call) and name_of(node.value) in NOW
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr == "date":
        return not node.args
    owner = getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
    return node.func.attr in FORBIDDEN_CALLS and owner in ("date", "datetime", "timezone")


def name_of(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_no_day_is_made_by_hand():
    by_hand = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and str(path.relative_to(ROOT)) != HELPER
        for line in days_by_hand(path.read_text(encoding="utf-8"))
    ]

    assert by_hand == []


@pytest.mark.parametrize(
    "line",
    [
        "timezone.now().date()",
        "report.submitted_at.date()",
        "date.today()",
        "datetime.date.today()",
        "timezone.localdate()",
        "datetime.utcnow()",
        "timezone.now().year",
        "timezone.localtime(moment).day",
        "rows.filter(ended_at__date=day)",
        "rows.filter(ended_at__date__range=days)",
        "rows.filter(meeting__held_at__year=2026)",
    ],
)
def test_each_way_to_make_a_day_by_hand_would_be_noticed(line):
    assert days_by_hand(line) == [1]


@pytest.mark.parametrize(
    "line", ["dates.today()", "dates.day_of(moment)", "meeting.starts_on.year", "today()"]
)
def test_other_lines_are_left_alone(line):
    assert days_by_hand(line) == []
