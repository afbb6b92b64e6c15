"""The database goes away while somebody types, and comes back (C4)."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Response, expect

from advisory_group.models import Recommendation
from tests.browser import writing_pages
from tests.browser.writing_pages import (
    WORDS,
    copies,
    session_of,
    state,
    unreachable,
    until,
    write,
)
from tests.factories.advisory_group import ChairTermFactory, PlanReviewFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOT_YET = "Not saved yet: the portal does not answer at the moment"
# Asked to come back after this time, a page does not come sooner.
RETRY_AFTER = 10_000


@pytest.fixture
def draft(transactional_db: None) -> writing_pages.Draft:
    return writing_pages.section()


def _health(page: Page, live_server: Any) -> int:
    return page.request.get(live_server.url + reverse("health")).status


def test_a_page_that_saves_itself_waits_for_the_database(
    live_server: Any, page: Page, sign_in: Any, draft: writing_pages.Draft
):
    sign_in(live_server, draft.writer)
    page.clock.install()
    write(page, live_server.url + draft.url, draft.name)
    field = page.locator(f"[name={draft.name}]")

    with unreachable():
        field.blur()
        expect(state(page)).to_contain_text(NOT_YET)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
        field.press_sequentially(" And one more.")
        expect(field).to_have_value(f"{WORDS} And one more.")
        assert len(copies(page)) == 1
        assert draft.stored() == ""
        assert _health(page, live_server) == 503

    assert _health(page, live_server) == 200
    assert len(copies(page)) == 1
    page.clock.fast_forward(RETRY_AFTER)
    expect(state(page)).to_contain_text("Saved")
    assert draft.stored() == f"{WORDS} And one more."
    assert copies(page) == []


def test_a_page_does_not_come_sooner_than_it_was_asked_to(
    live_server: Any, page: Page, sign_in: Any, draft: writing_pages.Draft
):
    sent: list[str] = []
    page.on(
        "request",
        lambda request: sent.append(request.url) if request.method == "POST" else None,
    )
    sign_in(live_server, draft.writer)
    page.clock.install()
    write(page, live_server.url + draft.url, draft.name)
    field = page.locator(f"[name={draft.name}]")

    def tries() -> int:
        page.evaluate("fetch('/health/').then((response) => response.status)")
        return sum(url.endswith("/autosave/") for url in sent)

    with unreachable():
        field.blur()
        expect(state(page)).to_contain_text(NOT_YET)
    assert tries() == 1

    field.press_sequentially(" And one more.")
    field.blur()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.clock.fast_forward(RETRY_AFTER - 3000)

    assert tries() == 1
    page.clock.fast_forward(3000)
    expect(state(page)).to_contain_text("Saved")
    assert tries() == 2
    assert draft.stored() == f"{WORDS} And one more."


def test_a_button_says_in_place_that_the_database_is_away(
    live_server: Any, page: Page, sign_in: Any
):
    chair = ChairTermFactory.create()
    review = PlanReviewFactory.create()
    sign_in(live_server, chair.person)
    url = reverse("advisory_group:recommendation_add", args=[review.pk])
    write(page, live_server.url + url, "text")
    page.select_option("[name=section]", "I")
    page.locator("[name=kind]").first.check()
    field = page.locator("[name=text]")

    with unreachable():
        page.get_by_role("button", name="Keep the recommendation").click()
        expect(state(page)).to_contain_text(NOT_YET)
        expect(field).to_have_value(WORDS)
        assert len(copies(page)) == 1

    assert not Recommendation.objects.exists()
    with page.expect_navigation():
        page.get_by_role("button", name="Try again").click()
    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    assert Recommendation.objects.get().text == WORDS


def test_a_text_that_left_while_the_database_went_away_is_put_back(
    live_server: Any, page: Page, sign_in: Any, draft: writing_pages.Draft
):
    sign_in(live_server, draft.writer)
    write(page, live_server.url + draft.url, draft.name)
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('draft:'))")

    with unreachable():
        # As the page does it after its question was answered, a moment before.
        with page.expect_navigation() as left:
            page.evaluate("document.querySelector('form[data-kept]').submit()")
        assert left.value.status == 503
        expect(page.get_by_text(WORDS)).to_be_visible()
        assert len(copies(page)) == 1

    page.goto(live_server.url + draft.url)
    expect(page.locator(f"[name={draft.name}]")).to_have_value(WORDS)
    expect(state(page)).to_contain_text("has been put back")
    page.get_by_role("button", name="Save", exact=True).click()
    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    assert draft.stored() == WORDS


def test_without_scripts_the_text_is_shown_and_can_be_sent_again(
    live_server: Any, new_profile: Any, draft: writing_pages.Draft
):
    context = new_profile(java_script_enabled=False)
    context.add_cookies([session_of(draft.writer) | {"url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + draft.url)
    page.fill(f"[name={draft.name}]", WORDS)

    def press() -> Response:
        with page.expect_response(
            lambda response: response.request.method == "POST"
        ) as got:
            page.get_by_role("button", name="Save", exact=True).click()
        return got.value

    with unreachable():
        refused = press()
        assert refused.status == 503
        assert refused.headers["retry-after"] == "10"
        expect(
            page.get_by_text("The portal cannot be reached at the moment")
        ).to_be_visible()
        expect(page.get_by_text(WORDS)).to_be_visible()
        assert _health(page, live_server) == 503

    assert draft.stored() == ""
    page.reload()
    # A new text without scripts may have signs, and says so in its first line (ADR 57).
    assert draft.stored().removeprefix("%%%\n") == WORDS
