"""Who sees what, pages of long lists, and forms that come back."""

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Permission, Steps, always, get_permitted, role
from gmp_portal.ui.forms import with_one_more
from gmp_portal.ui.paging import page_of
from gmp_portal.ui.shortcuts import render_form
from gmp_portal.workflow import NotNowError, RuleRefusedError
from tests.factories.accounts import UserFactory

STEPS: Steps[User] = Steps()
yes = STEPS.step("look", role(lambda user, record: True, ""), always)


def no(sentence: str, clause: str = "") -> Permission[User]:
    return STEPS.step("lead", role(lambda user, record: False, sentence, clause), always)


def test_visible_record_with_permission_is_found(person):
    assert get_permitted(User.objects.all(), person, yes, pk=person.pk) == person


def test_invisible_record_does_not_exist_for_the_reader(person):
    hidden = UserFactory.create()

    with pytest.raises(Http404):
        get_permitted(User.objects.exclude(pk=hidden.pk), person, yes, pk=hidden.pk)


def test_visible_record_without_permission_is_refused_with_the_reason(person):
    with pytest.raises(PermissionDenied, match=r"^Only leads may do this\.$"):
        get_permitted(
            User.objects.all(), person, no("Only leads may do this."), pk=person.pk
        )


def test_refusal_can_name_its_clause(person):
    decider = no("Only the secretariat confirms.", "A1-2e")

    with pytest.raises(RuleRefusedError) as refusal:
        get_permitted(User.objects.all(), person, decider, pk=person.pk)

    assert (refusal.value.clause, refusal.value.status) == ("A1-2e", 403)
    assert refusal.value.messages == ["Only the secretariat confirms."]


@pytest.mark.parametrize("elsewhere", [True, False])
def test_the_right_person_at_the_wrong_time_is_led_to_the_record_or_elsewhere(
    person, elsewhere
):
    later = STEPS.step(
        "wait", role(lambda user, record: True, ""), lambda record: False, str
    )

    with pytest.raises(NotNowError) as refusal:
        get_permitted(
            User.objects.all(),
            person,
            later,
            back_to="/elsewhere/" if elsewhere else "",
            pk=person.pk,
        )

    assert refusal.value.record == person
    assert refusal.value.back_to == ("/elsewhere/" if elsewhere else "")
    assert refusal.value.sentence == str(person)


@pytest.mark.parametrize(
    ("asked", "number"),
    [("2", 2), ("99999", 4), ("9" * 5000, 1), ("junk", 1), ("-3", 4), ("0", 4), ("", 1)],
)
def test_any_page_number_gives_a_page(asked: str, number: int):
    request = RequestFactory().get("/", {"page": asked})

    assert page_of(request, list(range(100))).number == number


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
