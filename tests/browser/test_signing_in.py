"""Somebody types, and is not the one who is signed in any more (C4)."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import APIResponse, BrowserContext, Page, Route, expect

from areas.models import PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.writing.models import Revision
from tests.browser import writing_pages
from tests.browser.writing_pages import (
    WORDS,
    copies,
    enter,
    give_password,
    state,
    until,
    write,
)
from tests.factories.areas import lead_of
from tests.factories.partners import LetterFactory
from tests.processes import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOT_SIGNED_IN = "you are not signed in any more"
SOMEBODY_ELSE = "somebody else is signed in here now"


@pytest.fixture
def draft(transactional_db: None) -> writing_pages.Draft:
    """A section of a plan, whose writer can sign in by hand."""
    draft = writing_pages.section()
    give_password(draft.writer)
    return draft


@pytest.fixture
def colleague(draft: writing_pages.Draft) -> User:
    """Another lead, who may write the very same section."""
    person = lead_of(PlanVersion.objects.get().area, interim=True)
    give_password(person)
    return person


def _second_tab(context: BrowserContext, live_server: Any, user: User) -> Page:
    """Sign in in a tab of its own."""
    tab = context.new_page()
    tab.goto(live_server.url + reverse("account_login"))
    enter(tab, user)
    tab.wait_for_url("**/my/")
    return tab


def _sign_out(tab: Page) -> None:
    with tab.expect_navigation():
        tab.get_by_role("button", name="Sign out").click()


def _save(page: Page, how: str) -> None:
    if how == "button":
        page.get_by_role("button", name="Save", exact=True).click()
    else:
        page.locator("[name=text]").blur()


@pytest.mark.parametrize("how", ["autosave", "button"])
@pytest.mark.parametrize(
    "is_token_gone", [False, True], ids=["session", "session and token"]
)
def test_signing_in_by_hand_in_the_small_window_saves_without_leaving(
    live_server: Any,
    page: Page,
    sign_in: Any,
    draft: writing_pages.Draft,
    how: str,
    is_token_gone: bool,
):
    sign_in(live_server, draft.writer)
    write(page, live_server.url + draft.url, draft.name)
    Session.objects.all().delete()
    if is_token_gone:
        page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    _save(page, how)
    expect(state(page)).to_contain_text(NOT_SIGNED_IN)
    expect(state(page)).to_be_in_viewport()
    page.locator("[name=text]").press_sequentially(" And more.")

    with page.expect_popup() as opened:
        page.get_by_role("button", name="Sign in again").click()
    enter(opened.value, draft.writer)

    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    if how == "autosave":
        expect(page.locator("[name=text]")).to_have_value(f"{WORDS} And more.")
    assert draft.stored() == f"{WORDS} And more."
    assert opened.value.is_closed()


@pytest.mark.parametrize("how", ["autosave", "button"])
def test_nothing_is_saved_in_the_name_of_somebody_who_signed_in_in_a_second_tab(
    live_server: Any,
    page: Page,
    sign_in: Any,
    draft: writing_pages.Draft,
    colleague: User,
    how: str,
):
    sign_in(live_server, draft.writer)
    write(page, live_server.url + draft.url, draft.name)
    Session.objects.all().delete()
    tab = _second_tab(page.context, live_server, colleague)
    _save(page, how)
    # A page that tried before the colleague was in learns of it once it is looked at.
    expect(state(page)).to_contain_text(re.compile(f"{NOT_SIGNED_IN}|{SOMEBODY_ELSE}"))
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(state(page)).to_contain_text(SOMEBODY_ELSE)
    field = page.locator("[name=text]")
    field.press_sequentially(" And more.")
    field.blur()
    expect(state(page)).to_contain_text(SOMEBODY_ELSE)
    assert draft.stored() == ""

    # What the browser keeps of one is not thrown away when the other leaves.
    _sign_out(tab)
    assert len(copies(page)) == 1
    sign_in(live_server, draft.writer)
    page.evaluate("dispatchEvent(new Event('focus'))")

    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    assert draft.stored() == f"{WORDS} And more."
    assert not Revision.objects.filter(saved_by=colleague).exists()
    assert Revision.objects.filter(saved_by=draft.writer).exists()


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "later"])
def test_a_call_that_comes_during_a_question_is_heard(
    live_server: Any, page: Page, sign_in: Any, draft: writing_pages.Draft, is_first: bool
):
    sign_in(live_server, draft.writer)
    write(page, live_server.url + draft.url, draft.name)
    Session.objects.all().delete()
    if not is_first:
        _save(page, "autosave")
        expect(state(page)).to_contain_text(NOT_SIGNED_IN)
    held: list[tuple[Route, APIResponse]] = []
    page.route(
        f"**{reverse('session_state')}",
        lambda route: held.append((route, route.fetch())),
        times=1,
    )
    with page.expect_request(f"**{reverse('session_state')}"):
        if is_first:
            _save(page, "autosave")
        else:
            page.evaluate("dispatchEvent(new Event('focus'))")
    assert wait_for(lambda: bool(page.title() and held), 20)

    sign_in(live_server, draft.writer)
    page.evaluate("new BroadcastChannel('gmp-session').postMessage('signed in')")
    [(route, signed_out)] = held
    route.fulfill(response=signed_out)

    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    assert draft.stored() == WORDS


def test_a_form_with_a_button_only_waits_for_its_author(
    live_server: Any, page: Page, sign_in: Any, secretariat: User, second_officer: User
):
    letter = LetterFactory.create(submitted=True)
    sign_in(live_server, secretariat)
    url = reverse("partners:letter_request_information", args=[letter.key])
    write(page, live_server.url + url, "question_1")
    sign_in(live_server, second_officer)

    page.locator("form[data-kept] .actions .btn-primary").click()
    expect(state(page)).to_contain_text(SOMEBODY_ELSE)
    expect(page.locator("[name=question_1]")).to_have_value(WORDS)
    assert letter.open_request is None
    sign_in(live_server, secretariat)
    page.evaluate("dispatchEvent(new Event('focus'))")

    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    letter.refresh_from_db()
    assert letter.open_request
    assert letter.open_request.asked_by == secretariat


def test_a_page_in_a_new_tab_stays_open(
    live_server: Any, page: Page, sign_in: Any, secretariat: User
):
    """Only the small window in which somebody signs in again closes itself."""
    sign_in(live_server, secretariat)
    page.goto(live_server.url + reverse("website:my"))

    with page.expect_popup() as opened:
        page.evaluate("() => { open(location.href); }")
    tab = opened.value
    tab.wait_for_load_state("networkidle")

    assert not tab.is_closed()
    expect(tab.locator("h1")).to_have_text("My work")
