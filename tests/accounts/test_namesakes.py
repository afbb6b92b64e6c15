"""Two people of one name are never offered as if they were one."""

import re

import pytest
from django import forms
from django.urls import reverse

from areas.forms.areas import DesignateForm, LeadDecisionForm
from areas.forms.efforts import contacts
from gmp_portal.accounts import namesakes
from gmp_portal.accounts.models import User
from gmp_portal.ui.forms import PortalFormMixin
from partners.models import JoinRequest
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, MembershipFactory
from tests.factories.partners import PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    addresses = ("ana@example.org", "b.ana@example.com", "b.other@example.com")
    return [UserFactory(name="Ana Example", email=address) for address in addresses]


class ChoosePerson(PortalFormMixin, forms.Form):
    person = forms.ModelChoiceField(User.objects.all())
    people = forms.ModelMultipleChoiceField(
        User.objects.all(), widget=forms.CheckboxSelectMultiple
    )


def test_an_address_is_masked():
    assert namesakes.masked("ana.example@ministry.example") == "a…@ministry.example"


def test_only_those_of_one_name_are_told_apart(twins):
    other = UserFactory(name="Bela Example")
    labels = [person.name for person in (*twins, other)]

    assert namesakes.distinct(labels, [*twins, other]) == [
        "Ana Example (a…@example.org)",
        "Ana Example (b…@example.com)",
        "Ana Example (b…@example.com) (2)",
        "Bela Example",
    ]


def test_records_that_are_nobody_get_a_number():
    assert namesakes.distinct(["Same", "Same"], [object(), object()]) == [
        "Same",
        "Same (2)",
    ]


def test_names_that_only_look_alike_are_told_apart_too(twins):
    labels = ["Ana Example", "Аna Example"]  # noqa: RUF001 the second begins in Cyrillic

    assert all("…@" in told for told in namesakes.distinct(labels, twins[:2]))


@pytest.mark.parametrize("name", ["person", "people"])
def test_every_list_of_people_in_a_form_tells_them_apart(twins, name):
    page = str(ChoosePerson()[name])

    assert page.count("Ana Example (") == 3
    labels = [str(label) for _value, label in ChoosePerson()[name].field.choices]
    assert len(set(labels)) == len(labels)


def _walk(form_class):
    for sub in form_class.__subclasses__():
        yield sub
        yield from _walk(sub)


def test_every_form_of_the_portal_tells_its_options_apart():
    reverse("website:home")  # all forms are imported with the addresses
    ours = ("gmp_portal.", "partners.", "areas.", "advisory_group.", "reporting.")
    naked = [
        form
        for form in _walk(forms.BaseForm)
        if form.__module__.startswith(ours)
        and not issubclass(form, PortalFormMixin)
        and any(
            isinstance(each, forms.ModelChoiceField) for each in form.base_fields.values()
        )
    ]

    assert naked == []


def test_who_can_lead_an_area_is_told_apart(twins):
    area, partner = AreaFactory(), PartnerFactory()
    MembershipFactory(area=area, partner=partner)
    for person in twins:
        RepresentativeFactory(person=person, partner=partner)

    for form in (DesignateForm(area=area, is_officer=True), LeadDecisionForm(area=area)):
        labels = [label for _value, label in form["representative"].field.choices]
        assert len(set(labels)) == len(twins) + 1
    assert contacts(area).count() == len(twins)


def _accessible(page, *begin):
    text = re.sub(r"<[^>]+>", "", page.content.decode())
    lines = [" ".join(each.split()) for each in text.splitlines()]
    return [each for each in lines if each.startswith(begin)]


def test_buttons_on_people_of_one_name_have_names_of_their_own(twins, as_user, secretariat):
    partner = PartnerFactory()
    for person in twins[:2]:
        RepresentativeFactory(person=person, partner=partner)
    for person in (UserFactory(name="Bo Example"), UserFactory(name="Bo Example")):
        JoinRequest.objects.create(partner=partner, person=person, note="Me")

    page = as_user(secretariat).get(partner.get_absolute_url())

    steps = _accessible(page, "End the term:", "Accept:", "Refuse:")
    assert len(steps) == len(set(steps)) == 6
