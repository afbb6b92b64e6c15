"""Comparing versions of a plan: unchanged text is never marked (C4, B4-4)."""

import random
import time

import pytest

from areas.actions import rows
from areas.models import PlanVersion
from areas.reading import compare, snapshot
from gmp_portal.writing import compare as words
from tests.factories.areas import PlanFactory

WORDS = [
    "mercury",
    "汞",
    "的",
    "排放",
    "less",
    "2024",
    "1,234.5",
    "\n",
    " ",
    "Zürich",
    "الزئبق",
    ".",
]


def texts(found):
    old = "".join(piece.text for piece in found if piece.kind != "added")
    new = "".join(piece.text for piece in found if piece.kind != "removed")
    return old, new


@pytest.mark.parametrize("seed", range(20))
def test_both_texts_come_back_from_their_difference(seed):
    draw = random.Random(seed)
    old = "".join(draw.choices(WORDS, k=60))
    new = "".join(draw.choices(WORDS, k=60))

    assert texts(words.changed_line(old, new).pieces) == (old, new)


def test_words_that_went_stand_before_the_words_that_came():
    found = words.changed_line("zero mercury, now.", "less cadmium, later.").pieces

    assert [(piece.kind, piece.text) for piece in found] == [
        ("removed", "zero"),
        ("added", "less"),
        ("same", " "),
        ("removed", "mercury"),
        ("added", "cadmium"),
        ("same", ", "),
        ("removed", "now"),
        ("added", "later"),
        ("same", "."),
    ]


def test_two_words_for_one_are_one_passage():
    before = "The Advisory Group endorses the Example programme without delay."
    after = "The Advisory Group takes note of the Example programme;"

    found = words.changed_line(before, after).pieces

    assert texts(found) == (before, after)
    assert ("removed", "endorses ") in {(piece.kind, piece.text) for piece in found}
    assert ("added", "takes note of ") in {(piece.kind, piece.text) for piece in found}


def test_a_long_paragraph_of_unlike_words_is_compared_in_a_moment():
    old = " ".join(f"a{number}" for number in range(9_000))
    new = " ".join(f"b{number}" for number in range(9_000))

    begun = time.process_time()
    found = words.changed_line(old, new).pieces

    assert time.process_time() - begun < 5
    assert texts(found) == (old, new)


def test_one_paragraph_of_forty_thousand_characters_comes_back_whole():
    chance = random.Random(40)
    taken = [
        "".join(chance.choices("abcdefgh", k=chance.randint(2, 9))) for _word in range(7000)
    ]
    old = " ".join(taken)[:40_000]
    changed = (chance.choice(taken) if chance.random() < 0.15 else word for word in taken)
    new = " ".join(changed)[:40_000]

    pieces = words.changed_line(old, new).pieces

    assert texts(pieces) == (old, new)


@pytest.mark.parametrize("seed", range(20))
def test_only_what_was_changed_is_marked(seed):
    draw = random.Random(seed)
    old = [f"w{place}" for place in range(2_000)]
    places = sorted(draw.sample(range(0, 2_000, 3), 40))
    new = [f"x{place}" if place in places else word for place, word in enumerate(old)]

    pieces = words.changed_line(" ".join(old), " ".join(new)).pieces

    marked = {
        kind: [p.text for p in pieces if p.kind == kind] for kind in ("removed", "added")
    }
    assert marked["removed"] == [f"w{place}" for place in places]
    assert marked["added"] == [f"x{place}" for place in places]


@pytest.mark.django_db
def test_a_passage_beyond_the_cap_is_shown_whole_in_both_versions():
    plan = PlanFactory.create(complete=True)
    # Each word and each blank counts: these are more than 20,000, and none stands out.
    before, after = "twice again " * 5_001, "again twice once " * 4_001
    plan.texts.filter(section="VI").update(text=f"Measured {before}in all.")
    old = snapshot.gather(plan)
    plan.texts.filter(section="VI").update(text=f"Measured {after}in all.")
    new = snapshot.gather(PlanVersion.objects.get(pk=plan.pk))

    [change] = [
        change for change in compare.versions(old, new) if change.section.key == "VI"
    ]

    assert change.has_whole_lines
    pieces = change.lines[0].pieces
    assert [piece.kind for piece in pieces] == ["same", "removed", "added", "same"]
    assert texts(pieces) == (f"Measured {before}in all.", f"Measured {after}in all.")


