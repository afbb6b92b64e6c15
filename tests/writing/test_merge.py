"""Joining two texts that began as the same one (C4, N16)."""

import random

import pytest

from gmp_portal.writing import merge


def test_different_paragraphs_are_joined():
    text, is_clear = merge.paragraphs("a\n\nb\n\nc", "A\n\nb\n\nc", "a\n\nb\n\nC")

    assert (text, is_clear) == ("A\n\nb\n\nC", True)


def test_neighbouring_lines_are_joined():
    text, is_clear = merge.paragraphs("a\nb", "A\nb", "a\nB")

    assert (text, is_clear) == ("A\nB", True)


def test_the_same_paragraph_is_left_to_a_person():
    text, is_clear = merge.paragraphs("a\n\nb", "mine\n\nb", "theirs\n\nb")

    assert (text, is_clear) == ("mine\n\nb", False)


def test_what_both_add_in_one_place_stands_one_after_the_other():
    text, is_clear = merge.paragraphs("a", "a\n\nmine", "a\n\ntheirs")

    assert (text, is_clear) == ("a\n\ntheirs\n\nmine", True)


@pytest.mark.parametrize(
    ("theirs", "mine", "joined"),
    [
        ("Theirs.", "Mine.", "Theirs.\n\nMine."),
        ("a\n\ntheirs\n\nb", "a\n\nmine\n\nb", "a\n\ntheirs\n\nmine\n\nb"),
        ("a\n\nb", "a\n\nb\n\nmine", "a\n\nb\n\nmine"),
        ("a\n\nb", "a", "a\n\nb"),
        ("", "mine", "mine"),
    ],
)
def test_of_two_texts_what_they_share_stands_once(theirs, mine, joined):
    assert merge.both(theirs, mine) == joined


def test_what_both_changed_alike_stands_once():
    text, is_clear = merge.paragraphs("a\nb", "a\nB", "a\nB")

    assert (text, is_clear) == ("a\nB", True)


def test_a_paragraph_removed_by_one_and_changed_by_the_other_is_left_to_a_person():
    _text, is_clear = merge.paragraphs("a\n\nb\n\nc", "a\n\nc", "a\n\nB\n\nc")

    assert not is_clear


def test_han_paragraphs_are_joined():
    text, is_clear = merge.paragraphs("汞\n\n矿", "汞的使用\n\n矿", "汞\n\n采矿")

    assert (text, is_clear) == ("汞的使用\n\n采矿", True)


@pytest.mark.parametrize("seed", range(20))
def test_nothing_that_either_wrote_is_missing(seed):
    """A clear answer holds what each added, and only loses what one of them removed."""
    chance = random.Random(seed)
    for _round in range(50):
        base = [f"{chance.choice('abcdefgh')}{n}" for n in range(chance.randrange(1, 12))]
        mine, theirs = _changed(base, chance), _changed(base, chance)

        joined, is_clear = merge.merge3(base, mine, theirs)

        added = {*mine, *theirs} - set(base)
        kept = set(base) & set(mine) & set(theirs)
        assert not is_clear or set(joined) == added | kept
        assert merge.merge3(base, mine, base) == (mine, True)
        assert merge.merge3(base, base, theirs) == (theirs, True)


def _changed(lines, chance):
    changed = list(lines)
    for number in range(chance.randrange(3)):
        place = chance.randrange(len(changed) + 1)
        what = chance.randrange(3)
        if what == 0:
            changed.insert(place, f"new{number}{chance.random()}")
        elif place < len(changed):
            changed[place : place + 1] = [] if what == 1 else [f"x{chance.random()}"]
    return changed


def test_fields_changed_apart_are_joined():
    base = {"title": ["Plan"], "year": ["2026"]}

    merged = merge.values(
        base,
        {"title": ["My plan"], "year": ["2026"]},
        {"title": ["Plan"], "year": ["2027"]},
        set(),
    )

    assert merged.values == {"title": ["My plan"], "year": ["2027"]}
    assert (merged.taken, merged.clashes) == (["year"], [])


def test_one_field_changed_by_both_is_left_to_a_person():
    merged = merge.values({"year": ["2026"]}, {"year": ["2027"]}, {"year": ["2028"]}, set())

    assert merged.values == {"year": ["2027"]}
    [clash] = merged.clashes
    assert (clash.base, clash.mine, clash.theirs) == (["2026"], ["2027"], ["2028"])


def test_without_a_base_every_difference_is_left_to_a_person():
    merged = merge.values(
        None, {"a": ["x"], "b": ["y"], "c": []}, {"a": ["x"], "b": [], "c": ["z"]}, set()
    )

    assert merged.values == {"a": ["x"], "b": ["y"], "c": []}
    assert [clash.name for clash in merged.clashes] == ["c"]


def rows(*titles):
    return [{"title": [title], "cost": []} for title in titles]


def test_rows_added_and_moved_by_two_people_are_joined():
    base = {"rows": rows("a", "b", "c")}

    merged = merge.values(
        base,
        {"rows": rows("a", "b", "c", "mine")},
        {"rows": rows("theirs", "a", "b", "c")},
        set(),
    )

    assert merged.values == {"rows": rows("theirs", "a", "b", "c", "mine")}
    assert merged.clashes == []


def test_fields_of_one_row_changed_apart_are_joined():
    base = {"rows": [{"title": ["a"], "cost": []}]}
    mine = {"rows": [{"title": ["A"], "cost": []}]}
    theirs = {"rows": [{"title": ["a"], "cost": ["5"]}]}

    merged = merge.values(base, mine, theirs, set())

    assert merged.values == {"rows": [{"title": ["A"], "cost": ["5"]}]}
    assert merged.clashes == []
