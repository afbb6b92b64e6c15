"""Nothing is cut: what is too long is told how much (C4)."""

import pytest
from django import forms

from gmp_portal.ui import limits
from gmp_portal.ui.forms import PortalFormMixin


class TitleForm(PortalFormMixin, forms.Form):
    title = forms.CharField(max_length=5)


def test_the_browser_is_not_told_to_cut():
    assert "maxlength" not in str(TitleForm()["title"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12345", []),
        ("123456", ["Please shorten the text by 1 character: it has 6 of at most 5."]),
        ("1234567", ["Please shorten the text by 2 characters: it has 7 of at most 5."]),
    ],
)
def test_limit_and_excess_are_named(typed, said):
    assert TitleForm({"title": typed}).errors.get("title", []) == said


def test_a_field_may_get_another_limit():
    form = TitleForm({"title": "1234567"})
    limits.limit(form.fields["title"], 7)

    assert form.is_valid()
