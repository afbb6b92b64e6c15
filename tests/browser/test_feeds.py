"""The page of the feeds in a real browser, and how little a first visit takes."""

import gzip

import pytest

from tests.factories.areas import AreaFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST_VISIT_BYTES, MOST_REQUESTS = 75_000, 8


@pytest.mark.parametrize("language", ["", "/zh-hans", "/ar"])
def test_the_page_of_the_feeds_fits_and_has_no_faults(
    page, live_server, axe, fits, language
):
    AreaFactory.create()
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})

        page.goto(f"{live_server.url}{language}/feeds/")
        page.locator("table details summary").click()

        assert page.locator("table details[open] li").count() == 11
        fits(page)
        axe(page)


@pytest.mark.parametrize("path", ["/", "/ar/", "/feeds/", "/partners/"])
def test_a_first_visit_takes_little(page, live_server, path):
    """All as an installation serves it: pages and files are compressed."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(f"{live_server.url}{path}", wait_until="networkidle")

    weights = [_weight(answer) for answer in answers]
    assert 2 < len(weights) <= MOST_REQUESTS
    assert sum(weights) <= FIRST_VISIT_BYTES


def _weight(answer):
    body = answer.body()
    # Tests serve the sources of files directly, where an installation has compressed them before.
    is_packed = "/static/" in answer.url or "content-encoding" in answer.headers
    return len(gzip.compress(body)) if is_packed else len(body)
