"""Forms that come back, with what was typed."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from gmp_portal.accounts.models import User
from gmp_portal.meetings.models import Meeting
from gmp_portal.ui.forms import LongChoice, PortalFormMixin, render_form, with_one_more
from gmp_portal.ui.templatetags.form_fields import form_errors


class NameForm(forms.Form):
    name = forms.CharField()


class GroupedForm(PortalFormMixin, forms.Form):
    sections = [("Who", ["person"]), ("What", ["title", "text"])]
    text = forms.CharField()
    title = forms.CharField()
    person = forms.CharField()


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


def test_errors_are_listed_in_the_order_in_which_the_fields_stand_on_the_page():
    form = GroupedForm({})

    rows = form_errors(form)

    assert [row.target for row in rows] == ["id_person", "id_title", "id_text"]


def test_adding_a_row_keeps_what_was_typed_and_complains_about_nothing():
    request = RequestFactory().post(
        "/", {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "Example"}
    )

    formset = with_one_more(NameFormSet, request.POST)

    assert [form["name"].value() for form in formset] == ["Example", None]
    assert [form.errors for form in formset] == [{}, {}]
    assert formset.non_form_errors() == []


class ParticularsForm(PortalFormMixin, forms.ModelForm):
    """A form of a model, with the lists of its columns."""


class ChoiceForm(PortalFormMixin, forms.Form):
    """Lists whose empty option has only dashes, as Django makes them, or words of its own."""

    needed = forms.ChoiceField(choices=[("", "---------"), ("a", "A-Z")])
    optional = forms.ChoiceField(choices=[("", "\u2014"), ("a", "A")], required=False)
    worded = forms.ChoiceField(choices=[("", "All"), ("a", "A")], required=False)
    record = forms.ModelChoiceField(User.objects.none())
    several = forms.MultipleChoiceField(
        choices=[("a", "A"), ("b", "B")], required=False, widget=LongChoice
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("needed", "Choose"),
        ("optional", "Not chosen"),
        ("worded", "All"),
        ("record", "Choose"),
    ],
)
def test_the_empty_option_of_a_list_is_a_word(name, said):
    shown = " ".join(str(ChoiceForm()[name]).split())

    assert f'<option value="" selected>{said}</option>' in shown
    assert "---" not in shown
    assert ">A-Z<" in shown or name != "needed"


def test_the_empty_option_of_a_column_of_the_database_is_a_word(db):
    form = forms.modelform_factory(Meeting, ParticularsForm, fields=["mode"])()

    shown = str(form["mode"])

    assert ">Not chosen</option>" in shown
    assert "---" not in shown


@pytest.mark.parametrize(("chosen", "said"), [([], "Nothing chosen yet"), (["b"], "B")])
def test_a_long_list_is_shut_and_says_what_is_chosen(chosen, said):
    field = ChoiceForm(initial={"several": chosen})["several"]

    page = render_to_string("gmp/field.html", {"field": field, "form_show_labels": True})

    summary = page.partition("<summary>")[2].partition("</summary>")[0]
    assert summary.strip() == said
    assert page.count('type="checkbox"') == 2
