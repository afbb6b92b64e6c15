"""No form takes a day that nobody can mean."""

from datetime import date

import pytest
from django import forms

from gmp_portal.ui.forms import DateInput, DateTimeInput, PortalFormMixin


class TwoMoments(PortalFormMixin, forms.Form):
    day = forms.DateField(widget=DateInput)
    moment = forms.DateTimeField(widget=DateTimeInput, required=False)


@pytest.mark.parametrize("day", ["1900-01-01", "2026-11-26", "2199-12-31"])
def test_a_day_of_these_centuries_is_taken(day):
    form = TwoMoments({"day": day, "moment": f"{day}T12:00"})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_of_another_century_is_refused(day):
    form = TwoMoments({"day": day, "moment": f"{day}T12:00"})

    sentence = ["Enter a year between 1900 and 2199."]
    assert not form.is_valid()
    assert form.errors == {"day": sentence, "moment": sentence}
