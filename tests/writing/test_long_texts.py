"""Long texts are compared within a bound, and as exactly as short ones where that is possible."""

import random

import pytest

from gmp_portal.writing import compare
from gmp_portal.writing.alignment import MOST_PAIRS, align

LONG = 34_000
WORDS = [f"{first}{second}n" for first in "bdfgklmpst" for second in "aeiou"]


def rebuilt(line, kind):
    return "".join(piece.text for piece in line.pieces if piece.kind in ("same", kind))


def pairs_compared(old, new):
    """How many pairs of words were compared one by one."""
    return align(compare.TOKEN.findall(old), compare.TOKEN.findall(new)).pairs


@pytest.fixture
def chance():
    return random.Random(8)


def han(chance, length=LONG):
    return "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(length))


def test_a_changed_word_in_a_long_chinese_paragraph_is_all_that_is_marked(chance):
    old = han(chance)
    new = old[:9_000] + "汞" + old[9_001:20_000] + "水俣公约" + old[20_000:]

    line = compare.changed_line(old, new)

    changed = [(piece.kind, piece.text) for piece in line.pieces if piece.kind != "same"]
    assert changed == [("removed", old[9_000]), ("added", "汞"), ("added", "水俣公约")]
    assert not line.is_whole


def test_a_thousand_changes_in_a_long_paragraph_are_lined_up(chance):
    old = han(chance)
    letters = list(old)
    for _change in range(1000):
        letters[chance.randrange(LONG)] = "。"
    new = "".join(letters)

    line = compare.changed_line(old, new)

    assert rebuilt(line, "removed") == old
    assert rebuilt(line, "added") == new
    assert sum(len(piece.text) for piece in line.pieces if piece.kind == "same") > 32_000
    assert pairs_compared(old, new) < 1_000_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("汞" * LONG, "汞" * 900 + "金" + "汞" * LONG, id="one sign repeated"),
        pytest.param("汞金" * LONG, "金汞金" * LONG, id="two signs in turn"),
        pytest.param("." * LONG, "." * (LONG - 7), id="stops alone"),
        pytest.param("ab " * LONG, "ba " * LONG, id="two words"),
    ],
)
def test_texts_without_any_run_of_their_own_stay_within_the_bound(old, new):
    line = compare.changed_line(old, new)

    assert rebuilt(line, "removed") == old
    assert rebuilt(line, "added") == new
    assert pairs_compared(old, new) <= MOST_PAIRS


def test_long_unlike_texts_stay_within_the_bound_and_are_shown_one_after_the_other(chance):
    old, new = han(chance), han(chance)

    line = compare.changed_line(old, new)

    assert [(piece.kind, piece.text) for piece in line.pieces] == [
        ("removed", old),
        ("added", new),
    ]
    assert line.is_whole
    assert pairs_compared(old, new) <= MOST_PAIRS


def test_a_passage_too_long_to_be_compared_leaves_the_rest_of_the_paragraph_exact(chance):
    start, middle, end = han(chance, 500), han(chance, 500), han(chance, 500)
    old = start + "汞金" * 8_000 + middle + "a" + end
    new = start[:-1] + "金汞汞" * 8_000 + middle + "b" + end

    line = compare.changed_line(old, new)

    assert line.is_whole
    assert [(piece.kind, piece.text) for piece in line.pieces][-3:] == [
        ("removed", "a"),
        ("added", "b"),
        ("same", end),
    ]


@pytest.mark.parametrize("seed", range(60))
def test_matches_found_by_their_runs_are_in_both_and_in_order(seed):
    chance = random.Random(seed)
    old = chance.choices("abcdefgh", k=300)
    new = list(old)
    for _change in range(chance.randrange(40)):
        place = chance.randrange(len(new))
        new[place : place + chance.randrange(3)] = chance.choices("abcdefgh", k=2)

    alignment = align(old, new, most_pairs=chance.choice((0, 500, 5_000)))

    done = (0, 0)
    for match in alignment.matches:
        assert match.old >= done[0]
        assert match.new >= done[1]
        assert (
            old[match.old : match.old + match.size]
            == new[match.new : match.new + match.size]
        )
        done = (match.old + match.size, match.new + match.size)


def test_short_texts_are_compared_in_full():
    old, new = ["gold", "from", "the", "river"], ["gold", "of", "the", "hill"]

    matches, pairs, is_complete = align(old, new)

    assert is_complete
    assert [tuple(match) for match in matches] == [(0, 0, 1), (2, 2, 1)]
    # Not with the word that both begin with.
    assert pairs == 9
