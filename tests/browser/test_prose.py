"""A text is written as it will read: by keyboard, by tools and from the clipboard (ADR 57)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from areas.models import PlanFigure, PlanVersion
from gmp_portal.accounts.models import User
from tests.factories.areas import PICTURE, PlanFactory, lead_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLIPBOARDS = Path(__file__).parent / "clipboards"
SignIn = Callable[[Any, User], None]

PASTE = """(target, {html, text}) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = {clipboardData: data, bubbles: true, cancelable: true};
  target.dispatchEvent(new ClipboardEvent("paste", event));
}"""


@pytest.fixture
def plan(transactional_db: None) -> PlanVersion:
    return PlanFactory.create(status="draft")


@pytest.fixture
def write(
    live_server: Any, sign_in: SignIn, page: Page, plan: PlanVersion
) -> Callable[..., Locator]:
    """``write(text)``: the page of section VI with this text, and its editor."""

    def opened(text: str = "") -> Locator:
        if text:
            plan.texts.create(section="VI", text=text, saved_by=plan.started_by)
        sign_in(live_server, lead_of(plan.area))
        page.add_init_script("try { localStorage.removeItem('prose:plain'); } catch {}")
        page.goto(
            live_server.url
            + reverse("areas:section_edit", args=[plan.area.slug, plan.number, "VI"])
        )
        editor = page.locator(".prose-text")
        expect(editor).to_be_visible(timeout=8000)
        # It sets its caret a moment after it got the focus: no hand presses a key before that.
        editor.focus()
        editor.evaluate("() => new Promise((set) => setTimeout(set, 60))")
        return editor

    return opened


def written(page: Page) -> str:
    """What the field holds, and would be sent."""
    return page.locator("[name=text]").evaluate("(field) => field.value")


def paste(editor: Locator, html: str = "", text: str = "") -> None:
    editor.focus()
    editor.evaluate(PASTE, {"html": html, "text": text})


def test_signs_are_typed_by_the_way_and_kept_with_the_text(write, page, plan):
    editor = write()

    editor.focus()
    page.keyboard.type("# Why mercury\nIt is **toxic** here.\n- less\n")
    page.keyboard.press("Tab")
    page.keyboard.type("1. much less\n")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("none")

    expect(page.locator("[name=text]")).to_be_hidden()
    expect(page.get_by_role("button", name="Row above")).to_be_hidden()
    expect(editor.locator("h3")).to_have_text("Why mercury")
    expect(editor.locator("li li")).to_have_count(1)
    assert written(page) == (
        "%%%\n# Why mercury\n\nIt is **toxic** here.\n\n- less\n  - 1. much less\n- none"
    )
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**/plans/{plan.number}/")
    assert plan.texts.get(section="VI").text.replace("\r", "").startswith("%%%\n# Why")


PASTED = {
    "word": """%%%
# Measuring

