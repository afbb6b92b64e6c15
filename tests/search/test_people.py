"""People, meetings and letters are found by the names and the words that readers know."""

from datetime import timedelta

import pytest
from django.test import Client

from advisory_group.actions import seats
from advisory_group.findable import GROUP
from areas.actions import leads
from gmp_portal.accounts.models.terms import today
from gmp_portal.search import index
from gmp_portal.typesetting import content
from partners.models import Partner
from reporting.findable import _said
from tests.factories.advisory_group import SeatFactory
from tests.factories.areas import LeadTermFactory
from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.factories.partners import LetterFactory

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


@pytest.mark.parametrize("asked", ["会议", "伙伴关系咨询小组", "advisory group"])
def test_a_meeting_is_found_by_what_it_is_in_each_language(client: Client, asked) -> None:
    body = BodyFactory.create(pag=True)
    meeting = MeetingFactory.create(convened=True, body=body, title="Example session")
    index.refresh("meeting", [meeting.pk])

    assert meeting.get_absolute_url() in _pages(client, asked, "/zh-hans")


@pytest.mark.parametrize("asked", ["quicksample club", "quicksample forum"])
def test_a_letter_is_found_by_the_name_that_signed_it_and_by_that_of_today(
    client: Client, asked
) -> None:
    letter = LetterFactory.create(published=True, organisation="Quicksample Club")
    Partner.objects.filter(pk=letter.partner_id).update(name="Quicksample Forum")
    index.refresh("letter", [letter.pk])

    page = _pages(client, asked)

    assert letter.get_absolute_url() in page
    assert "Club" in page


def test_the_columns_of_a_table_are_kept_apart() -> None:
    table = content.Table("Sample", ("Currency", "Amount"), ((("USD",), ("96",)),))

    assert list(_said(table)) == ["Sample", "Currency", "Amount", "USD", "96"]
