"""What a browser keeps of public pages never hides who is signed in, nor shows what was private."""

import time
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gmp_portal.accounts.models import User
from tests.browser.writing_pages import enter, give_password
from tests.factories.accounts import UserFactory
from tests.factories.partners import PartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Longer than a copy on the way is fresh, and shorter than it may be given away old.
A_WHILE = 6
PAGE = "/partners/"


@pytest.fixture
def reader(transactional_db: None) -> User:
    person = UserFactory.create(name="Paula Sample")
    give_password(person)
    return person


def test_a_reader_who_comes_back_gets_the_page_from_the_own_copy(
    live_server: Any, page: Page, transactional_db: None
) -> None:
    PartnerFactory.create(name="Example Institute")
    # Chromium tells a page that it has the answer; what came over the line it tells here only.
    line, answers = page.context.new_cdp_session(page), list[int]()
    line.send("Network.enable")
    page.goto(live_server.url + PAGE)
    # What this page asks for late is no answer to the next one.
    page.goto(live_server.url + "/privacy/", wait_until="networkidle")
    line.on(
        "Network.responseReceivedExtraInfo", lambda told: answers.append(told["statusCode"])
    )

    page.goto(live_server.url + PAGE)

    expect(page.get_by_text("Example Institute").first).to_be_visible()
    assert answers[0] == 304


@pytest.mark.parametrize("seconds", [0, A_WHILE])
def test_whoever_signed_in_sees_that_on_pages_that_were_kept_before(
    live_server: Any, page: Page, reader: User, seconds: int
) -> None:
    """A copy may be given away old, but not by the browser of whoever signed in meanwhile."""
    page.goto(live_server.url + PAGE)
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()

    page.goto(live_server.url + reverse("account_login"))
    enter(page, reader)
    page.wait_for_url("**/my/")
    time.sleep(seconds)
    page.goto(live_server.url + PAGE)

    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_whoever_signed_out_leaves_nothing_private_behind(
    live_server: Any, page: Page, reader: User
) -> None:
    """Neither going on, nor going back, shows a page of the session that ended."""
    page.goto(live_server.url + reverse("account_login"))
    enter(page, reader)
    page.wait_for_url("**/my/")
    page.goto(live_server.url + PAGE)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()

    page.goto(live_server.url + PAGE)
    signed_out = page.get_by_role("button", name="Sign out")
    expect(signed_out).to_have_count(0)
    for _step in range(4):
        page.go_back()
        expect(signed_out).to_have_count(0)
        expect(page.get_by_text("Paula Sample")).to_have_count(0)
