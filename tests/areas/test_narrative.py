"""Texts with signs beside the version before, and joined from two windows (C4, ADR 57)."""

import time

from areas.reading import narrative
from areas.reading.tongue import Tongue
from gmp_portal.typesetting.signs import lines
from gmp_portal.writing import compare, merge

OLD = """%%%
Words.

| Year | Cost |
| 2026 | 5 |
| 2027 | 6 |

![7] A map"""


def changes(old, new):
    """What went and what came, as people read it."""
    texts = (narrative.lines(lines.read(text), Tongue("en")) for text in (old, new))
    return [
        (piece.kind, piece.text)
        for line in compare.lines(*texts)
        for piece in line.pieces
        if piece.kind != "same"
    ]


def test_a_new_heading_a_changed_cell_and_another_alternative_text_are_read():
    new = OLD.replace("Words.", "# Why\n\nWords.").replace("| 6 |", "| 60 |")

    assert changes(OLD, new) == [
        ("added", "Heading: Why"),
        ("removed", "6"),
        ("added", "60"),
    ]
    assert changes(OLD, f"{OLD} of mines | Mines | UNEP") == [
        ("added", " of mines"),
        ("added", "Caption: Mines"),
        ("added", "Source: UNEP"),
    ]


def test_another_address_of_a_link_is_a_change():
    old, new = (f"%%%\nSee [it](https://x.org/{page})^[Note.]" for page in ("a", "b"))

    assert changes(old, new) == [("removed", "a"), ("added", "b")]


def test_a_text_that_only_got_signs_is_unchanged():
    plain = "We met.\n- less\n- none\n\nYear\tCost\n2026\t5"

    assert changes(plain, lines.signed(plain)) == []


def test_two_people_change_two_rows_of_a_table():
    mine = OLD.replace("| 5 |", "| 50 |")
    theirs = OLD.replace("| 6 |", "| 60 |")

    joined, is_clear = merge.paragraphs(OLD, mine, theirs)

    assert is_clear
    assert joined == OLD.replace("| 5 |", "| 50 |").replace("| 6 |", "| 60 |")


def test_signs_come_to_a_text_that_somebody_else_writes_without_them():
    joined, is_clear = merge.paragraphs(
        "First.\n\nSecond.", "%%%\n**First.**\n\nSecond.", "First.\n\nSecond and more."
    )

    assert (joined, is_clear) == ("%%%\n**First.**\n\nSecond and more.", True)


def test_a_long_text_is_compared_within_the_goal():
    part = (
        "The area **measures** each year^[See [it](https://x.org/), p. 3].\n\n| a | b |\n\n"
    )
    old = "%%%\n" + part * 600
    new = old.replace("| b |", "| c |", 300)

    began = time.perf_counter()
    found = changes(old, new)

    assert len(old) > 40_000
    assert len(found) == 600
    # Far more than it takes: a busy machine takes its time.
    assert time.perf_counter() - began < 2
