"""How the portal reads what is typed is shown beside the field, and nothing of it is kept."""

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.urls import reverse

from gmp_portal.ui.forms import PortalFormMixin


class SampleForm(PortalFormMixin, forms.Form):
    text = forms.CharField(widget=forms.Textarea)
    reason = forms.CharField(widget=forms.Textarea({"rows": 3}))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("250000,00", "Read as <bdi>250,000.00</bdi>"),
        ("250,000", "<bdi>250.00 / 250,000.00</bdi>?"),
        ("about 5", ""),
        ("", ""),
    ],
)
def test_an_amount_is_repeated_while_it_is_typed(as_user, person, typed, shown):
    answer = as_user(person).post(reverse("how_it_reads"), {"amount": typed})

    assert answer.content.decode() == shown


def test_prose_is_shown_in_its_paragraphs_and_escaped(as_user, person):
    sent = {"prose": "1. We met.\n2. We want:\n- <less>"}

    answer = as_user(person).post(reverse("how_it_reads"), sent)

    html = answer.content.decode()
    assert html.count("<p ") == 2
    assert '<li dir="auto">&lt;less&gt;</li>' in html


@pytest.mark.django_db
def test_a_visitor_has_nothing_to_type_here(client):
    assert client.post(reverse("how_it_reads"), {"prose": "x"}).status_code == 403


def test_nothing_is_shown_without_a_text(as_user, person):
    assert as_user(person).get(reverse("how_it_reads")).status_code == 405
    assert as_user(person).post(reverse("how_it_reads")).content == b""


def test_without_scripts_the_page_shows_how_the_text_reads():
    page = render_crispy_form(SampleForm({"text": "a.\nb.", "reason": "c"}))

    assert page.count("How this will read") == 1
    assert '<p dir="auto">a.</p>\n\n<p dir="auto">b.</p>' in page
