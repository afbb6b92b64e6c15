"""Every component and form state, looked at by a browser in both directions and themes."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.writing_pages import copies

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.browser.urls"),
    pytest.mark.django_db(transaction=True),
]
Check = Callable[[Page], None]


def keep_picture(page: Page, name: str) -> None:
    """With SCREENSHOTS=<folder> set, keep what the browser shows, to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        height = page.evaluate("document.documentElement.scrollHeight")
        size = page.viewport_size or {"width": 1280, "height": 900}
        page.set_viewport_size({"width": size["width"], "height": height})
        page.screenshot(path=Path(folder) / f"{name}.png")
        page.set_viewport_size(size)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", ["", "form/"])
def test_components_are_accessible_and_fit(
    live_server: Any,
    page: Page,
    axe: Check,
    fits: Check,
    theme: str,
    language: str,
    width: int,
    address: str,
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    prefix = "" if language == "en" else f"{language}/"

    response = page.goto(f"{live_server.url}/{prefix}{address}")

    keep_picture(page, f"{address.strip('/') or 'components'}-{language}-{width}-{theme}")
    assert response
    assert response.status == 200
    axe(page)
    fits(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_form_with_errors_says_what_is_wrong_and_where(
    live_server: Any, page: Page, axe: Check, fits: Check, width: int
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/form/")
    page.get_by_label("Summary").fill("word " * 32)

    page.get_by_role("button", name="Save and continue").click()

    expect(page).to_have_title("Error: Form – Global Mercury Partnership")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(
        summary.get_by_role("link", name="Summary: Please shorten the text by 12 words.")
    ).to_be_visible()
    expect(page.get_by_text("12 words too many").first).to_be_visible()
    keep_picture(page, f"form-errors-{width}")
    axe(page)
    fits(page)
    for link in summary.get_by_role("link").all():
        target = str(link.get_attribute("href"))
        # A link to the clause leads elsewhere.
        assert not target.startswith("#") or page.locator(target).count() == 1, target


@pytest.mark.parametrize("kind", ["faster", "rule", "role", "other", "nowhere/at/all"])
def test_refusals_are_pages_that_explain_themselves(
    live_server: Any, page: Page, axe: Check, fits: Check, kind: str
):
    page.set_viewport_size({"width": 320, "height": 900})

    page.goto(f"{live_server.url}/refused/{kind}/")

    keep_picture(page, f"refused-{kind.partition('/')[0]}")
    axe(page)
    fits(page)


def test_words_are_counted_while_typing_and_spoken_after_a_second(
    live_server: Any, page: Page
):
    page.goto(f"{live_server.url}/form/")

    page.get_by_label("Summary").fill("state-of-the-art ASGM 汞行动")

    expect(page.locator("[data-count-for]")).to_have_text("15 words left")
    expect(page.locator("[data-count-spoken]")).to_have_text("15 words left")


@pytest.fixture
def signed_in(live_server: Any, person: Any, sign_in: Any) -> None:
    """Copies are kept for whoever is signed in."""
    sign_in(live_server, person)


@pytest.mark.usefixtures("signed_in")
def test_draft_is_saved_on_leaving_a_field(live_server: Any, page: Page):
    page.goto(f"{live_server.url}/form/")
    page.get_by_label("Name").fill("Example Institute")

    page.get_by_label("Summary").focus()

    expect(page.locator("[data-save-state]")).to_have_text("Saved 14:03")
    assert page.locator("form[data-autosave]").get_attribute("data-version") == "4"
    assert copies(page) == []


@pytest.mark.usefixtures("signed_in")
def test_text_survives_a_conflict_and_a_lost_connection(live_server: Any, page: Page):
    page.goto(f"{live_server.url}/form/?version=0")
    page.get_by_label("Summary").fill("A sentence nobody may lose")

    page.get_by_label("Name").focus()

    expect(page.locator("[data-save-state]")).to_contain_text("Somebody else saved this")
    page.goto(f"{live_server.url}/form/?version=0")
    expect(page.get_by_label("Summary")).to_have_value("A sentence nobody may lose")
    page.goto(f"{live_server.url}/form/?version=7")
    expect(page.get_by_label("Summary")).to_have_value("A sentence nobody may lose")
    expect(page.locator("[data-save-state]")).to_contain_text("saving joins both texts")
    # What is sent stands on the text that the writer knew.
    assert page.locator("form[data-autosave]").get_attribute("data-version") == "0"


@pytest.mark.usefixtures("signed_in")
def test_offline_text_stays_in_the_browser_and_is_saved_later(live_server: Any, page: Page):
    page.goto(f"{live_server.url}/form/")
    expect(page.locator("form[data-kept]")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_label("Name").fill("Example Institute")
    page.get_by_label("Summary").focus()
    expect(page.locator("[data-save-state]")).to_contain_text("you are offline")

    page.context.set_offline(False)

    expect(page.locator("[data-save-state]")).to_have_text("Saved 14:03")


def test_rows_are_added_moved_and_removed_with_buttons(
    live_server: Any, page: Page, axe: Check
):
    page.goto(f"{live_server.url}/form/")
    page.get_by_label("Title of the effort").first.fill("Training of customs officers")

    page.get_by_role("button", name="Add: Effort").click()
    expect(page.get_by_role("group", name="Effort 3")).to_be_visible()
    page.get_by_role("button", name="Move down: Effort 1").click()
    expect(page.locator("[data-rows-spoken]")).to_have_text(
        "Effort moved to position 2 of 3"
    )
    page.get_by_role("button", name="Remove: Effort 1").click()

    second = page.get_by_role("group", name="Effort 2")
    expect(second.get_by_label("Title of the effort")).to_have_value(
        "Training of customs officers"
    )
    orders = page.locator('[name$="-ORDER"]').evaluate_all(
        "all => all.map(one => one.value)"
    )
    assert sorted(filter(None, orders)) == ["1", "2", "3"]
    assert page.locator('[name="efforts-TOTAL_FORMS"]').input_value() == "3"
    assert page.locator('[name="efforts-1-DELETE"]').is_checked()
    keep_picture(page, "rows")
    axe(page)


def test_rows_are_added_without_scripts(live_server: Any, new_profile: Any):
    context = new_profile(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/form/")
    page.get_by_label("Title of the effort").first.fill("Training of customs officers")

    page.get_by_role("button", name="Add: Effort").click()

    expect(page.get_by_label("Title of the effort")).to_have_count(3)
    expect(page.get_by_label("Title of the effort").first).to_have_value(
        "Training of customs officers"
    )
    expect(page.get_by_role("alert")).to_have_count(0)


def test_visitors_of_pages_without_forms_get_no_cookie(live_server: Any, page: Page):
    page.goto(f"{live_server.url}/refused/other/")

    assert page.context.cookies() == []
