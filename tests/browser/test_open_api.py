"""The page to try the interface works by the portal's own content policy."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.partners import PartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_whoever_tries_the_interface_sees_its_answer(live_server, page: Page, fits):
    PartnerFactory.create(name="Sample Partner")
    elsewhere: list[str] = []
    page.on("request", lambda asked: elsewhere.append(asked.url))

    page.goto(f"{live_server.url}/api/v1/docs")
    operation = page.locator("#operations-partners-partners")
    operation.locator(".opblock-summary-control").click()
    page.set_viewport_size({"width": 320, "height": 900})
    operation.get_by_role("button", name="Execute").click()

    answer = operation.locator(".live-responses-table")
    expect(answer.locator("tbody .response-col_status")).to_contain_text("200")
    expect(answer).to_contain_text("Sample Partner")
    assert all(url.startswith((live_server.url, "data:")) for url in elsewhere)
    assert page.context.cookies() == []
    fits(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_the_data_fit_every_screen(live_server, page: Page, width, fits, axe):
    PartnerFactory.create(name="Sample Partner")
    page.set_viewport_size({"width": width, "height": 900})

    for address in ("/data/", "/zh-hans/data/", "/ar/data/", "/partners/"):
        page.goto(f"{live_server.url}{address}")
        fits(page)
        axe(page)
