"""What a list does not apply it names, and nobody reads the future (C2)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gmp_portal.accounts.models.terms import today
from reporting.forms.reports import AssembleForm
from tests.factories.areas import AreaFactory
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
NOT_APPLIED = "not applied"
LISTS = (
    "partners:partner_list",
    "meetings:meeting_list",
    "meetings:decision_list",
    "reporting:report_list",
)
ON_THE_DESK = ("partners:letter_list", "website:message_list")


@pytest.mark.parametrize("name", [*LISTS, *ON_THE_DESK])
def test_an_unknown_filter_is_named_and_the_page_number_is_none(name, as_user, secretariat):
    client = as_user(secretariat)

    strange = client.get(reverse(name), {"colour": "red", "page": "2"}).content.decode()
    plain = client.get(reverse(name), {"page": "2", "utm_source": "x"}).content.decode()

    assert "There is no such filter." in strange
    assert "colour: <q" in strange
    assert NOT_APPLIED not in plain


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("partners:partner_list", {"country": "XX"}),
        ("partners:partner_list", {"kind": "nobody"}),
        ("partners:partner_list", {"q": "x" * 101}),
        ("partners:partner_list", {"since": "soon"}),
        ("partners:partner_list", {"sort": "password"}),
        ("partners:partner_list", {"status": "secret"}),
        ("meetings:meeting_list", {"year": "1800"}),
        ("meetings:meeting_list", {"body": "nobody"}),
        ("meetings:decision_list", {"q": "x" * 101}),
        ("meetings:decision_list", {"q": "\ue000"}),
        ("reporting:report_list", {"language": "xx"}),
        ("partners:letter_list", {"status": "lost"}),
        ("website:message_list", {"state": "lost"}),
    ],
)
def test_a_filter_that_is_not_understood_stands_beside_the_heading(
    name, query, as_user, secretariat
):
    page = as_user(secretariat).get(reverse(name), query)

    [left_out] = page.context["form"].left_out
    assert left_out.reason
    assert NOT_APPLIED in page.content.decode()


def test_a_filter_that_is_understood_needs_no_word(client):
    page = client.get(reverse("partners:partner_list"), {"kind": "ngo", "sort": "-since"})

    assert page.context["form"].left_out == []
    assert "with these filters" in page.content.decode()


def test_a_filter_that_was_not_applied_is_not_called_one(client):
    page = client.get(reverse("partners:partner_list"), {"country": "XX"})

    assert "with these filters" not in page.content.decode()


@pytest.mark.parametrize("name", ["partners:partner_csv", "partners:partner_json"])
def test_a_download_never_holds_more_than_was_asked_for(name, client):
    refused = client.get(reverse(name), {"country": "XX"})

    assert refused.status_code == 422
    assert "cannot be applied" in refused.content.decode()


def test_nobody_was_a_partner_or_a_lead_in_the_future(client):
    tomorrow = {"on": today() + timedelta(days=1)}
    partner, area = PartnerFactory(), AreaFactory()

    for page in (
        client.get(record.get_absolute_url(), tomorrow) for record in (partner, area)
    ):
        assert page.status_code == 422
        text = page.content.decode()
        assert "Choose today or an earlier day." in text
        assert "was a partner on this day" not in text


@pytest.mark.parametrize(("later", "errors"), [(0, 0), (1, 1)])
def test_no_figures_are_those_of_a_day_to_come(later, errors):
    form = AssembleForm({"as_of": today() + timedelta(days=later)})

    assert len(form.errors.get("as_of", [])) == errors


def test_a_day_of_today_is_answered(client):
    page = client.get(PartnerFactory().get_absolute_url(), {"on": today()})

    assert page.status_code == 200
