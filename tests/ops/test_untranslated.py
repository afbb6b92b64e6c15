"""The check for text that cannot be translated sees what a reader sees."""

import pytest

from gmp_portal.launcher.untranslated import Finding, find


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Welcome" %}</p>',
        "{% blocktranslate %}Dear {{ name }}, welcome.{% endblocktranslate %}",
        "{% blocktranslate count n=n %}Day{% plural %}{{ n }} days{% endblocktranslate %}",
        "{# A remark. #}{% comment %}Inputs: entries{% endcomment %}<!-- why -->",
        "<script nonce=\"x\">const word = 'text';</script><style>p { color: red }</style>",
        '<span translate="no">UNEP</span> · 12 &amp; 13 &rarr; {{ value }}',
        '<input type="submit" value="{% translate "Save" %}" data-kind="letter" alt="">',
        '<p>{{ moment }} UTC · <a href="x">CSV</a> · office@example.org</p>',
        "{% load i18n %}Subject: {% translate 'Your letter' %}",
        "{% if a > b %}{{ a }}{% endif %}",
        "{% block width %}{% if a %} wide{% endif %}{% endblock width %}",
        "{% block main_class %}flush{% endblock main_class %}",
        "Subject: {% translate 'Your letter' %}\n\n{% translate 'Good news.' %}",
    ],
)
def test_text_that_can_be_translated_passes(source):
    assert find(source) == []


def test_visible_text_is_found_with_its_line():
    assert find("<h1>\n  Welcome\n</h1>") == [Finding(2, "Welcome")]


def test_text_of_another_script_is_found():
    assert find("<p>Добро пожаловать</p>") == [Finding(1, "Добро пожаловать")]


def test_attribute_that_is_read_aloud_is_found():
    assert find('<img alt="A map" src="map.png">') == [Finding(1, "A map")]


def test_text_after_a_block_is_found():
    source = "{% blocktranslate %}One{% endblocktranslate %}\nTwo words"

    assert find(source) == [Finding(2, "Two words")]


def test_text_in_any_other_block_of_a_page_is_found():
    source = (
        "{% block main_class %}flush{% endblock %}\n{% block main %}Words{% endblock %}"
    )

    assert find(source) == [Finding(2, "Words")]
