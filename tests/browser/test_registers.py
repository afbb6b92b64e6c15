"""The filters of a register in a real browser: a bar on wide screens, to be opened on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.partners import LetterFactory, PartnerFactory
from tests.factories.reference import CountryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def register(live_server):
    """A register of three partners, one of them with a letter."""
    kenya = CountryFactory.create(iso2="KE")
    PartnerFactory.create(name="Example Retort Makers", kind="industry", country=kenya)
    PartnerFactory.create(name="Example Gold Council", kind="ngo", unep_region="africa")
    LetterFactory.create(published=True, contribution_kinds=["training"])
    return live_server.url + reverse("partners:partner_list")


def test_the_filters_are_there_at_once_on_a_wide_screen(page, register):
    page.set_viewport_size(WIDE)
    page.goto(register)

    expect(page.get_by_label("Kind", exact=True)).to_be_visible()
    expect(page.locator(".filter > summary")).to_be_hidden()


def test_the_filters_wait_behind_a_button_on_a_phone(page, register):
    page.set_viewport_size(PHONE)
    page.goto(f"{register}?kind=ngo")
    kind = page.get_by_label("Kind", exact=True)
    expect(kind).to_be_hidden()

    page.get_by_text("Filter: 1 active").click()
    kind.select_option("industry")
    page.get_by_role("button", name="Show", exact=True).click()

    expect(page.get_by_role("link", name="Example Retort Makers")).to_be_visible()
    expect(page.get_by_role("link", name="Example Gold Council")).to_have_count(0)


def test_whoever_goes_by_keyboard_sees_a_ring_round_everything(page, register):
    page.set_viewport_size(WIDE)
    page.goto(register)
    without, seen = [], set()

    for _press in range(40):
        page.keyboard.press("Tab")
        words, ring = page.evaluate(
            "() => { const e = document.activeElement;"
            " return [e.innerText || e.name, getComputedStyle(e).boxShadow]; }"
        )
        seen.add(words)
        if "0px 0px 0px 5px" not in ring:
            without.append(words)

    assert {"Partners", "English", "Become a partner", "Example Gold Council"} <= seen
    assert without == []


def test_the_filters_work_without_script(new_profile, register):
    context = new_profile(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(register)

    page.locator(".filter > summary").click()
    page.get_by_label("Kind", exact=True).select_option("ngo")
    page.get_by_role("button", name="Show", exact=True).click()

    assert "kind=ngo" in page.url
    page.get_by_role("link", name="Clear all").click()
    assert "kind" not in page.url


def test_a_chip_removes_its_filter(page, register):
    page.set_viewport_size(WIDE)
    page.goto(f"{register}?kind=ngo&region=africa")

    page.get_by_role("link", name="Africa Remove this filter").click()

    assert page.url.endswith("?kind=ngo")


@pytest.mark.parametrize("language", ["", "/ar", "/zh-hans"])
def test_registers_fit_and_have_no_faults(page, live_server, register, axe, fits, language):
    path = register.removeprefix(live_server.url)
    pages = (path, f"{path}?view=map&kind=industry", "/letters/", "/plans/", "/data/")

    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for address in pages:
            page.goto(f"{live_server.url}{language}{address}")

            fits(page)
            axe(page)
