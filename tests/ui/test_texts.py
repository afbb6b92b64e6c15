"""What people wrote runs in the direction of its own script, in texts, cells and fields."""

import re
from pathlib import Path

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.template import Context, Template

from gmp_portal.ui import languages
from gmp_portal.ui.forms import PortalFormMixin

ARABIC = "تقلل شراكتنا من الزئبق."


def _shown(source, text):
    return Template("{% load ui %}" + source).render(Context({"text": text}))


def test_each_paragraph_has_its_direction():
    page = _shown("{{ text|paragraphs }}", f"We agree.\r\n\r\n{ARABIC}")

    assert page == f'<p dir="auto">We agree.</p>\n\n<p dir="auto">{ARABIC}</p>'


def test_each_line_has_its_direction_and_is_escaped():
    page = _shown("{{ text|lines }}", f"1 < 2\n{ARABIC}")

    assert page == f"<bdi>1 &lt; 2</bdi><br><bdi>{ARABIC}</bdi>"


def test_a_single_line_stays_as_it_is():
    assert _shown("{{ text|lines }}", "<b>") == "&lt;b&gt;"


def test_a_text_field_follows_what_is_typed():
    class SampleForm(PortalFormMixin, forms.Form):
        text = forms.CharField(widget=forms.Textarea)
        title = forms.CharField()
        email = forms.EmailField()

    page = render_crispy_form(SampleForm())

    for name, tag in (("text", "textarea"), ("title", "input")):
        control = re.search(rf'<{tag}[^>]*name="{name}"[^>]*>', page)[0]
        assert 'dir="auto"' in control
    assert 'dir="auto"' not in re.search(r'<input[^>]*name="email"[^>]*>', page)[0]


def test_no_page_breaks_a_text_into_lines_without_direction():
    pages = Path(settings.BASE_DIR, "templates").rglob("*.html")

    assert not [str(page) for page in pages if "|linebreaks" in page.read_text()]


@pytest.mark.parametrize(
    ("code", "way"),
    [("ar", "rtl"), ("en", "ltr"), ("zh", "ltr"), ("zh-hans", "ltr"), ("", "ltr")],
)
def test_every_language_of_a_text_has_a_direction(code: str, way: str) -> None:
    assert languages.direction(code) == way
