"""Two people write the same section at once; neither loses the place or a word (C4)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from areas.models import PlanVersion
from tests.browser.writing_pages import session_of, state
from tests.factories.areas import PlanFactory, lead_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# After so many milliseconds without a key a page saves.
IDLE = 2000


@pytest.fixture
def plan(transactional_db: None) -> PlanVersion:
    return PlanFactory.create(status="draft")


@pytest.fixture
def pages(live_server: Any, new_profile: Any, plan: PlanVersion) -> list[Page]:
    """Two windows of two leads with the same three paragraphs; the first has the caret."""
    plan.texts.create(
        section="I", text="First.\n\nSecond.\n\nThird.", saved_by=plan.started_by
    )
    url = reverse("areas:section_edit", args=[plan.area.slug, plan.number, "I"])
    contexts = [new_profile() for _number in range(2)]
    opened = []
    for context, person in zip(
        contexts, [lead_of(plan.area), lead_of(plan.area, interim=True)], strict=True
    ):
        context.add_cookies([session_of(person) | {"url": live_server.url}])
        page = context.new_page()
        page.clock.install()
        page.goto(live_server.url + url)
        expect(page.locator("form[data-kept]")).to_be_visible()
        opened.append(page)
    return opened


def _stored(plan: PlanVersion) -> str:
    return str(plan.texts.get(section="I").text).replace("\r", "")


def _save(page: Page, text: str) -> None:
    """Type the whole text and leave the field."""
    page.locator("[name=text]").fill(text)
    page.locator("[name=text]").blur()
    expect(state(page)).to_contain_text("Saved")


def _type(page: Page, after: str, words: str) -> None:
    """Put the caret behind some words and go on there."""
    field = page.locator("[name=text]")
    field.focus()
    field.evaluate(
        "(field, after) => field.setSelectionRange(..."
        "[field.value.indexOf(after) + after.length].flatMap((at) => [at, at]))",
        after,
    )
    field.press_sequentially(words)


def _selected(page: Page) -> str:
    chosen: str = page.evaluate(
        "((field) => field.value.slice(field.selectionStart, field.selectionEnd))"
        "(document.activeElement)"
    )
    return chosen


JOINED = {
    "after the caret": "First.\n\nSecond.\n\nThird, by a colleague.",
    "before the caret": "First, by a colleague.\n\nSecond.\n\nThird.",
    "around it": "First, by a colleague.\n\nSecond.\n\nThird, by a colleague.",
}


@pytest.mark.parametrize("theirs", JOINED.values(), ids=JOINED)
def test_what_a_colleague_saved_comes_in_and_the_caret_stays(
    pages: list[Page], plan: PlanVersion, theirs: str
):
    mine, other = pages
    _save(other, theirs)
    _type(mine, "Second", " of mine")
    for _letter in "mine":
        mine.keyboard.press("Shift+ArrowLeft")

    mine.clock.fast_forward(IDLE)

    joined = theirs.replace("Second", "Second of mine")
    expect(mine.locator("[name=text]")).to_have_value(joined)
    assert _selected(mine) == "mine"
    mine.keyboard.press("ArrowRight")
    mine.keyboard.type(" alone")
    mine.clock.fast_forward(IDLE)
    expect(state(mine)).to_contain_text("Saved")
    assert _stored(plan) == joined.replace("of mine", "of mine alone")


@contextmanager
def _held(plan: PlanVersion) -> Iterator[None]:
    """Whoever saves a text of the plan meanwhile has to wait."""
    with transaction.atomic():
        PlanVersion.objects.select_for_update().get(pk=plan.pk)
        yield


def test_what_is_typed_while_a_save_is_on_its_way_is_not_overwritten(
    pages: list[Page], plan: PlanVersion
):
    mine, other = pages
    _save(other, "First.\n\nSecond.\n\nThird, by a colleague.")
    _type(mine, "First", " of mine")

    with _held(plan):
        mine.clock.fast_forward(IDLE)
        expect(state(mine)).to_contain_text("Saving")
        mine.keyboard.type(", typed meanwhile")
    expect(state(mine)).not_to_contain_text("Saving")

    field = mine.locator("[name=text]")
    typed = "First of mine, typed meanwhile.\n\nSecond.\n\nThird"
    expect(field).to_have_value(f"{typed}.")
    mine.clock.fast_forward(IDLE)
    expect(field).to_have_value(f"{typed}, by a colleague.")
    mine.keyboard.type(" and after")
    mine.clock.fast_forward(IDLE)
    expect(state(mine)).to_contain_text("Saved")
    assert _stored(plan) == (
        "First of mine, typed meanwhile and after.\n\nSecond.\n\nThird, by a colleague."
    )


def test_a_character_that_is_being_composed_is_not_taken_away(
    pages: list[Page], plan: PlanVersion
):
    mine, other = pages
    _save(other, "First, by a colleague.\n\nSecond.\n\nThird.")
    _type(mine, "Second", " of mine ")
    keyboard = mine.context.new_cdp_session(mine)
    composed = {"text": "gong", "selectionStart": 4, "selectionEnd": 4}
    keyboard.send("Input.imeSetComposition", composed)

    sent: list[str] = []
    mine.on("request", lambda request: sent.append(request.url))

    mine.clock.fast_forward(IDLE)

    # What the page sent before is known by the time that it has this answer.
    mine.evaluate("fetch('/health/').then((response) => response.status)")
    assert [url for url in sent if url.endswith("/autosave/")] == []
    keyboard.send("Input.insertText", {"text": "汞"})
    mine.clock.fast_forward(IDLE)
    joined = "First, by a colleague.\n\nSecond of mine 汞.\n\nThird."
    expect(mine.locator("[name=text]")).to_have_value(joined)
    expect(state(mine)).to_contain_text("Joined with")
    assert _stored(plan) == joined
