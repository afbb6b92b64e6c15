"""People who hold an office in public are found by their names, on the page that names them."""

from datetime import timedelta

import pytest
from django.test import Client

from advisory_group.actions import seats
from advisory_group.findable import GROUP
from areas.actions import leads
from gmp_portal.accounts.models.terms import today
from gmp_portal.search import index
from tests.factories.advisory_group import SeatFactory
from tests.factories.areas import LeadTermFactory

pytestmark = pytest.mark.django_db


def _pages(client: Client, asked: str, language: str = "") -> str:
    """What the search answers, without what it says when nothing fits."""
    page = client.get(f"{language}/search/", {"q": asked}).content.decode()
    return "".join(part.partition("</article>")[0] for part in page.split("<article>")[1:])


@pytest.mark.parametrize("language", ["", "/zh-hans"])
def test_who_types_the_name_of_a_lead_comes_to_the_area(client: Client, language) -> None:
    term = LeadTermFactory.create(person__name="Wanda Quicksample")
    index.refresh("area", [term.area.pk])

    assert term.area.get_absolute_url() in _pages(client, "quicksample", language)


def test_who_leads_no_more_leads_to_the_area_no_more(client: Client, secretariat) -> None:
    term = LeadTermFactory.create(person__name="Wanda Quicksample")
    index.refresh("area", [term.area.pk])
    yesterday = today() - timedelta(days=1)

    leads.end(term, by=secretariat, reason="Example", on=yesterday)

    assert _pages(client, "quicksample") == ""


def test_who_types_the_name_of_a_member_comes_to_the_group(client: Client) -> None:
    SeatFactory.create(person__name="Wanda Quicksample")
    index.refresh("group", [GROUP])

    page = _pages(client, "quicksample")

    assert 'href="/advisory-group/' in page
    assert "Partnership Advisory Group" in page


def test_an_act_on_a_seat_changes_what_is_found_of_the_group(
    client: Client, secretariat
) -> None:
    seat = SeatFactory.create(person__name="Wanda Quicksample")

    in_days = today() + timedelta(days=9)
    seats.end(seat, by=secretariat, reason="Example", last_day=in_days)

    assert "Wanda" in _pages(client, "quicksample")
