"""A table is as short as its columns make it, and parts no word and no amount."""

from itertools import pairwise

import pytest

from gmp_portal.typesetting import columns
from gmp_portal.typesetting.columns import widths

WHOLE = 166.0
SENTENCE = (
    "Twice in the period, two partners visit the plants and write four pages on them."
)


def table(*rows: tuple[str, ...]) -> list[tuple[tuple[str], ...]]:
    return [tuple((words,) for words in row) for row in rows]


def test_a_column_of_long_lines_gets_more_than_one_with_a_single_long_line():
    single = (
        "Example International Association of Independent Laboratories for Air and Water"
    )
    rows = table(
        ("Who", "Remarks"), (single, SENTENCE), *[("Example partner", SENTENCE)] * 9
    )

    who, remarks = widths(rows, WHOLE)

    assert remarks > 2 * who
    assert who + remarks == pytest.approx(WHOLE)


def test_what_leaves_free_more_before_its_words_gets_as_much_more():
    rows = table(("Tonnes", "Region"), ("1,234", "Caribbean"))

    plain = widths(rows, 40)
    set_off = widths(rows, 40, [0, 4])

    assert set_off[1] > plain[1]
    least = columns._least(("Caribbean",), 0)
    assert set_off[1] >= least + 4


def test_an_amount_stays_on_one_line_however_long_the_others_are():
    rows = table(("What", "Cost"), *[(SENTENCE * 3, "USD 412,500")] * 4)

    _what, cost = widths(rows, WHOLE)

    least = len("USD 412,500") * columns.LETTER + columns.BESIDE
    assert cost > least - 0.01


def test_columns_of_short_lines_share_the_rest_by_their_words():
    rows = table(("Year", "Name of the plant"), ("2027", "Example plant 1"))

    year, name = widths(rows, WHOLE)

    assert year + name == pytest.approx(WHOLE)
    assert year < name


def test_too_many_columns_are_all_made_narrower():
    rows = table(tuple(f"Administration{place}" for place in range(12)))

    made = widths(rows, WHOLE)

    assert sum(made) == pytest.approx(WHOLE)
    assert all(one == pytest.approx(other, rel=0.2) for one, other in pairwise(made))
