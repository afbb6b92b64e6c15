"""Texts that share little are shown one after the other, not as a mixture of marks (B4-4)."""

import pytest
from django.template.loader import render_to_string

from gmp_portal.writing import compare
from gmp_portal.writing.turns import Conflict

PAIRS = {
    "English": (
        "The programme reduces the use of mercury in small-scale gold mining, and trains those "
        "who buy the gold in six countries.",
        "Each of the partners reports once a year to the lead of the area, who puts the answers "
        "together and sends them to the secretariat.",
    ),
    "Chinese": (
        "本计划的目标是减少手工和小规模采金业中汞的使用，并通过培训支持各国履行公约义务。",
        "伙伴关系咨询小组在协商一致的基础上选举其主席，任期两年，秘书处负责会议的筹备。",
    ),
    "Arabic": (
        "يهدف هذا المخطط إلى الحد من استخدام الزئبق في تعدين الذهب، ودعم البلدان في التدريب.",
        "ينتخب الفريق الاستشاري رئيسه بتوافق الآراء لمدة سنتين، وتتولى الأمانة التحضير في الوقت.",
    ),
}


def both(lines):
    """The old and the new text, as the difference gives them back."""
    pieces = [(line, piece) for line in lines for piece in line.pieces]
    old = [piece.text for _line, piece in pieces if piece.kind != "added"]
    new = [piece.text for _line, piece in pieces if piece.kind != "removed"]
    return "".join(old), "".join(new)


@pytest.mark.parametrize("language", PAIRS)
def test_unlike_paragraphs_are_replaced_whole(language):
    old, new = PAIRS[language]

    line = compare.changed_line(old, new)

    assert line.is_replaced
    assert not line.is_whole
    assert [(piece.kind, piece.text) for piece in line.pieces] == [
        ("removed", old),
        ("added", new),
    ]


@pytest.mark.parametrize("language", PAIRS)
def test_an_edited_paragraph_is_still_marked_word_by_word(language):
    old, _other = PAIRS[language]
    new = f"2027: {old[:-20]} 2028 {old[-15:]}"

    line = compare.changed_line(old, new)

    assert not line.is_replaced
    assert both([line]) == (old, new)


def test_three_words_of_a_short_line_are_marked_in_their_place():
    line = compare.changed_line("zero mercury now", "less cadmium later")

    assert not line.is_replaced
    assert len(line.pieces) == 8


def test_what_went_stands_before_what_came_over_several_paragraphs():
    [(first, other), (second, another), _arabic] = PAIRS.values()

    lines = compare.lines(["Same.", first, second], ["Same.", other, another])

    assert [(piece.kind, piece.text) for line in lines for piece in line.pieces] == [
        ("same", "Same."),
        ("removed", first),
        ("removed", second),
        ("added", other),
        ("added", another),
    ]


def test_both_texts_come_back_though_some_paragraphs_are_replaced():
    [(first, other), (second, another), (third, _new)] = PAIRS.values()
    old, new = [first, second, third], [other, second + "2028", another, "Four."]

    lines = compare.lines(old, new)

    assert both(lines) == ("".join(old), "".join(new))


def test_a_replaced_line_is_shown_as_two_passages():
    old, new = PAIRS["English"]
    lines = (compare.changed_line(old, new),)

    page = render_to_string("writing/_parts/lines.html", {"lines": lines})

    removed, added = (f"<del>{old}</del></p>", f"<ins>{new}</ins></p>")
    assert page.count('<p dir="auto">') == 2
    assert page.index(f'<p dir="auto">{removed}') < page.index(f'<p dir="auto">{added}')


def test_a_conflict_without_a_base_compares_mine_with_theirs():
    theirs, mine = PAIRS["English"]
    conflict = Conflict("text", "Text", None, mine, theirs, is_prose=True)

    marked = conflict.mine_marked

    assert both(marked) == (theirs, mine)
    assert both(conflict.theirs_marked) == (theirs, theirs)
