"""What a list does not apply it names, and nobody reads the future (C2)."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from gmp_portal.accounts.models.terms import today
from partners.forms.partner_filters import RegisterFilter
from reporting.forms.reports import AssembleForm
from tests.factories.areas import AreaFactory
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
NOT_APPLIED = "not applied"
LISTS = (
    "partners:partner_list",
    "partners:published_letter_list",
    "areas:plan_list",
    "areas:lead_list",
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
        ("partners:published_letter_list", {"contribution": "promises"}),
        ("areas:plan_list", {"area": "nowhere"}),
        ("areas:lead_list", {"on": "yesterday"}),
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


@pytest.mark.parametrize(
    ("query", "value"), [({"kind": "nobody"}, "nobody"), ({"colour": "blue"}, "blue")]
)
def test_the_value_that_was_not_understood_is_named_once(client, query, value):
    page = client.get(reverse("partners:partner_list"), query).content.decode()

    said = page.partition(NOT_APPLIED)[2].partition("</li>")[0]
    assert said.count(value) == 1


def test_a_filter_that_is_understood_needs_no_word(client):
    page = client.get(reverse("partners:partner_list"), {"kind": "ngo", "sort": "-since"})

    assert page.context["form"].left_out == []
    assert "Clear all" in page.content.decode()


def test_a_filter_that_was_not_applied_is_not_called_one(client):
    page = client.get(reverse("partners:partner_list"), {"country": "XX"})

    assert "Clear all" not in page.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_the_filters_stand_before_the_rows(name, client):
    page = client.get(reverse(name)).content.decode()

    bar, rows = page.index('<details class="filter">'), page.index('role="status">')
    assert bar < rows < page.index("</main>")
    assert page.index("<h1>") < bar


def test_each_filter_has_a_chip_that_removes_it_and_no_other():
    form = RegisterFilter(QueryDict("kind=ngo&region=africa&q=gold&sort=-since&page=2"))

    chips = {str(each.words): each.url for each in form.active}

    assert chips == {
        "NGO": "?region=africa&q=gold&sort=-since",
        "Africa": "?kind=ngo&q=gold&sort=-since",
        "Name: gold": "?kind=ngo&region=africa&sort=-since",
    }


def test_all_filters_are_cleared_at_once_and_the_way_of_showing_stays():
    form = RegisterFilter(QueryDict("kind=ngo&colour=red&view=map&sort=name"))

    assert form.unfiltered == "?view=map&sort=name"


def test_an_order_and_a_view_are_no_filters():
    form = RegisterFilter(QueryDict("sort=-since&view=map"))

    assert (form.is_filtered, form.active) == (False, [])


def test_the_bar_says_how_many_filters_are_active(client):
    PartnerFactory(kind="ngo", unep_region="africa")
    address = reverse("partners:partner_list")

    one = client.get(address, {"kind": "ngo"}).content.decode()
    two = client.get(address, {"kind": "ngo", "region": "africa"}).content.decode()

    assert "Filter: 1 active" in one
    assert "Filter: 2 active" in two


def test_what_leaves_nothing_shows_the_way_on(client):
    page = client.get(reverse("partners:partner_list"), {"kind": "reio"}).content.decode()

    assert page.count('class="empty"') == 1
    assert 'href="?">All partners</a>' in page


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
        assert '<p role="status">' not in text


@pytest.mark.parametrize(("later", "errors"), [(0, 0), (1, 1)])
def test_no_figures_are_those_of_a_day_to_come(later, errors):
    form = AssembleForm({"as_of": today() + timedelta(days=later)})

    assert len(form.errors.get("as_of", [])) == errors


def test_a_day_of_today_is_answered(client):
    page = client.get(PartnerFactory().get_absolute_url(), {"on": today()})

    assert page.status_code == 200
