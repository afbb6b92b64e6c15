"""Where an area has many partners, its next lead is named and not chosen from a list (A1-6a-v)."""

import pytest
from django import forms
from django.urls import reverse

from areas.forms import named_people
from areas.forms.named_people import NamedRepresentativeField, representatives_in
from areas.models.terms import designation
from tests.factories.areas import AreaFactory, MembershipFactory, adopted_decision
from tests.factories.partners import PartnerFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db
INSTITUTE, CENTRE = "Example Institute for Mercury", "Example Centre for Gold"


@pytest.fixture
def area(monkeypatch):
    monkeypatch.setattr(named_people, "MOST_LISTED", 2)
    area = AreaFactory.create()
    for name, people in (
        (INSTITUTE, ["Ana Sample", "Berta Sample"]),
        (CENTRE, ["Ana Sample", "قمر Sample"]),
    ):
        partner = PartnerFactory.create(name=name)
        MembershipFactory.create(area=area, partner=partner)
        for person in people:
            RepresentativeFactory.create(partner=partner, person__name=person)
    return area


@pytest.fixture
def field(area):
    return NamedRepresentativeField(representatives_in(area), label="Who")


@pytest.mark.parametrize(
    ("words", "person", "partner"),
    [
        ("berta sample", "Berta Sample", INSTITUTE),
        ("Berta Sample, Example Institute for Mercury", "Berta Sample", INSTITUTE),
        ("Ana Sample, example centre for GOLD", "Ana Sample", CENTRE),
        ("قمر Sample", "قمر Sample", CENTRE),
    ],
)
def test_a_whole_name_tells_who_is_meant(field, words, person, partner):
    meant = field.clean(words)

    assert (meant.person.name, meant.partner.name) == (person, partner)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Ana Sample", ["Ana Sample, Example Centre", "Ana Sample, Example Institute"]),
        ("Example Institute", ["Ana Sample, Example Inst", "Berta Sample, Example Inst"]),
        (INSTITUTE, ["Ana Sample, Example Inst", "Berta Sample, Example Inst"]),
    ],
)
def test_of_several_none_is_taken_for_the_one_that_is_meant(field, words, named):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(words)

    [sentence] = refused.value.messages
    assert sentence.startswith("Who of these is meant?")
    assert sentence.count("Sample") == len(named)
    assert all(name in sentence for name in named)


def test_a_single_person_is_asked_for_in_the_singular(field):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean("Berta")

    [sentence] = refused.value.messages
    assert sentence.startswith("Is this person meant?")
    assert "Berta Sample, Example Institute" in sentence


@pytest.mark.parametrize("words", ["Nobody", "%", "_" * 500, "\u202e", "Example Elsewhere"])
def test_a_name_that_nobody_has_here_is_refused_in_words(field, words):
    RepresentativeFactory.create(partner__name="Example Elsewhere")

    with pytest.raises(forms.ValidationError) as refused:
        field.clean(words)

    assert refused.value.messages[0].startswith("Nobody of this name speaks for one of")


@pytest.mark.parametrize("name", ["lead_designate", "lead_draft_decision"])
def test_the_form_offers_no_list_and_keeps_what_was_typed(area, secretariat, as_user, name):
    url = reverse(f"areas:{name}", args=[area.slug])
    browser = as_user(secretariat)

    shown = browser.get(url).content.decode()
    refused = browser.post(url, {"representative": "Ana Sample"})

    assert 'type="text" name="representative"' in shown
    assert "s partners are offered. The name of the person" in shown
    assert '<select name="representative"' not in shown
    assert refused.status_code == 422
    assert 'value="Ana Sample"' in refused.content.decode()
    assert "Who of these is meant?" in refused.content.decode()


def test_whoever_is_named_is_designated(area, secretariat, as_user):
    speakers = {each.person.name: each for each in representatives_in(area)}
    berta = speakers["Berta Sample"]
    decision = adopted_decision(area.body, about=designation(area, berta.person))

    response = as_user(secretariat).post(
        reverse("areas:lead_designate", args=[area.slug]),
        {
            "representative": "Berta Sample",
            "kind": "lead",
            "starts_on": "2026-01-01",
            "decision": decision.pk,
        },
    )

    assert response.status_code == 302
    assert area.lead_terms.get().person == berta.person
    assert area.lead_terms.get().partner == berta.partner
