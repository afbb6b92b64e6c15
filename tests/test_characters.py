"""One policy for characters: what is taken out, what stays, what is refused (C2, A41)."""

import random
import time

import pytest
from django import forms
from django.core.exceptions import ValidationError

from gmp_portal import characters
from gmp_portal.ui.word_count import count_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mer\u00adcury", "Mercury"),
        ("Mer\u200bcury\ufeff", "Mercury"),
        ("\u202eMercury\u202c \u2066Fund\u2069\u200e\u200f\u061c", "Mercury Fund"),
        ("Mercury\u2060\u3164\u115f Fund\u034f", "Mercury Fund"),
        ("Mercury\x00 \x07Fund\x9f", "Mercury Fund"),
        ("  Mercury\u00a0\u2003Fund\t\r\n Group ", "Mercury Fund Group"),
        ("Soderstro\u0308m", "Soderstr\u00f6m"),
        ("Mer\u200dcury \u200cFund", "Mercury Fund"),
        ("Mer\ufe0fcury", "Mercury"),
        ("Tag\U000e0041\U000e007f", "Tag"),
        ("Two\u2028lines\u2029here", "Two lines here"),
        ("\u2800", ""),
        ("Mer\ufffccury\U00016fe4 \U0001d159Fund", "Mercury Fund"),
        ("\u0e44\u0e17\u0e22\u200b\u0e04\u0e33", "\u0e44\u0e17\u0e22\u0e04\u0e33"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_of_a_name(typed, kept):
    assert characters.line(typed) == kept


@pytest.mark.parametrize(
    "name",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with a joiner inside a word
        "\u0647\u200d",  # Arabic, the short form of a letter
        "\u0915\u094d\u200d\u0937",  # Hindi
        "\u0d28\u0d4d\u200d",  # Malayalam, at the end of a word
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3 \u0dbd\u0d82\u0d9a\u0dcf",  # Sri Lanka in Sinhala
        "\u845b\U000e0100\u98fe",  # a variant of a Chinese character in a name
        "Reuse \u267b\ufe0f",
        "\U0001f468\u200d\U0001f52c",
        "\u0600\u0661\u0662",  # a sign before Arabic figures that can be seen
        "\u1826\u180b",  # Mongolian
        "\u4e2d\u56fd\u73af\u5883\u79d1\u5b66\u7814\u7a76\u9662",
        "\u0627\u0644\u0645\u0631\u0643\u0632 \u0627\u0644\u0639\u0631\u0628\u064a",
        "\u0420\u043e\u0441\u0433\u0438\u0434\u0440\u043e\u043c\u0435\u0442",
        "\ud55c\uad6d\ud658\uacbd\uacf5\ub2e8",
        "\U0002ebf0",  # newer than Python's tables
    ],
)
def test_what_belongs_to_a_word_stays_and_nobody_is_refused(name):
    assert characters.line(name) == name
    characters.refuse_unreadable(name)


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("Mercury \ue000", "U+E000", 9),
        ("\ufffdercury", "U+FFFD", 1),
        ("M\ud800", "U+D800", 2),
        ("M\u0378", "U+0378", 2),
        ("M\ufdd0", "U+FDD0", 2),
    ],
)
def test_what_may_be_a_letter_is_never_dropped_but_named_with_its_place(typed, code, place):
    assert characters.line(typed) == typed

    with pytest.raises(ValidationError) as refused:
        characters.refuse_unreadable(typed)

    assert f"in place {place} ({code})" in refused.value.messages[0]


def test_prose_keeps_its_lines_tabs_and_its_own_signs():
    typed = (
        "One\r\ntwo\rthree\x0bfour\u2028five\u2029six\tseven\u00a0\uf0b7 "
        "\u00abeight\u00ad\u00bb\x00"
    )

    kept = "One\ntwo\nthree\nfour\nfive\n\nsix\tseven\u00a0\uf0b7 \u00abeight\u00bb"
    assert characters.prose(typed) == kept
    characters.refuse_halves(kept)


def test_the_policy_is_settled_after_once():
    typed = (
        "\u0645\u00ad\u200c\u200b\u062e o\u200d\u0308 \u0915\u094d\u200d\u200c\u0937\ufe0f"
    )

    once = characters.line(typed)

    assert characters.line(once) == once


