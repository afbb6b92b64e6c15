"""Answers come late, twice or never; nothing typed is lost, doubled or sent against its author."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import APIResponse, BrowserContext, Page, Route, expect

from gmp_portal.writing.models import UnsentForm
from partners.models import LetterOfIntent
from tests.browser import writing_pages
from tests.browser.writing_pages import WORDS, copies, state, until, write
from tests.processes import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOT_SIGNED_IN = "you are not signed in any more"
NOTHING_WAITS = "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))"
SIGNED_IN = "new BroadcastChannel('gmp-session').postMessage('signed in')"


@pytest.fixture
def draft(transactional_db: None) -> writing_pages.Draft:
    return writing_pages.section()


@pytest.fixture
def answers(transactional_db: None) -> writing_pages.Draft:
    return writing_pages.answers()


@pytest.mark.parametrize("how", ["autosave", "button"])
def test_a_save_whose_answer_was_lost_is_no_work_of_others(
    live_server: Any, page: Page, sign_in: Any, draft: writing_pages.Draft, how: str
):
    sign_in(live_server, draft.writer)

    def save_and_lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/autosave/", save_and_lose, times=1)
    write(page, live_server.url + draft.url, draft.name)
    page.locator("[name=text]").blur()
    expect(state(page)).to_contain_text("you are offline")
    assert draft.stored() == WORDS

    page.locator("[name=text]").press_sequentially(" And more.")
    if how == "button":
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).click()
    else:
        page.evaluate("dispatchEvent(new Event('online'))")

    until(page, NOTHING_WAITS)
    assert draft.stored() == f"{WORDS} And more."


def test_what_was_pressed_last_is_what_is_sent_after_signing_in(
    live_server: Any, page: Page, sign_in: Any, answers: writing_pages.Draft
):
    sign_in(live_server, answers.writer)
    write(page, live_server.url + answers.url, answers.name)
    Session.objects.all().delete()
    page.get_by_role("button", name="Send the answers").click()
    expect(state(page)).to_contain_text(NOT_SIGNED_IN)
    page.get_by_role("button", name="Keep for now").click()
    expect(state(page)).to_contain_text(NOT_SIGNED_IN)

    sign_in(live_server, answers.writer)
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new Event('focus'))")

    assert wait_for(lambda: answers.stored() == WORDS, 20)
    letter = LetterOfIntent.objects.get(sender=answers.writer)
    assert letter.status == "info_requested"


def test_what_was_discarded_in_another_tab_is_not_sent_after_all(
    live_server: Any,
    context: BrowserContext,
    page: Page,
    sign_in: Any,
    answers: writing_pages.Draft,
):
    sign_in(live_server, answers.writer)
    write(page, live_server.url + answers.url, answers.name)
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    Session.objects.all().delete()
    page.get_by_role("button", name="Keep for now").click()
    expect(state(page)).to_contain_text(NOT_SIGNED_IN)
    sign_in(live_server, answers.writer)
    tab = context.new_page()
    tab.goto(live_server.url + answers.url)
    expect(state(tab)).to_contain_text("has been put back")
    tab.once("dialog", lambda dialog: dialog.accept())
    with tab.expect_navigation():
        tab.get_by_role("button", name="Discard what was kept").click()
    assert copies(tab) == []

    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(page.get_by_role("button", name="Send it all the same")).to_be_visible()
    expect(page.locator(f"[name={answers.name}]")).to_have_value(WORDS)
    assert answers.stored() == ""


def test_a_portal_that_is_busy_right_after_signing_in_is_asked_again(
    live_server: Any, page: Page, sign_in: Any, draft: writing_pages.Draft
):
    sign_in(live_server, draft.writer)
    write(page, live_server.url + draft.url, draft.name)
    Session.objects.all().delete()
    page.locator("[name=text]").blur()
    expect(state(page)).to_contain_text(NOT_SIGNED_IN)
    page.route(
        f"**{reverse('session_state')}", lambda route: route.fulfill(status=503), times=1
    )

    sign_in(live_server, draft.writer)
    page.evaluate(SIGNED_IN)

    until(page, NOTHING_WAITS)
    assert draft.stored() == WORDS


def test_an_answer_cut_in_the_middle_does_not_hold_the_button(
    live_server: Any, page: Page, sign_in: Any, answers: writing_pages.Draft
):
    sign_in(live_server, answers.writer)
    cut = {"status": 200, "content_type": "application/json", "body": '{"kept": '}
    with page.expect_response("**/unsent/keep/"):
        page.route("**/unsent/keep/", lambda route: route.fulfill(**cut), times=1)
        write(page, live_server.url + answers.url, answers.name)

    with page.expect_navigation():
        page.get_by_role("button", name="Keep for now").click()

    assert wait_for(lambda: answers.stored() == WORDS, 20)


@pytest.mark.parametrize("script", ["kept", "autosave"])
def test_what_is_typed_before_a_script_is_there_is_saved_by_itself(
    live_server: Any,
    page: Page,
    sign_in: Any,
    draft: writing_pages.Draft,
    script: str,
):
    sign_in(live_server, draft.writer)
    held: list[tuple[Route, APIResponse]] = []
    page.route(f"**/{script}*.js", lambda route: held.append((route, route.fetch())))
    page.goto(live_server.url + draft.url, wait_until="commit")
    assert wait_for(lambda: bool(page.title() and held), 20)

    page.locator(f"[name={draft.name}]").press_sequentially(WORDS)
    for route, response in held:
        route.fulfill(response=response)

    assert wait_for(lambda: draft.stored() == WORDS, 20)


def test_what_is_typed_before_the_scripts_are_there_stays(
    live_server: Any,
    context: BrowserContext,
    page: Page,
    sign_in: Any,
    answers: writing_pages.Draft,
):
    sign_in(live_server, answers.writer)
    write(page, live_server.url + answers.url, answers.name)
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    page.close()
    again = context.new_page()
    held: list[tuple[Route, APIResponse]] = []
    again.route("**/kept*.js", lambda route: held.append((route, route.fetch())))
    again.goto(live_server.url + answers.url, wait_until="commit")
    again.locator(f"[name={answers.name}]").fill(
        "Typed while the scripts were on their way."
    )

    assert wait_for(lambda: bool(again.title() and held), 20)
    [(route, script)] = held
    route.fulfill(response=script)

    expect(again.get_by_role("button", name="Put it here")).to_be_visible()
    expect(again.locator(f"[name={answers.name}]")).to_have_value(
        "Typed while the scripts were on their way."
    )
    assert wait_for(
        lambda: any(
            ["Typed while the scripts were on their way."] in kept.fields.values()
            for kept in UnsentForm.objects.waiting()
        ),
        20,
    )
