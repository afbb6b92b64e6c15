"""What C3 says of areas and their leads, where no other test keeps it."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from areas import scheduled, worklist
from gmp_portal.accounts.models.terms import days
from gmp_portal.notifications.models import Message
from tests import open_data
from tests.factories.areas import AreaFactory, LeadTermFactory, MembershipFactory
from tests.factories.partners import RepresentativeFactory

pytestmark = pytest.mark.django_db
TERM = days(date(2025, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("day", ["2026-07-04", "2026-10-02", "2026-12-01"])
def test_both_co_leads_and_the_secretariat_hear_that_a_term_ends(day, secretariat):
    area = AreaFactory.create()
    ending = LeadTermFactory.create(area=area, co_lead=True, period=TERM)
    other = LeadTermFactory.create(
        area=area, second_co_lead=True, period=days(date(2026, 1, 1), date(2027, 12, 31))
    )

    with time_machine.travel(f"{day} 08:00", tick=False):
        scheduled.announce_ends(date.fromisoformat(day))

    told = {message.recipient for message in Message.objects.all()}
    assert told == {ending.person, other.person, secretariat}


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-12-31", "No plan in force"), ("2027-01-01", "No lead, no plan")],
)
def test_a_place_that_became_vacant_stands_on_the_desk_from_the_day_after(day, state):
    area = AreaFactory.create()
    LeadTermFactory.create(area=area, period=TERM)

    with time_machine.travel(f"{day} 08:00", tick=False):
        tasks = [task for queue in worklist.desk_queue().values() for task in queue]

    assert [(task.title, task.state) for task in tasks] == [(area.name, state)]


def test_the_roster_opens_in_excel_with_chinese_names_intact(as_user, secretariat):
    RepresentativeFactory.create(person__name="示例王", partner__name="示例协会")

    answer = as_user(secretariat).post(reverse("partners:contact_export"), {"xlsx": "1"})

    book = open_data.workbook(open_data.content_of(answer))
    cells = {cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    assert {"示例王", "示例协会"} <= cells


def test_everybody_reads_since_when_and_until_when_an_area_is_led(client):
    term = LeadTermFactory.create(person__name="Sample Lead", period=TERM)

    with time_machine.travel("2026-06-15 08:00", tick=False):
        answer = client.get(term.area.get_absolute_url())
    page = " ".join(html.fromstring(answer.text).text_content().split())

    assert "Sample Lead" in page
    assert "1 January 2025 to 31 December 2026" in page


def test_the_roster_of_an_area_keeps_chinese_names(client):
    area = AreaFactory.create()
    MembershipFactory.create(area=area, partner__name="示例采矿协会")

    answer = client.get(reverse("areas:area_roster", args=[area.slug]))

    book = open_data.workbook(open_data.content_of(answer))
    rows = book.worksheets[0].iter_rows(values_only=True)
    assert "示例采矿协会" in {cell for row in rows for cell in row}


def test_the_page_of_an_area_says_who_led_it_on_a_day_in_2020(client):
    area = AreaFactory.create()
    period = days(date(2019, 6, 1), date(2021, 5, 31))
    led = LeadTermFactory.create(area=area, period=period, person__name="Example Former")
    LeadTermFactory.create(area=area, period=days(date(2021, 6, 1), date(2023, 5, 31)))

    page = client.get(area.get_absolute_url(), {"on": "2020-12-15"})

    assert page.context["led_then"] == [led]
    said = page.text.partition("the area was led by")
    assert "15 December 2020" in said[0][-300:]
    assert "Example Former" in said[2][:800]