The area **measures** each __year^[UNEP, [Assessment](https://www.unep.org/x), p. 3.]__, see \
[the Partnership](https://www.unep.org/globalmercurypartnership/).

## How

- By survey
  - of miners
- By satellite

1. First

| **Year** | Tonnes |
| 2026 | 12 \\| 13 |
|  | 14 |""",
    "libreoffice": """%%%
# Measuring

**Each** year^[A source.].

1. First
  - inner
1. Second""",
    "excel": """%%%
| Country | Tonnes |  |
| Example | 1,000 | 2 |""",
    "web": """%%%
# Why

One **bold** word and another.

loose words

- a
  - b

quoted\\ twice""",
}


def test_what_is_pasted_keeps_its_shape_and_loses_its_looks(write, page):
    editor = write()
    shown = {}

    for name in PASTED:
        editor.press("ControlOrMeta+a")
        editor.press("Delete")
        paste(editor, (CLIPBOARDS / f"{name}.html").read_text())
        shown[name] = written(page)

    assert shown == PASTED
    expect(page.locator(".prose-editor [role=status]")).to_have_text(
        "Pictures are not pasted: add them as figures."
    )


def test_plain_text_is_taken_apart_as_on_every_page(write, page):
    editor = write()

    paste(editor, text="1. We met.\n2. We want:\n- less\n- none\nYear\tCost\n2026\t5")

    expect(editor.locator("table")).to_be_visible()
    assert written(page) == (
        "%%%\n1\\. We met.\n\n2\\. We want:\n\n- less\n- none\n\n"
        "| Year | Cost |\n| 2026 | 5 |"
    )


def test_an_old_text_is_shown_in_its_paragraphs_and_stays_until_somebody_types(write, page):
    old = "We met.\n\n# 5 pumps\n- less\n- none"

    editor = write(old)

    expect(editor.locator("li")).to_have_count(2)
    expect(editor.locator("h3")).to_have_count(0)
    assert written(page) == old
    editor.press("ControlOrMeta+End")
    page.keyboard.type(" at all")
    assert written(page) == "%%%\nWe met.\n\n\\# 5 pumps\n\n- less\n- none at all"


def test_tools_are_a_stop_of_the_keyboard(write, page, axe):
    editor = write("%%%\nWords of it")

    editor.press("ControlOrMeta+a")
    editor.press("Alt+F10")
    for _times in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert written(page) == "%%%\n**Words of it**"
    editor.press("ControlOrMeta+z")
    assert written(page) == "%%%\nWords of it"
    axe(page)


def test_links_and_notes_are_asked_for(write, page):
    editor = write("%%%\nSee the assessment")

    editor.press("ControlOrMeta+a")
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_label("Address", exact=True).fill("www.unep.org/gma")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    editor.press("ControlOrMeta+End")
    page.get_by_role("button", name="Footnote").click()
    page.get_by_label("Text of the footnote").fill("See [it](https://x.org/), p. 3")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()

    expect(editor.locator("sup")).to_have_count(1)
    assert written(page) == (
        "%%%\n[See the assessment](https://www.unep.org/gma)^[See [it](https://x.org/), p. 3]"
    )


def test_a_table_is_gone_through_with_tab_and_can_be_left(write, page):
    editor = write()

    editor.focus()
    page.get_by_role("button", name="Table", exact=True).click()
    page.keyboard.type("Year")
    page.keyboard.press("Tab")
    page.keyboard.type("Cost")
    page.get_by_role("button", name="Remove column").click()

    assert written(page) == "%%%\n| Year |  |\n|  |  |\n|  |  |"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()


def test_what_somebody_else_wrote_comes_in_and_the_caret_stays(write, page, plan):
    editor = write("%%%\nFirst.\n\nSecond.")
    editor.press("ControlOrMeta+Home")
    page.keyboard.type("Very ")

    page.locator("[name=text]").evaluate(
        "(field) => { field.value = '%%%\\nVery First.\\n\\nSecond and more.';"
        " field.dispatchEvent(new CustomEvent('input', {bubbles: true, detail: 'restored'})); }"
    )

    expect(editor.locator("p").last).to_have_text("Second and more.")
    page.keyboard.type("much ")
    assert written(page) == "%%%\nVery much First.\n\nSecond and more."
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**/plans/{plan.number}/")
    assert "much First" in plan.texts.get(section="VI").text


def test_a_phone_and_arabic(write, page, fits):
    page.set_viewport_size({"width": 320, "height": 700})
    editor = write(
        "%%%\n# الزئبق\n| السنة | الكلفة | الكلفة | الكلفة |\n| 2026 | 5 | 6 | 7 |"
    )

    fits(page)
    assert editor.locator("h3").evaluate("(it) => getComputedStyle(it).direction") == "rtl"


def test_whoever_likes_signs_writes_with_them(write, page):
    editor = write("%%%\n# Why")

    page.get_by_role("button", name="Write with signs").click()
    field = page.locator("[name=text]")
    field.fill("%%%\n## How")
    page.get_by_role("button", name="Write as it will read").click()

    expect(editor.locator("h4")).to_have_text("How")


def test_a_figure_stands_where_the_caret_was(write, page, plan):
    editor = write("%%%\nBefore.\n\nBehind.")
    editor.press("ControlOrMeta+Home")
    editor.press("End")

    page.get_by_role("button", name="Figure", exact=True).click()
    chosen = {"name": "map.png", "mimeType": "image/png", "buffer": PICTURE}
    page.get_by_label("Picture").set_input_files(chosen)
    page.get_by_label("Alternative text").fill("A map")
    page.get_by_label("Caption").fill("Mines")
    page.get_by_role("button", name="Add the figure").click()

    expect(editor.locator("figure img")).to_be_visible()
    figure = PlanFigure.objects.get()
    assert written(page) == f"%%%\nBefore.\n\n![{figure.pk}] A map | Mines\n\nBehind."


def test_words_that_are_marked_in_the_editor_are_commented_on(write, page):
    editor = write("%%%\nIt is **toxic** here.")

    editor.locator("strong").dblclick()

    link = page.get_by_role("link", name="Comment on “toxic”")
    expect(link).to_have_attribute("href", re.compile("quote=toxic"))


def test_a_translation_is_written_as_it_will_read(write, page, plan, live_server):
    write("%%%\n# Why\n\nIt is **toxic** here.")
    place = [plan.area.slug, plan.number, "fr", "VI"]
    url = live_server.url + reverse("areas:translation_write", args=place)

    page.goto(f"{url}?begin=texts-VI")
    editor = page.locator(".prose-text")
    expect(editor.locator("strong")).to_have_text("toxic", timeout=8000)
    expect(page.get_by_role("button", name="Figure", exact=True)).to_have_count(0)
    editor.locator("strong").dblclick()
    page.keyboard.type("toxique")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/translations/#fr")

    kept = plan.translations.get().text
    assert kept == "%%%\n# Why\n\nIt is **toxique** here."
