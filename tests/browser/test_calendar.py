"""The calendar in a real browser: wide and narrow, in both writing directions, without faults."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from gmp_portal.accounts.models.terms import today
from tests.factories.meetings import BodyFactory, MeetingFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 320)
LANGUAGES = ("", "/zh-hans", "/ar")


@pytest.fixture
def meetings(db):
    group = BodyFactory.create(pag=True)
    for number in range(3):
        MeetingFactory.create(
            body=group,
            convened=True,
            title="全球汞伙伴关系咨询小组会议 " * 5,
            starts_on=today() + timedelta(days=number),
            opens_at_time=time(10),
            zone="Europe/Zurich",
            place="Sample place",
        )


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("query", ["", "?view=grid", "?body=pag"])
def test_the_calendar_fits_and_has_no_faults(
    page, live_server, axe, fits, meetings, code, query
):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}{code}/calendar/{query}")
        fits(page)
        axe(page)


def test_the_own_address_is_made_and_ended_by_two_buttons(
    page, live_server, axe, fits, sign_in, person
):
    sign_in(live_server, person)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(live_server.url + reverse("website:calendar_address_detail"))

    page.get_by_role("button", name="Make a calendar address").click()
    link = page.locator("a[href^='webcal:']")
    link.wait_for()
    fits(page)
    axe(page)
    page.get_by_role("button", name="End the address").click()

    page.get_by_text("Your calendar has no address yet").wait_for()
    assert link.count() == 0
