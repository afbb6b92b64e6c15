"""Nothing typed is lost in a browser: session, token, line and the browser itself may go."""

from contextlib import suppress
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Error, Page, expect

from gmp_portal.accounts.models import User
from partners.models import LetterOfIntent
from tests.browser.writing_pages import (
    WORDS,
    copies,
    session_of,
    state,
    until,
    write,
)
from tests.factories.partners import LetterFactory, RepresentativeFactory
from tests.factories.reporting import ProgressReportFactory
from tests.processes import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def letter(transactional_db: None) -> LetterOfIntent:
    return LetterFactory.create()


@pytest.fixture
def sender(live_server: Any, letter: LetterOfIntent, sign_in: Any) -> User:
    """The sender of the letter, signed in."""
    sign_in(live_server, letter.sender)
    return letter.sender


def part(letter: LetterOfIntent) -> str:
    return reverse("partners:letter_part", args=[letter.key, "commitment"])


def _contribution(letter: LetterOfIntent) -> str:
    return str(LetterOfIntent.objects.get(pk=letter.pk).contribution)


@pytest.mark.parametrize("how", ["autosave", "button"])
@pytest.mark.usefixtures("sender")
def test_a_session_that_ends_is_begun_anew_in_another_window(
    live_server: Any, page: Page, letter: LetterOfIntent, how: str
):
    write(page, live_server.url + part(letter))
    Session.objects.all().delete()

    if how == "button":
        page.get_by_role("button", name="Save", exact=True).click()
    else:
        page.locator("[name=contribution]").blur()
    expect(state(page)).to_contain_text("you are not signed in any more")
    assert copies(page)
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Sign in again").click()
    window = opened.value
    expect(window.get_by_label("Email")).to_be_visible()
    page.context.add_cookies([session_of(letter.sender) | {"url": live_server.url}])
    # The window closes itself as soon as it has told the page.
    with suppress(Error), window.expect_event("close"):
        window.goto(live_server.url + reverse("session_back"))

    if how == "button":
        assert wait_for(lambda: _contribution(letter) == WORDS, 20)
        page.wait_for_load_state()
        until(page, "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    else:
        expect(state(page)).to_contain_text("Saved")
    expect(page.locator("[name=contribution]")).to_have_value(WORDS)
    letter.refresh_from_db()
    assert letter.contribution == WORDS
    assert copies(page) == []


@pytest.mark.parametrize("how", ["autosave", "button"])
@pytest.mark.usefixtures("sender")
def test_a_token_that_is_gone_is_renewed(
    live_server: Any, page: Page, letter: LetterOfIntent, how: str
):
    write(page, live_server.url + part(letter))
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)

    if how == "button":
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("[name=contribution]")).to_have_value(WORDS)
    else:
        page.locator("[name=contribution]").blur()
        expect(state(page)).to_contain_text("Saved")

    letter.refresh_from_db()
    assert letter.contribution == WORDS
    assert copies(page) == []


@pytest.mark.usefixtures("sender")
def test_signing_in_in_a_second_tab_is_enough(
    live_server: Any, page: Page, letter: LetterOfIntent
):
    write(page, live_server.url + part(letter))
    Session.objects.all().delete()
    page.locator("[name=contribution]").blur()
    expect(state(page)).to_contain_text("you are not signed in any more")

    page.context.add_cookies([session_of(letter.sender) | {"url": live_server.url}])
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(state(page)).to_contain_text("Saved")
    letter.refresh_from_db()
    assert letter.contribution == WORDS


@pytest.mark.usefixtures("sender")
def test_nothing_is_sent_in_the_name_of_somebody_else(
    live_server: Any, page: Page, letter: LetterOfIntent, person: User
):
    write(page, live_server.url + part(letter))
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.context.add_cookies([session_of(person) | {"url": live_server.url}])

    page.get_by_role("button", name="Save", exact=True).click()

    expect(state(page)).to_contain_text("somebody else is signed in here now")
    assert copies(page)
    letter.refresh_from_db()
    assert letter.contribution != WORDS


@pytest.mark.usefixtures("sender")
def test_without_a_line_the_page_says_so_and_saves_when_it_is_back(
    live_server: Any, page: Page, letter: LetterOfIntent
):
    write(page, live_server.url + part(letter))
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(state(page)).to_contain_text("you are offline")
    expect(page.get_by_text("Changes not yet sent: 1")).to_be_visible()

    page.context.set_offline(False)

    expect(state(page)).to_contain_text("Saved")
    letter.refresh_from_db()
    assert letter.contribution == WORDS


def test_a_form_without_autosave_is_kept_put_back_and_discarded(
    live_server: Any, page: Page, secretariat: User, sign_in: Any
):
    sign_in(live_server, secretariat)
    letter = LetterFactory.create(submitted=True)
    url = live_server.url + reverse(
        "partners:letter_request_information", args=[letter.key]
    )
    write(page, url, "question_1")
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('draft:'))")

    page.goto(url)
    expect(page.locator("[name=question_1]")).to_have_value(WORDS)
    expect(state(page)).to_contain_text("has been put back")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Discard what was kept").click()
    expect(page.locator("[name=question_1]")).to_have_value(WORDS)
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.get_by_role("button", name="Discard what was kept").click()

    expect(page.locator("[name=question_1]")).to_have_value("")
    assert copies(page) == []


@pytest.mark.usefixtures("sender")
def test_signing_out_leaves_nothing_behind(
    live_server: Any, page: Page, letter: LetterOfIntent
):
    write(page, live_server.url + part(letter))
    until(page, "caches.keys().then((names) => names.length === 1)")

    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()

    assert copies(page) == []
    assert page.evaluate("caches.keys()") == []


@pytest.mark.usefixtures("sender")
def test_a_text_that_is_too_long_is_not_cut(
    live_server: Any, page: Page, letter: LetterOfIntent
):
    page.goto(live_server.url + part(letter))
    field = page.locator("[name=contribution]")
    limit = int(field.get_attribute("data-max-length") or 0)

    field.fill("x" * (limit + 7))

    expect(page.get_by_text("characters: 7 too many")).to_be_visible()
    assert len(field.input_value()) == limit + 7


# Rows that are entered while somebody writes them ---------------------------------------------


def _write_a_row(page: Page, title: str) -> None:
    page.get_by_role("button", name="Add an activity").click()
    row = page.locator("[data-rows=activities] [data-row]").last
    row.get_by_label("What was done").fill(title)
    row.get_by_label("Result in this period").fill("Something came of it.")
    row.get_by_role("checkbox").first.check()


def test_a_new_row_is_one_activity_however_often_it_saves_itself(
    live_server: Any, page: Page, sign_in: Any
):
    report = ProgressReportFactory.create(rows=0)
    sign_in(live_server, RepresentativeFactory.create(partner=report.partner).person)
    page.goto(live_server.url + reverse("reporting:progress_edit", args=[report.pk]))
    expect(page.locator("form[data-kept]")).to_be_visible()
    _write_a_row(page, "A course for miners")
    assert wait_for(lambda: report.reported_activities.exists(), 20)
    expect(state(page)).to_contain_text("Saved")
    first = report.reported_activities.get().activity_id

    page.get_by_label("What was done").fill("A longer course for miners")

    assert wait_for(
        lambda: report.reported_activities.get().activity.title.startswith("A longer"), 10
    )
    key = page.locator("[name=activities-0-activity]")
    expect(key).to_have_value(str(first))
    assert report.reported_activities.get().activity_id == first
