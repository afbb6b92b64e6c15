"""A real browser for whoever tests pages: ``page``, ``axe``, ``fits`` and ``sign_in``.

The fixtures are given to every test by ``tests/conftest.py``: one browser in a run.

Mark such tests ``@pytest.mark.browser`` and ask for ``live_server``; without Chromium they
are skipped with a sentence.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Response,
    expect,
    sync_playwright,
)

from gmp_portal.accounts.models import User
from tests.browser_options import AXE_OPTIONS, CHROMIUM, FLAGS
from tests.factories.accounts import with_second_factor
from tests.processes import wait_for

# How long a browser is waited for, in milliseconds: a busy machine is slow, not wrong.
PATIENCE = 20_000
# Most tests type into the field of a long text; those of the editor take this back.
TYPED = "try { localStorage.setItem('prose:plain', '1'); } catch { /* no page yet */ }"
USUAL = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}
DROPPED = ("net::ERR_ABORTED", "is interrupted by another navigation")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of the run."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed; the browser tests need it.")
    # Playwright runs a loop in this thread, and Django would take the tests for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_profile(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """``new_profile()``, with options of Playwright: no cookies, nothing stored.

    One with a folder, ``new_profile(at=...)``, is found there again after its browser was closed.
    Each is closed when the test ends, however it ends: one that stays open holds the server, and
    every test behind this one would wait for it in vain.
    """
    profiles: list[BrowserContext] = []

    def make(at: Path | None = None, **options: Any) -> BrowserContext:
        chosen = USUAL | options
        profile = (
            browser.browser_type.launch_persistent_context(
                at, executable_path=CHROMIUM, args=FLAGS, **chosen
            )
            if at
            else browser.new_context(**chosen)
        )
        profiles.append(profile)
        profile.set_default_timeout(PATIENCE)
        profile.add_init_script(TYPED)
        return profile

    yield make
    for profile in profiles:
        profile.close()
    _let_the_server_finish()


@pytest.fixture
def context(new_profile: Callable[..., BrowserContext]) -> BrowserContext:
    """A fresh profile, with scripts."""
    return new_profile()


def _let_the_server_finish() -> None:
    """Wait for what pages asked while they were closed: it holds tables that are emptied now."""
    with suppress(RuntimeError):
        assert wait_for(_nobody_asks, 10)


def _nobody_asks() -> bool:
    # The live server has a thread for each connection of the browser, also for one whose request
    # has not begun. They end with the profile that was closed.
    if any("process_request_thread" in thread.name for thread in threading.enumerate()):
        return False
    return not others_are_at_work()


def others_are_at_work() -> bool:
    """Whether another session of this database asks something, or holds a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS(SELECT FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend'"
            " AND pid <> pg_backend_pid() AND state <> 'idle')"
        )
        [at_work] = cursor.fetchone()
    return bool(at_work)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty tab that fails the test if a page breaks the content policy or a script."""
    page = context.new_page()
    _go_again_if_chromium_lets_go(page)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: (
            complaints.append(line.text) if "Content Security" in line.text else None
        ),
    )
    yield page
    assert complaints == []


def _go_again_if_chromium_lets_go(page: Page) -> None:
    """Ask a second time where Chromium drops a navigation; seen once on a busy machine.

    Either it lets go of it, or a page that loads itself anew comes between. A page that cannot
    be opened, such as a download, is dropped the second time as well.
    """
    goto = page.goto

    def go(url: str, **options: Any) -> Response | None:
        try:
            return goto(url, **options)
        except Error as error:
            if not any(said in error.message for said in DROPPED):
                raise
            return goto(url, **options)

    page.goto = go  # type: ignore[method-assign]


@pytest.fixture
def sign_in(context: BrowserContext) -> Callable[[Any, User], None]:
    """``sign_in(live_server, user)``: the tab carries this person's session from now on.

    They have an authenticator app, so that no office sends them to set one up first.
    """

    def carry(live_server: Any, user: User) -> None:
        client = Client()
        client.force_login(with_second_factor(user))
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return carry


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """``axe(page)``: no violation of WCAG 2.2 A or AA, nor of good practice."""

    def check(page: Page) -> None:
        results = Axe().run(page, options=AXE_OPTIONS)
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """``fits(page)``: nothing sticks out sideways."""

    def check(page: Page) -> None:
        wider = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, f"The page is {wider} px wider than the window."

    return check
