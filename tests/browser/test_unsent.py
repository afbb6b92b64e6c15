"""What was typed and not sent is found again in another browser (R-22)."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from gmp_portal.accounts.models import User
from gmp_portal.writing.models import UnsentForm
from partners.models import LetterOfIntent, Question
from tests.browser.writing_pages import WORDS, copies, session_of, state, until, write
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import LetterFactory
from tests.processes import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "What you typed is kept for you"
NAME = "question_1"


@pytest.fixture
def letter(transactional_db: None) -> LetterOfIntent:
    return LetterFactory.create(submitted=True)


@pytest.fixture
def url(live_server: Any, letter: LetterOfIntent, secretariat: User, sign_in: Any) -> str:
    """A form without a draft of its own, for an officer who is signed in."""
    sign_in(live_server, secretariat)
    page = reverse("partners:letter_request_information", args=[letter.key])
    return f"{live_server.url}{page}"


def forget(page: Page) -> None:
    """Empty this browser, as one is that was never used for the portal."""
    page.evaluate("localStorage.clear()")


def test_another_browser_goes_on_and_what_is_sent_is_forgotten(page: Page, url: str):
    write(page, url, NAME)
    expect(state(page)).to_contain_text(KEPT)
    forget(page)

    page.goto(url)
    expect(page.locator(f"[name={NAME}]")).to_have_value(WORDS)
    expect(state(page)).to_contain_text("has been put back")
    page.locator(f"[name={NAME}]").fill(f"{WORDS} And more.")
    with page.expect_navigation():
        page.locator("form[data-kept] .actions button").first.click()
    page.wait_for_load_state()

    assert Question.objects.get().text == f"{WORDS} And more."
    assert wait_for(lambda: UnsentForm.objects.waiting().count() == 0, 20)
    page.goto(url)
    assert copies(page) == []


def test_what_another_browser_kept_waits_beside_what_is_typed_here(page: Page, url: str):
    write(page, url, NAME)
    expect(state(page)).to_contain_text(KEPT)
    forget(page)
    # A slow line: somebody types before the answer is there.
    page.route("**/unsent/newest/**", lambda route: _after_typing(page, route))

    page.goto(url)

    expect(page.get_by_text("You typed something else into this form")).to_be_visible()
    expect(page.locator(f"[name={NAME}]")).to_have_value("Typed here.")
    page.get_by_role("button", name="Put it here").click()
    expect(page.locator(f"[name={NAME}]")).to_have_value(WORDS)
    texts = [kept.fields[NAME] for kept in UnsentForm.objects.waiting().order_by("pk")]
    assert texts == [[WORDS], ["Typed here."]]


def _after_typing(page: Page, route: Any) -> None:
    page.locator(f"[name={NAME}]").fill("Typed here.")
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    route.continue_()


def test_what_is_discarded_is_gone_everywhere(page: Page, url: str):
    write(page, url, NAME)
    expect(state(page)).to_contain_text(KEPT)

    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.get_by_role("button", name="Discard what was kept").click()

    expect(page.locator("form[data-kept]")).to_be_visible()
    expect(page.locator(f"[name={NAME}]")).to_have_value("")
    assert (UnsentForm.objects.waiting().count(), copies(page)) == (0, [])


def test_whoever_is_signed_out_hears_of_it_before_sending(
    live_server: Any, page: Page, url: str, secretariat: User
):
    page.goto(url)
    expect(page.locator("form[data-kept]")).to_be_visible()
    Session.objects.all().delete()

    page.fill(f"[name={NAME}]", WORDS)
    expect(state(page)).to_contain_text("you are not signed in any more")
    page.context.add_cookies([session_of(secretariat) | {"url": live_server.url}])
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(state(page)).to_contain_text(KEPT)
    kept = UnsentForm.objects.waiting().get()
    assert kept.fields[NAME] == [WORDS]
    assert kept.title.endswith(" – Request information")


def test_without_a_line_it_is_kept_as_soon_as_there_is_one(page: Page, url: str):
    page.goto(url)
    expect(page.locator("form[data-kept]")).to_be_visible()
    page.context.set_offline(True)
    page.fill(f"[name={NAME}]", WORDS)
    expect(state(page)).to_contain_text("you are offline")

    page.context.set_offline(False)

    expect(state(page)).to_contain_text(KEPT)
    assert wait_for(lambda: UnsentForm.objects.waiting().count() == 1, 20)


def test_two_windows_of_one_form_keep_both_texts_and_each_is_offered_once(
    page: Page, url: str
):
    second = page.context.new_page()
    for window in (page, second):
        window.goto(url)
        expect(window.locator("form[data-kept]")).to_be_visible()
    for window, text in ((page, "Typed first."), (second, "Typed second.")):
        window.locator(f"[name={NAME}]").fill(text)
    until(
        second,
        "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length === 2",
    )
    assert wait_for(lambda: UnsentForm.objects.waiting().count() == 2, 20)
    for window in (page, second):
        window.close()
    # On a bad line the server may hear of the first one last.
    [first] = UnsentForm.objects.filter(fields__contains={NAME: ["Typed first."]})
    UnsentForm.objects.filter(pk=first.pk).update(kept_at=timezone.now())

    again = second.context.new_page()
    with again.expect_response("**/unsent/newest/**"):
        again.goto(url)
    again.wait_for_load_state("networkidle")

    expect(again.locator(f"[name={NAME}]")).to_have_value("Typed second.")
    again.get_by_role("button", name="Put it here").click()
    expect(again.locator(f"[name={NAME}]")).to_have_value("Typed first.")


def test_signing_out_hands_over_what_is_kept_and_leaves_that_of_others(
    page: Page, url: str, secretariat: User
):
    write(page, url, NAME)
    until(page, "Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    page.evaluate("localStorage.setItem('draft:0:/x/:0#abc', '{}')")

    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()

    assert copies(page) == ["draft:0:/x/:0#abc"]
    kept = UnsentForm.objects.waiting().get(person=secretariat)
    assert kept.fields[NAME] == [WORDS]
    assert url.endswith(kept.page)


def test_whoever_clicks_twice_means_it_once(page: Page, url: str):
    write(page, url, NAME)

    with page.expect_navigation():
        page.locator("form[data-kept] .actions button").first.click(click_count=2, delay=50)
    page.wait_for_load_state()

    assert wait_for(lambda: Question.objects.count() > 0, 20)
    assert Question.objects.count() == 1


def test_what_was_sent_from_another_browser_does_not_come_back(
    live_server: Any, page: Page, sign_in: Any, new_profile: Any, secretariat: User
):
    sign_in(live_server, secretariat)
    meeting = MeetingFactory.create()
    add = live_server.url + reverse("meetings:agenda_add", args=[meeting.slug])
    write(page, add, "notes")
    expect(state(page)).to_contain_text(KEPT)
    other = new_profile()
    other.add_cookies([session_of(secretariat) | {"url": live_server.url}])
    elsewhere = other.new_page()
    elsewhere.goto(add)
    expect(elsewhere.locator("[name=notes]")).to_have_value(WORDS)
    elsewhere.fill("[name=title]", "An item")
    with elsewhere.expect_navigation():
        elsewhere.locator("form[data-kept] .actions button").first.click()
    assert wait_for(lambda: UnsentForm.objects.waiting().count() == 0, 20)

    page.goto(add)

    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('draft:'))")
    expect(page.locator("form[data-kept]")).to_be_visible()
    expect(page.locator("[name=notes]")).to_have_value("")


def test_what_was_sent_from_the_list_is_not_sent_from_its_form_as_well(
    live_server: Any, page: Page, sign_in: Any, secretariat: User
):
    sign_in(live_server, secretariat)
    meeting = MeetingFactory.create()
    add = live_server.url + reverse("meetings:agenda_add", args=[meeting.slug])
    write(page, add, "notes")
    page.fill("[name=title]", "An item")
    expect(state(page)).to_contain_text(KEPT)
    assert wait_for(lambda: _has(UnsentForm.objects.waiting().get(), "An item"), 20)
    listed = page.context.new_page()
    kept = UnsentForm.objects.waiting().get()
    listed.goto(live_server.url + reverse("writing:unsent_detail", args=[kept.pk]))
    with listed.expect_navigation():
        listed.get_by_role("button", name="Send it now").click()
    assert wait_for(lambda: meeting.agenda.count() == 1, 20)

    page.locator("form[data-kept] .actions button").first.click()

    expect(state(page)).to_contain_text("sent or discarded in another window")
    assert meeting.agenda.count() == 1
    with page.expect_navigation():
        page.get_by_role("button", name="Send it all the same").click()
    assert wait_for(lambda: meeting.agenda.count() == 2, 20)


def _has(kept: UnsentForm, title: str) -> bool:
    return bool(kept.fields["title"] == [title])


def test_who_goes_back_and_sends_again_sends_the_same(
    live_server: Any, page: Page, secretariat: User, sign_in: Any
):
    sign_in(live_server, secretariat)
    meeting = MeetingFactory.create()
    add = live_server.url + reverse("meetings:agenda_add", args=[meeting.slug])
    for _turn in range(2):
        if _turn:
            page.go_back()
        else:
            page.goto(add)
        expect(page.locator("form[data-kept]")).to_be_visible()
        page.fill("[name=title]", WORDS)
        page.fill("[name=notes]", WORDS)
        with page.expect_navigation():
            page.locator("form[data-kept] .actions button").first.click()
        page.wait_for_load_state()

    expect(page.get_by_text("This was saved already")).to_be_visible()
    assert meeting.agenda.count() == 1