# Joiners, selectors, accents and letters that they stand beside, in any order.
PIECES = [
    *"a \n\u00a9\u2764\u0915\u0937\u094d\u093c\u0627\u0644\u064b\u0e04\u1780\u1820\u6f22",
    *"\u200b\u200c\u200d\u180b\u180f\ufe0e\ufe0f\U000e0100\u20e3\u00ad\u2800\ufffc\u034f",
    *"\u0300\u0316\u0344\u0f73\u0338\u1100\u1161\u00a8\U0001f3f4\U000e0067\U000e007f=1",
    "\u0300" * 20,
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]


@pytest.mark.parametrize("policy", [characters.line, characters.prose])
def test_the_policy_is_settled_after_once_whatever_stands_together(policy):
    chance = random.Random(7)
    for _try in range(8000):
        once = policy("".join(chance.choices(PIECES, k=chance.randint(1, 12))))

        assert policy(once) == once, ascii(once)


@pytest.mark.parametrize(
    "text",
    [
        "\u1797\u17b6\u179f\u17b6\u200b\u1781\u17d2\u1798\u17c2\u179a",  # Khmer, where lines break
        "\u0e44\u0e17\u0e22\u200b\u0e04\u0e33",  # Thai
        "\u203c\ufe0f \u2049\ufe0f \u2139\ufe0f \u3030\ufe0f \u00a9\ufe0f 1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # a flag
        "\u2764\ufe0f\u200d\U0001f525",
    ],
)
def test_prose_keeps_what_breaks_lines_and_makes_pictures(text):
    assert characters.prose(text) == text


def test_a_heap_of_accents_is_cut():
    assert (
        characters.prose("a" + "\u0300\u0316" * 50)
        == "\u00e0" + "\u0316" * 15 + "\u0300" * 14
    )


@pytest.mark.parametrize(
    "typed",
    [
        "\u0300\u0316",
        "\u0f73\u0344",
        "\uff9e\u0300",
        "\u200c",
        "\u0915\u200d",
        "\ufe0f\u200d",
        "\u200b",
        "a\u200d",
        " ",
        "\u00ad",
        "\ufdfa",
        "\u2028",
        "\U0001f3f4\U000e0067",
    ],
)
def test_no_text_keeps_the_portal_busy(typed):
    text = typed * (100_000 // len(typed))
    for policy in (
        characters.line,
        characters.prose,
        characters.skeleton,
        characters.slug_of,
        count_words,
    ):
        begun = time.process_time()
        policy(text)

        assert time.process_time() - begun < 1, policy.__name__


class Short(characters.CleanTextMixin, forms.Form):
    name = forms.CharField(max_length=150)


def test_a_line_far_too_long_is_refused_for_its_length_and_not_read(monkeypatch):
    monkeypatch.setattr(characters, "line", lambda text: pytest.fail("was read"))

    form = Short({"name": "a\u00ad" * 50_000})

    assert "at most 150 characters; now it is 100000" in form.errors["name"][0]


class Typed(characters.CleanTextMixin, forms.Form):
    name = forms.CharField()
    text = forms.CharField(widget=forms.Textarea, required=False)
    password = forms.CharField(widget=forms.PasswordInput, required=False, strip=False)
    kind = forms.ChoiceField(choices=[("a\u00adb", "A")], required=False)


def test_a_form_keeps_and_shows_the_clean_text_and_leaves_passwords_and_choices_alone():
    sent = {
        "name": " Mer\u00adcury\u00a0 Fund\x00",
        "text": "a\u200b\r\n b",
        "password": "s\u00adecret  x",
        "kind": "a\u00adb",
    }
    form = Typed(sent)

    assert form.is_valid()
    assert form.cleaned_data == {
        "name": "Mercury Fund",
        "text": "a\n b",
        "password": "s\u00adecret  x",
        "kind": "a\u00adb",
    }
    assert form["name"].value() == "Mercury Fund"


def test_a_form_names_the_character_that_it_refuses():
    form = Typed({"name": "Mercury \ue000", "text": "half \ud800 and \ue000"})

    assert "in place 9 (U+E000)" in form.errors["name"][0]
    assert "in place 6 (U+D800)" in form.errors["text"][0]


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("A short title", 20, "A short title"),
        ("Trains miners in three provinces", 20, "Trains miners in…"),
        ("Trains miners, in three provinces", 15, "Trains miners…"),
        ("Exactlyfits more", 12, "Exactlyfits…"),
        ("汞污染防治培训计划", 5, "汞污染防…"),
        ("Two\nlines", 20, "Two lines"),
    ],
)
def test_a_long_text_is_named_by_its_first_whole_words(text, most, said):
    assert characters.opening(text, most) == said
