"""What a form shows and what it sends are the same values, and rows are lined up."""

import pytest

from areas.forms.row_kinds import KINDS
from gmp_portal.ui.versions import as_sent, values_of
from gmp_portal.writing import compare
from tests.factories.areas import PlanFactory


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["objectives", "actions", "efforts", "indicators"])
def test_what_is_shown_comes_back_as_it_was(kind, rf):
    plan = PlanFactory.create(complete=True)
    row = getattr(plan, kind).first()
    form = KINDS[kind].form
    shown = values_of([form(instance=row, plan=plan)])

    sent = as_sent([form(instance=row, plan=plan)], shown, rf.get("/").GET)

    assert values_of([form(sent, instance=row, plan=plan)]) == shown


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "cab", [("moved", "c"), ("same", "a"), ("same", "b")]),
        ("ab", "ac", [("same", "a"), ("removed", "b"), ("added", "c")]),
        ("aab", "ab", [("same", "a"), ("removed", "a"), ("same", "b")]),
        (
            "akc",
            "dka",
            [("added", "d"), ("moved", "k"), ("same", "a"), ("removed", "c")],
        ),
        ("ab", "", [("removed", "a"), ("removed", "b")]),
        ("", "ab", [("added", "a"), ("added", "b")]),
    ],
)
def test_rows_are_lined_up(old, new, expected):
    shown = [
        (piece.kind, piece.text)
        for line in compare.moved_rows(list(old), list(new))
        for piece in line.pieces
    ]

    assert shown == expected
