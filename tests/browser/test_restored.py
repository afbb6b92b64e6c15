"""A page that was closed unsent is opened again, and shows everything that was typed (C4)."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from gmp_portal.meetings.models import ReportSection
from tests.browser import writing_pages
from tests.browser.writing_pages import WORDS, Draft, copies, state, until
from tests.factories.meetings import ReportSectionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _open(context: BrowserContext, live_server: Any, draft: Draft) -> Page:
    page = context.new_page()
    page.goto(live_server.url + draft.url)
    expect(page.locator("form[data-kept]")).to_be_visible()
    return page


def _close_unsent(page: Page, last_words: str) -> None:
    """Close the page without a line, as soon as the browser keeps what was typed last."""
    until(
        page, f"Object.values(localStorage).some((kept) => kept.includes('{last_words}'))"
    )
    page.close()


def test_rows_that_were_added_moved_and_removed_come_back(
    live_server: Any, context: BrowserContext, sign_in: Any
):
    draft = writing_pages.progress_report()
    sign_in(live_server, draft.writer)
    page = _open(context, live_server, draft)
    context.set_offline(True)
    for number in (1, 2):
        page.get_by_role("button", name="Add an activity").click()
        page.fill(f"[name=activities-{number}-title]", f"Activity of mine {number}")
    page.get_by_role("button", name="Add a contribution").click()
    page.get_by_role("button", name="Move up: Activity 3").click()
    page.get_by_role("button", name="Remove: Activity 1").click()
    page.fill("[name=contributions-0-description]", WORDS)
    _close_unsent(page, WORDS)
    context.set_offline(False)

    page = _open(context, live_server, draft)

    expect(state(page)).to_contain_text("has been put back")
    rows = page.locator("[data-rows=activities] [data-row]")
    titles = rows.locator("[name$=-title]").evaluate_all(
        "(all) => all.map((one) => one.value)"
    )
    assert titles[1:] == ["Activity of mine 2", "Activity of mine 1"]
    expect(page.get_by_role("button", name="Keep: Activity 1")).to_be_visible()
    expect(page.locator("[name=contributions-0-description]")).to_have_value(WORDS)
    page.get_by_role("button", name="Add an activity").click()
    orders = rows.locator("[name$=-ORDER]").evaluate_all(
        "(all) => all.map((one) => one.value)"
    )
    assert orders == ["1", "2", "3", "4"]


def test_a_text_whose_field_is_gone_is_shown_to_be_copied(
    live_server: Any, context: BrowserContext, sign_in: Any
):
    draft = writing_pages.meeting_report()
    section = ReportSection.objects.get()
    ReportSectionFactory.create(report=section.report)
    sign_in(live_server, draft.writer)
    page = _open(context, live_server, draft)
    context.set_offline(True)
    page.fill(f"[name={draft.name}]", WORDS)
    _close_unsent(page, WORDS)
    context.set_offline(False)
    section.delete()

    page = _open(context, live_server, draft)

    page.get_by_text("Your text, as kept in this browser").click()
    expect(page.locator("form[data-kept] blockquote")).to_have_text(WORDS)
    assert len(copies(page)) == 1
