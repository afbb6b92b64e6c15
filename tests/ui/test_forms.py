"""Forms that come back, with what was typed."""

import pytest
from django import forms
from django.test import RequestFactory

from gmp_portal.ui.forms import render_form, with_one_more


class NameForm(forms.Form):
    name = forms.CharField()


NameFormSet = forms.formset_factory(NameForm, extra=0, min_num=1, validate_min=True)


@pytest.mark.parametrize(
    ("data", "status"), [(None, 200), ({"name": "Example"}, 200), ({"name": ""}, 422)]
)
def test_status_says_whether_the_form_was_right(data: dict | None, status: int):
    page = render_form(
        RequestFactory().get("/"), "gmp/uni_form.html", {}, form=NameForm(data)
    )

    assert page.status_code == status


def test_one_wrong_row_among_several_forms_makes_the_page_wrong():
    rows = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": ""}
    both = [NameForm({"name": "Example"}), NameFormSet(rows)]

    page = render_form(RequestFactory().get("/"), "gmp/inputs.html", {}, form=both)

    assert page.status_code == 422


def test_adding_a_row_keeps_what_was_typed_and_complains_about_nothing():
    request = RequestFactory().post(
        "/", {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "Example"}
    )

    formset = with_one_more(NameFormSet, request.POST)

    assert [form["name"].value() for form in formset] == ["Example", None]
    assert [form.errors for form in formset] == [{}, {}]
    assert formset.non_form_errors() == []
