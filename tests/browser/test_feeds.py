"""The page of the feeds in a real browser, and how little a first visit takes."""

import pytest

from tests.factories.areas import AreaFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST_VISIT_BYTES = 75_000


@pytest.mark.parametrize("language", ["", "/zh-hans", "/ar"])
def test_the_page_of_the_feeds_fits_and_has_no_faults(
    page, live_server, axe, fits, language
):
    area = AreaFactory.create()
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})

        page.goto(f"{live_server.url}{language}/feeds/")
        page.get_by_text(area.names["en"]).click()

        assert page.locator("details[open] li").count() == 11
        fits(page)
        axe(page)


@pytest.mark.parametrize("path", ["/", "/ar/", "/feeds/"])
def test_a_first_visit_takes_little_even_when_nothing_is_compressed(
    page, context, live_server, path
):
    loaded = []
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.on(
        "Network.loadingFinished", lambda done: loaded.append(done["encodedDataLength"])
    )

    page.goto(f"{live_server.url}{path}", wait_until="networkidle")

    assert len(loaded) > 2
    assert sum(loaded) <= FIRST_VISIT_BYTES
