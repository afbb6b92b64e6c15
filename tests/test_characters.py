"""One policy for characters: what is taken out, what stays, what is refused (C2, A41)."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from gmp_portal import characters


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mer\u00adcury", "Mercury"),
        ("Mer\u200bcury\ufeff", "Mercury"),
        ("\u202eMercury\u202c \u2066Fund\u2069\u200e\u200f\u061c", "Mercury Fund"),
        ("Mercury\u2060\u3164\u115f Fund\u034f", "Mercury Fund"),
        ("Mercury\x00 \x07Fund\x9f", "Mercury Fund"),
        ("  Mercury\u00a0\u2003Fund\t\r\n House ", "Mercury Fund House"),
        ("Soderstro\u0308m", "Soderstr\u00f6m"),
        ("Mer\u200dcury \u200cFund", "Mercury Fund"),
        ("Mer\ufe0fcury", "Mercury"),
        ("Tag\U000e0041\U000e007f", "Tag"),
        ("Two\u2028lines\u2029here", "Two lines here"),
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
