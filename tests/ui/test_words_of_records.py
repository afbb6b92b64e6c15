"""What pages say of records, in the words and with the signs of the reader's language."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from gmp_portal.ui import languages
from gmp_portal.ui.histories import Line
from gmp_portal.ui.tags.records import moves_of, status_word


@pytest.mark.parametrize(
    ("code", "kind", "seat"), [("en", "Chair", "Current"), ("zh-hans", "主席", "任期中")]
)
def test_what_the_ledger_keeps_of_a_term_or_a_seat_is_said_in_words(code, kind, seat):
    with translation.override(code):
        assert status_word("advisory_group.chairterm:1", "chair") == kind
        assert status_word("advisory_group.seat:1", "current") == seat


def test_a_value_that_nobody_knows_stands_as_it_is():
    assert status_word("no.model:1", "odd") == "odd"


@pytest.mark.parametrize(
    ("code", "said"), [("en", "Done. Next."), ("zh-hans", "Done.Next.")]
)
def test_between_two_sentences_chinese_has_no_blank(code, said):
    page = Template("{% load ui %}Done.{% sentence_gap %}Next.")

    with translation.override(code):
        assert page.render(Context()) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", 'Done. Next. <time\n  datetime="2026-01-05">Monday</time> <i>Last.</i>'),
        ("zh-hans", 'Done.Next.<time\n  datetime="2026-01-05">Monday</time><i>Last.</i>'),
    ],
)
def test_sentences_on_lines_of_their_own_stand_beside_another(code, said):
    page = Template(
        "{% load ui %}{% sentences %}\n  Done.\n  {% if yes %}\n    Next.\n  {% endif %}\n"
        '  <time\n  datetime="2026-01-05">Monday</time>\n\n  <i>Last.</i>\n{% endsentences %}'
    )

    with translation.override(code):
        assert page.render(Context({"yes": True})) == said


@pytest.mark.parametrize(("code", "said"), [("en", "Effort 2"), ("zh-hans", "Effort2")])
def test_between_a_kind_and_its_number_chinese_has_no_blank(code, said):
    page = Template("{% load ui %}{{ kind|numbered:2 }}")

    with translation.override(code):
        assert page.render(Context({"kind": "Effort"})) == said


def test_a_plan_keeps_the_colon_of_its_own_language():
    page = Template("{% load ui %}{% colon 'en' %}|{% colon 'zh' %}|{% colon %}")

    with translation.override("zh-hans"):
        assert page.render(Context()) == ": |：|："


def test_languages_that_people_write_in_are_named_in_the_language_of_the_reader():
    with translation.override("zh-hans"):
        named = dict(languages.of_content())

    assert (named["en"], named["zh-hans"]) == ("英文", "中文")


@pytest.mark.parametrize(
    ("act", "moved", "said"),
    [
        ("Plan published", ("answered", "published"), None),
        ("Plan sent to the area", ("draft", "in_consensus"), ("Draft", "Before the area")),
        ("Plan sent to the area", ("", "in_consensus"), ("", "Before the area")),
        ("Plan typeset as PDF", ("", ""), None),
    ],
)
def test_a_history_says_a_state_only_where_the_act_does_not(act, moved, said):
    said_of = {"subject": "areas.planversion:1", "label": act}
    entry = SimpleNamespace(**said_of, from_status=moved[0], to_status=moved[1])

    assert moves_of(Line((entry,))) == said
