"""A draft is written without a line, and saved by itself when the line is back (C4)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import writing_pages
from tests.browser.writing_pages import (
    WORDS,
    Draft,
    copies,
    session_of,
    state,
    until,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "scene",
    [
        writing_pages.letter,
        writing_pages.section,
        writing_pages.progress_report,
        writing_pages.area_report,
        writing_pages.meeting_report,
    ],
    ids=lambda scene: scene.__name__,
)
def test_a_draft_survives_a_restart_of_the_browser_without_a_line(
    live_server: Any, new_profile: Any, tmp_path: Path, scene: Callable[[], Draft]
):
    draft = scene()
    url = live_server.url + draft.url
    session = session_of(draft.writer) | {"url": live_server.url}

    profile = new_profile(at=tmp_path / "profile")
    profile.add_cookies([session])
    page = profile.new_page()
    page.goto(url)
    until(
        page,
        "caches.match(location.href).then("
        "(page) => !!page && !!navigator.serviceWorker.controller)",
    )
    until(
        page,
        "caches.match(document.querySelector('link[rel=stylesheet]').href).then((file) => !!file)",
    )
    profile.set_offline(True)
    profile.close()

    profile = new_profile(at=tmp_path / "profile")
    page = profile.new_page()
    profile.set_offline(True)
    write(page, url, draft.name)
    expect(page.get_by_text("Changes not yet sent: 1")).to_be_visible()
    profile.add_cookies([session])
    profile.set_offline(False)

    expect(state(page)).to_contain_text("Saved")
    expect(page.get_by_text("Changes not yet sent")).to_be_hidden()
    assert draft.stored() == WORDS
    assert copies(page) == []
