"""Remarks stay at their words: small changes do no harm, and never do they point elsewhere (C4)."""

import random

import pytest

from gmp_portal.writing import anchors
from gmp_portal.writing.anchors import Anchor

TEXT = (
    "Small mines are the largest source of mercury in the Example region. About 4,000 families "
    "in three provinces live from them.\n\n"
    "Buyers pay more for gold that was won without mercury. Training takes two years.\n"
    "- courses for miners\n- courses for nurses"
)
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")
WORDS = [one + two + three for one in SYLLABLES for two in SYLLABLES for three in "nstr"]


def anchor(words, text=TEXT):
    start = text.index(words)
    return anchors.of(text, start, start + len(words))


def said(text, place):
    return text[place.start : place.end]


def test_words_are_found_where_they_stand():
    place = anchors.find(TEXT, anchor("gold that was won"))

    assert said(TEXT, place) == "gold that was won"
    assert place.is_same


def test_blanks_around_what_was_marked_do_not_count():
    start = TEXT.index(" Training")

    kept = anchors.of(TEXT, start, start + len(" Training "))

    assert kept.quote == "Training"
    assert kept.before.endswith("without mercury. ")


def test_a_text_before_them_moves_them():
    later = f"A new beginning.\n\n{TEXT}"

    place = anchors.find(later, anchor("Training takes two years."))

    assert said(later, place) == "Training takes two years."


def test_a_few_changed_words_do_no_harm():
    later = TEXT.replace("4,000 families in three", "6,000 families in five")

    place = anchors.find(later, anchor("About 4,000 families in three provinces live"))

    assert said(later, place) == "About 6,000 families in five provinces live"
    assert not place.is_same


def test_of_equal_words_those_with_the_same_surroundings_are_found():
    first, second = TEXT.index("mercury"), TEXT.rindex("mercury")

    places = [
        anchors.find(TEXT, anchors.of(TEXT, start, start + len("mercury")))
        for start in (first, second)
    ]

    assert [place.start for place in places] == [first, second]


def test_words_that_went_are_not_taken_for_equal_ones_elsewhere():
    last = TEXT.rindex("mercury")
    kept = anchors.of(TEXT, last, last + len("mercury"))
    later = TEXT.replace(
        "Buyers pay more for gold that was won without mercury.", "Nobody pays."
    )

    assert anchors.find(later, kept) is None


@pytest.mark.parametrize(
    "later", ["", "   \n", "Something else stands here now, all of it."]
)
def test_words_of_a_text_that_went_are_gone(later):
    assert anchors.find(later, anchor("Training takes two years.")) is None


def test_two_places_alike_are_no_place():
    line = "The partners report once a year to the lead of the area. "
    kept = anchors.of(line, 4, 40)

    assert anchors.find(line * 3, kept) is None


def test_two_places_almost_alike_are_no_place():
    first = "The partners report once a year to the lead of the whole area."
    kept = anchors.of(first, 0, len(first))
    later = (
        "The partners report twice a year to the lead of the whole area. Later on: "
        "The partners report three times a year to the lead of the whole area."
    )

    assert anchors.find(later, kept) is None


def test_short_words_almost_alike_need_the_same_surroundings():
    kept = anchor("two years")

    near = anchors.find(TEXT.replace("two years", "two yeers"), kept)
    elsewhere = anchors.find("It was long ago. In two yeers nobody will care.", kept)

    assert near is not None
    assert elsewhere is None


def test_the_whole_of_a_short_text_is_found_in_itself_only():
    kept = anchors.of("Mercury", 0, len("Mercury"))

    assert anchors.find("Mercury", kept) == (0, 7, True)
    assert anchors.find("Nobody uses Mercury", kept) is None


def test_a_longer_quote_than_the_text_is_gone():
    assert anchors.find("takes two", anchor("Training takes two years.")) is None


def test_chinese_words_are_found_after_a_change():
    text = (
        "在示例地区，小型金矿是汞排放的最大来源。约有四千个家庭以此为生。"
        "买家愿意为无汞黄金支付更高价格。"
    )
    kept = anchor("约有四千个家庭以此为生", text)
    later = text.replace("四千", "六千")

    place = anchors.find(later, kept)

    assert said(later, place) == "约有六千个家庭以此为生"


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("won  without\nmercury", "won without mercury"),
        ("them. Buyers", "them.\n\nBuyers"),
        ("Nobody wrote this", None),
        ("  ", None),
    ],
)
def test_what_is_typed_is_looked_for_with_any_blanks(words, quote):
    kept = anchors.typed(TEXT, words)

    assert (kept and kept.quote) == quote


def test_an_empty_anchor_points_nowhere():
    assert anchors.find(TEXT, Anchor("")) is None


def test_an_excerpt_shows_what_stands_around():
    place = anchors.find(TEXT, anchor("Training takes"))

    before, words, after = anchors.excerpt(TEXT, place)

    assert words == "Training takes"
    assert TEXT.index(before + words + after) >= 0


def _sentence(dice):
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(6, 14))) + ". "


@pytest.mark.parametrize("seed", range(60))
def test_whatever_changes_around_words_they_are_found_or_nothing_is(seed):
    dice = random.Random(seed)
    sentences = [_sentence(dice) for _ in range(12)]
    place = dice.randrange(12)
    text, mine = "".join(sentences), sentences[place].strip()
    start = sum(map(len, sentences[:place]))
    kept = anchors.of(text, start, start + len(mine))
    others = [each for each in sentences if each is not sentences[place]]
    dice.shuffle(others)
    others[dice.randrange(11)] = _sentence(dice)
    at = dice.randrange(11)

    moved = "".join([*others[:at], sentences[place], *others[at:]])
    gone = "".join(others)

    there = anchors.find(moved, kept)
    assert there is not None
    assert said(moved, there) == mine
    assert anchors.find(gone, kept) is None


@pytest.mark.parametrize("seed", range(60))
def test_a_word_of_twelve_may_change(seed):
    dice = random.Random(seed)
    before, after = _sentence(dice), _sentence(dice)
    words = [dice.choice(WORDS) for _ in range(12)]
    text = f"{before}{' '.join(words)}. {after}"
    kept = anchors.of(text, len(before), len(before) + len(" ".join(words)))
    words[dice.randrange(1, 11)] = "cathedral"

    later = f"{before}{' '.join(words)}. {after}"
    place = anchors.find(later, kept)

    assert place is not None
    overlap = set(range(place.start, place.end)) & set(
        range(len(before), len(before) + len(" ".join(words)))
    )
    assert len(overlap) > 0.8 * len(" ".join(words))


def test_what_a_page_shows_of_a_list_is_found_in_its_text():
    kept = anchors.typed(
        TEXT, "Training takes two years. courses for miners courses for nurses"
    )

    assert kept is not None
    assert kept.quote.startswith("Training takes two years.")
    assert kept.quote.endswith("for nurses")
