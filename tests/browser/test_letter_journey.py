"""The first journey in a real browser, as each person in turn, with axe on every page (C2)."""

import hashlib

import pytest

from gmp_portal.documents.models import Document
from partners.models import LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.reference import CountryFactory
from tests.partners.test_starting import code_in_last_mail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTRIBUTION = (
    "Forty working days a year to train laboratories in measuring mercury in fish."
)


@pytest.fixture
def walk(page, axe, fits, live_server):
    """Go to a page or look at the present one: wide and narrow, axe finds nothing."""

    def look(url=None):
        if url:
            page.goto(live_server.url + url)
        axe(page)
        page.set_viewport_size({"width": 320, "height": 720})
        fits(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        return page

    return look


def press(page, target):
    """Press a button or link and wait for the page it leads to."""
    with page.expect_navigation():
        target.click()


def _button(page, name):
    press(page, page.get_by_role("button", name=name))


def _next(page):
    _button(page, "Save and continue")


def _write_the_parts(page, walk):
    page.fill("[name=organisation]", "Example Institute for Fish")
    page.select_option("[name=country]", "PE")
    page.select_option("[name=language]", "en")
    walk()
    _next(page)
    page.check("[name=is_for_all_areas]")
    walk()
    _next(page)
    page.check("[name=supports]")
    page.check("[name=commits_to_goal]")
    page.fill("[name=contribution]", CONTRIBUTION)
    page.select_option("[name=pledges-0-kind]", "in_kind")
    page.fill("[name=pledges-0-amount]", "40")
    page.select_option("[name=pledges-0-unit]", "days")
    page.get_by_role("button", name="Add a contribution").click()
    page.select_option("[name=pledges-1-kind]", "training")
    walk()
    _next(page)
    page.fill("[name=contact_name]", "Sample Person")
    page.fill("[name=contact_email]", "sample@example.org")
    page.fill("[name=contact_title]", "Director")
    page.check("[name=contact_signs][value=True]")
    walk()
    _next(page)
    page.fill("[name=signed_name]", "Sample Person")
    page.check("[name=is_authorized]")
    walk()
    _next(page)


def test_a_letter_from_the_first_click_to_the_public_page(
    page, context, walk, sign_in, live_server, run_jobs
):
    CountryFactory.create(iso2="PE")
    officer = UserFactory.create(name="Sample Officer", officer=True)

    walk("/join/")
    press(page, page.get_by_role("link", name="Start your letter").first)
    walk()
    page.check("[name=kind][value=ngo]")
    page.fill("[name=name]", "Sample Person")
    page.fill("[name=email]", "sample@example.org")
    _button(page, "Send the code")
    walk()
    page.fill("[name=code]", code_in_last_mail())
    _button(page, "Confirm")
    _write_the_parts(page, walk)
    letter = LetterOfIntent.objects.get()
    assert letter.pledges.count() == 2
    walk()
    _button(page, "Send to UNEP")
    walk()
    run_jobs()
    letter.refresh_from_db()
    assert letter.status == LetterOfIntent.Status.SUBMITTED

    context.clear_cookies()
    sign_in(live_server, officer)
    walk("/desk/")
    walk(letter.get_absolute_url())
    for box in page.locator("#checklist input[value=True]").all():
        box.check()
    _button(page, "Save the checklist")
    walk()
    press(page, page.get_by_role("link", name="Confirm"))
    walk().check("[name=confirmed]")
    press(page, page.locator("main form button[type=submit]").last)
    walk().fill("[name=public_contribution]", CONTRIBUTION)
    _button(page, "Clear for the public")
    run_jobs()
    walk(letter.get_absolute_url())
    _button(page, "Publish")
    walk()

    context.clear_cookies()
    walk("/partners/?q=Fish")
    press(page, page.get_by_role("link", name="Example Institute for Fish"))
    walk()
    walk(letter.get_absolute_url())
    letter.refresh_from_db()
    public = Document.objects.get(pk=letter.public_letter_id)
    assert public.sha256 in page.content()
    assert hashlib.sha256(public.read()).hexdigest() == public.sha256
    assert "sample@example.org" not in page.content()
