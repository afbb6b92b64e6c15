"""A draft keeps prose beyond its limit, and says what is too much (C4)."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from gmp_portal.ui import drafts


def test_a_draft_keeps_what_is_beyond_the_limit_and_names_the_excess():
    field = forms.CharField(max_length=8000, widget=forms.Textarea, help_text="Public.")

    drafts.allow_excess(field, "x" * 8010)

    assert field.clean("x" * 12_000) == "x" * 12_000
    assert field.widget.attrs["data-max-length"] == 8000
    assert "maxlength" not in field.widget.attrs
    assert field.help_text == (
        "Public. <strong>Please shorten this text by 10 characters: it has 8,010, and at most "
        "8,000 are possible.</strong>"
    )


def test_nothing_is_said_where_nothing_is_too_much():
    field = forms.CharField(max_length=8000, widget=forms.Textarea, help_text="Public.")

    drafts.allow_excess(field, "x" * 8000)

    assert field.help_text == "Public."


def test_no_draft_is_longer_than_the_ceiling():
    field = forms.CharField(max_length=8000, widget=forms.Textarea)
    drafts.allow_excess(field, "")

    with pytest.raises(ValidationError) as refusal:
        field.clean("x" * 200_001)

    assert refusal.value.messages == [
        "Please shorten this text by 1 character: it has 200,001, and at most 200,000 are "
        "possible."
    ]
    assert field.clean("x" * 200_000)


def test_a_field_without_a_limit_stays_as_it_is():
    field = forms.CharField(widget=forms.Textarea)

    drafts.allow_excess(field, "x" * 9000)

    assert "data-max-length" not in field.widget.attrs
