"""Controls made in Python say what Django's templates say, character by character."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override

from gmp_portal.ui.controls import QUICK, Renderer

CHOICES = [
    ("", "All"),
    ("a", '<b>&"marks"</b>'),
    ("s", SafeString("<i>safe</i>")),
    (7, 1234.5),
    (gettext_lazy("Country"), [("x", gettext_lazy("Country")), (None, "Nothing")]),
]
VALUES = (
    "",
    None,
    "a",
    7,
    "<script>",
    'with "marks"',
    date(2026, 11, 28),
    SafeString("&amp;"),
)
ATTRIBUTES = (
    {},
    {"class": "form-control", "required": True, "disabled": False, "maxlength": 100},
    {"data-words": 'three "words" <here>', "aria-describedby": SafeString("a&b")},
)
WIDGETS = (
    forms.TextInput(),
    forms.NumberInput(),
    forms.EmailInput(),
    forms.URLInput(),
    forms.HiddenInput(),
    forms.Textarea(attrs={"rows": 3}),
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
)


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
def test_a_control_is_the_same_as_from_its_template(widget, language):
    quick, slow = Renderer(), TemplatesSetting()
    with override(language):
        made = [
            (
                widget.render("f", value, attrs, quick),
                widget.render("f", value, attrs, slow),
            )
            for value in VALUES
            for attrs in ATTRIBUTES
        ]

    # Empty lines between the options of a list mean nothing.
    differing = [pair for pair in made if pair[0] != pair[1].replace("\n\n", "\n")]
    assert widget.template_name in QUICK
    assert differing == []


def test_what_people_have_written_keeps_its_direction():
    class ByPeople(str):
        is_by_people = True

    widget = forms.Select(choices=[("1", ByPeople("مثال")), ("2", "Example")])

    made = widget.render("f", "1", {}, Renderer())

    assert '<option value="1" selected dir="auto">مثال</option>' in made
    assert '<option value="2">Example</option>' in made


def test_other_controls_are_made_by_their_templates():
    widget = forms.CheckboxInput()

    assert widget.template_name not in QUICK
    assert widget.render("f", True, {}, Renderer()) == widget.render(
        "f", True, {}, TemplatesSetting()
    )