def test_chinese_is_compared_by_the_character():
    found = words.changed_line("减少汞的使用", "减少汞的排放").pieces

    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "减少汞的"),
        ("removed", "使用"),
        ("added", "排放"),
    ]


def test_other_scripts_are_compared_by_the_word():
    found = words.changed_line("less mercury use", "less mercury emission").pieces

    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "less mercury "),
        ("removed", "use"),
        ("added", "emission"),
    ]


@pytest.mark.django_db
def test_only_the_section_that_changed_is_marked():
    plan = PlanFactory.create(complete=True)
    old = snapshot.gather(plan)
    plan.texts.filter(section="VI").update(text="Progress is measured twice a year.")
    new = snapshot.gather(PlanVersion.objects.get(pk=plan.pk))

    changed = [one.section.key for one in compare.versions(old, new) if one.is_changed]

    assert changed == ["VI"]


@pytest.mark.django_db
def test_a_row_that_stands_elsewhere_was_moved():
    plan = PlanFactory.create(complete=True)
    old = snapshot.gather(plan)
    last = plan.actions.last()
    rows.move(plan, last, up=True, by=plan.started_by)
    rows.move(plan, last, up=True, by=plan.started_by)
    plan.actions.filter(pk=last.pk).update(description="Other words.")

    new = snapshot.gather(PlanVersion.objects.get(pk=plan.pk))

    [change] = [one for one in compare.versions(old, new) if one.section.key == "III"]
    first, second, third = plan.actions.all()
    assert shown(change) == [
        ("moved", f"Action 1: {first.title}"),
        ("added", "Description: Other words."),
        ("same", "Serves: Objective 1"),
        ("same", f"Action 2: {second.title}"),
        ("same", "Serves: Objective 1"),
        ("same", f"Action 3: {third.title}"),
        ("same", "Serves: Objective 1"),
    ]


@pytest.mark.django_db
def test_rows_that_came_went_or_have_another_name_are_marked_whole():
    plan = PlanFactory.create(complete=True)
    old = snapshot.gather(plan)
    first, second, third = plan.actions.all()
    third.delete()
    plan.actions.filter(pk=second.pk).update(title="Quite another one")
    plan.donors.all().delete()

    new = snapshot.gather(PlanVersion.objects.get(pk=plan.pk))

    changes = {one.section.key: shown(one) for one in compare.versions(old, new)}
    assert ("same", f"Action 1: {first.title}") in changes["III"]
    assert ("added", "Quite") in changes["III"]
    assert ("removed", f"Action 3: {third.title}") in changes["III"]
    assert ("removed", "Example Fund") in changes["VII"]


@pytest.mark.django_db
def test_rows_are_paired_by_the_key_that_lasts():
    plan = PlanFactory.create(complete=True)
    first, second = plan.actions.all()[:2]
    plan.actions.filter(pk=first.pk).update(title="Survey the Example mines")
    plan.actions.filter(pk=second.pk).update(title="Train the Example miners")
    old = snapshot.gather(PlanVersion.objects.get(pk=plan.pk))
    plan.actions.filter(pk=first.pk).delete()
    plan.actions.filter(pk=second.pk).update(title="Survey the Example miners")

    new = snapshot.gather(PlanVersion.objects.get(pk=plan.pk))

    [change] = [one for one in compare.versions(old, new) if one.section.key == "III"]
    pieces = shown(change)
    assert ("removed", "Action 1: Survey the Example mines") in pieces
    assert {("removed", "Train"), ("added", "Survey")} <= set(pieces)


@pytest.mark.django_db
def test_an_entry_that_came_does_not_stand_for_another_one_that_went():
    plan = PlanFactory.create(complete=True)
    content = snapshot.gather(plan)
    donor = content["donors"][0]
    other = donor | {"key": "ASGM-D-99", "name": "Example Bank"}

    [change] = [
        one
        for one in compare.versions(content, content | {"donors": [other]})
        if one.section.key == "VII"
    ]

    pieces = shown(change)
    assert ("removed", donor["name"]) in pieces
    assert ("added", "Example Bank") in pieces


def shown(change):
    return [(piece.kind, piece.text) for line in change.lines for piece in line.pieces]
