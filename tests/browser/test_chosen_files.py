"""A browser gives no chosen file back: the page says that it must be chosen again (A1-2d, C4)."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from partners.models import LetterOfIntent
from tests.browser import writing_pages
from tests.browser.writing_pages import (
    WORDS,
    enter,
    give_password,
    session_of,
    state,
    until,
    write,
)
from tests.documents.samples import plain_pdf
from tests.processes import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def answers(transactional_db: None) -> writing_pages.Draft:
    return writing_pages.answers()


@pytest.fixture
def letter(answers: writing_pages.Draft) -> LetterOfIntent:
    return LetterOfIntent.objects.get(sender=answers.writer)


@pytest.fixture
def url(live_server: Any, answers: writing_pages.Draft) -> str:
    return f"{live_server.url}{answers.url}"


@pytest.fixture
def name(answers: writing_pages.Draft) -> str:
    return answers.name


@pytest.fixture
def chosen(tmp_path: Path) -> Path:
    file = tmp_path / "budget.pdf"
    file.write_bytes(plain_pdf())
    return file


def _files(letter: LetterOfIntent) -> list[str]:
    return [each.document.name for each in letter.attachments.all()]


def test_a_file_stays_chosen_while_somebody_signs_in_again(
    live_server: Any,
    page: Page,
    sign_in: Any,
    answers: writing_pages.Draft,
    letter: LetterOfIntent,
    url: str,
    name: str,
    chosen: Path,
):
    sign_in(live_server, letter.sender)
    write(page, url, name)
    page.set_input_files("[name=upload]", chosen)
    Session.objects.all().delete()
    page.get_by_role("button", name="Keep for now").click()
    expect(state(page)).to_contain_text("you are not signed in any more")

    page.context.add_cookies([session_of(letter.sender) | {"url": live_server.url}])
    page.evaluate("dispatchEvent(new Event('focus'))")

    assert wait_for(lambda: _files(letter) == [chosen.name], 20)
    assert answers.stored() == WORDS


def test_a_page_that_was_closed_asks_for_the_file_again(
    live_server: Any,
    context: BrowserContext,
    sign_in: Any,
    letter: LetterOfIntent,
    url: str,
    name: str,
    chosen: Path,
):
    sign_in(live_server, letter.sender)
    page = context.new_page()
    write(page, url, name)
    page.set_input_files("[name=upload]", chosen)
    until(page, "Object.values(localStorage).some((kept) => kept.includes('budget.pdf'))")
    Session.objects.all().delete()
    page.close()
    sign_in(live_server, letter.sender)

    page = context.new_page()
    page.goto(url)

    expect(page.locator(f"[name={name}]")).to_have_value(WORDS)
    expect(state(page)).to_contain_text("has been put back")
    expect(state(page)).to_contain_text("Choose this file again: budget.pdf")


def test_without_scripts_the_file_is_asked_for_again_after_signing_in(
    live_server: Any,
    new_profile: Any,
    answers: writing_pages.Draft,
    letter: LetterOfIntent,
    url: str,
    name: str,
    chosen: Path,
):
    sender = letter.sender
    give_password(sender)
    context = new_profile(java_script_enabled=False)
    context.add_cookies([session_of(sender) | {"url": live_server.url}])
    page = context.new_page()
    page.goto(url)
    page.fill(f"[name={name}]", WORDS)
    page.set_input_files("[name=upload]", chosen)
    Session.objects.all().delete()

    page.get_by_role("button", name="Keep for now").click()
    page.get_by_role("button", name="Sign in and send it").click()
    enter(page, sender)
    page.get_by_label("Choose this file again").set_input_files(chosen)
    page.get_by_role("button", name="Send it now").click()

    expect(page.get_by_text("Your answers are kept.")).to_be_visible()
    assert answers.stored() == WORDS
    assert _files(letter) == [chosen.name]
