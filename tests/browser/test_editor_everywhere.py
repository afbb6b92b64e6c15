"""The editor of long texts on a phone, by keyboard alone, in other scripts, and with two in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from areas.models import PlanVersion
from gmp_portal.accounts.models import User
from tests.browser.writing_pages import session_of, state
from tests.factories.areas import PlanFactory, lead_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WITH_EDITOR = "try { localStorage.removeItem('prose:plain'); } catch { /* no page yet */ }"
# After so many milliseconds without a key a page saves.
IDLE = 2000
# The keyboard reaches everything within so many stops.
MOST_STOPS = 60


@pytest.fixture
def plan(transactional_db: None) -> PlanVersion:
    return PlanFactory.create(status="draft")


def opened(page: Page, server: str, plan: PlanVersion, language: str = "") -> Locator:
    """The editor of section VI."""
    page.add_init_script(WITH_EDITOR)
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, "VI"])
    page.goto(f"{server}{language}{url}")
    editor = page.locator(".prose-text")
    expect(editor).to_be_visible()
    return editor


def stored(plan: PlanVersion) -> str:
    return str(plan.texts.get(section="VI").text).replace("\r", "")


def tabbed_to(page: Page, what: str) -> None:
    """Press Tab until this has the keys."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"The keyboard does not come to {what} within {MOST_STOPS} stops.")


WORDS = {
    "/zh-hans": ("汞排放的测量", "每年在河流和空气中测量一次。", "ltr"),
    "/ar": ("قياس الزئبق", "يقاس الزئبق مرة في السنة في الأنهار والهواء.", "rtl"),
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", WORDS)
def test_other_scripts_are_written_on_a_phone_and_on_a_desk(
    live_server, page, sign_in, plan, fits, axe, language, width
):
    title, sentence, direction = WORDS[language]
    sign_in(live_server, lead_of(plan.area))
    page.set_viewport_size({"width": width, "height": 740})
    editor = opened(page, live_server.url, plan, language)

    editor.focus()
    page.keyboard.type("# ")
    page.keyboard.insert_text(title)
    page.keyboard.press("Enter")
    page.keyboard.insert_text(sentence)

    assert page.evaluate("document.documentElement.dir") == direction
    heading = editor.locator("h3, p").first
    assert heading.evaluate("(each) => getComputedStyle(each).direction") == direction
    named = page.locator(".prose-tools button").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('aria-label') || each.textContent)"
    )
    assert named
    fits(page)
    axe(page)
    page.click("[name=save_and_next]")
    page.wait_for_url("**/sections/VII/")
    assert title in stored(plan)
    assert sentence in stored(plan)


def test_a_section_is_written_and_saved_by_keyboard_alone(
    live_server, page, sign_in, plan, fits
):
    sign_in(live_server, lead_of(plan.area))
    page.set_viewport_size({"width": 320, "height": 740})
    opened(page, live_server.url, plan)

    tabbed_to(page, ".prose-text")
    page.keyboard.type("# How it is measured")
    page.keyboard.press("Enter")
    page.keyboard.type("- in rivers")
    page.keyboard.press("Enter")
    page.keyboard.type("in the air")
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+F10")
    expect(page.locator(".prose-tools button:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".prose-text")).to_be_focused()
    page.keyboard.press("Escape")
    fits(page)
    tabbed_to(page, "[name=save_and_next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/VII/")

    assert stored(plan) == "%%%\n# How it is measured\n\n- in rivers\n- in the air"


def test_two_people_in_the_editor_lose_no_word_and_no_place(
    live_server: Any, new_profile: Callable[..., Any], plan: PlanVersion
):
    plan.texts.create(
        section="VI", text="%%%\nFirst.\n\nSecond.\n\nThird.", saved_by=plan.started_by
    )
    people: list[User] = [lead_of(plan.area), lead_of(plan.area, interim=True)]
    windows = []
    for person in people:
        context = new_profile()
        context.add_cookies([session_of(person) | {"url": live_server.url}])
        page = context.new_page()
        page.clock.install()
        opened(page, live_server.url, plan)
        expect(page.locator("form[data-kept]")).to_be_visible()
        windows.append(page)
    mine, other = windows

    _at_the_end_of(other, 2)
    other.keyboard.type(" By a colleague.")
    other.clock.fast_forward(IDLE)
    expect(state(other)).to_contain_text("Saved")
    _at_the_end_of(mine, 0)
    mine.keyboard.type(" Mine.")
    mine.clock.fast_forward(IDLE)
    expect(mine.locator(".prose-text p").last).to_have_text("Third. By a colleague.")
    mine.keyboard.type(" And after.")
    mine.clock.fast_forward(IDLE)
    expect(state(mine)).to_contain_text("Saved")

    assert stored(plan) == (
        "%%%\nFirst. Mine. And after.\n\nSecond.\n\nThird. By a colleague."
    )


def _at_the_end_of(page: Page, place: int) -> None:
    """Put the caret behind a paragraph, as with a finger."""
    paragraph = page.locator(".prose-text p").nth(place)
    box = paragraph.bounding_box()
    assert box
    paragraph.click(position={"x": box["width"] - 4, "y": box["height"] / 2})
    # The editor sets its caret a moment after it got the focus.
    page.keyboard.press("End")
