"""The table of rights and its simulator in a real browser, wide and narrow, without faults."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from gmp_portal.accounts.rights_table import models_with_steps
from tests.factories.partners import LetterFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SHOTS", "")
WIDTHS = (1280, 320)


def look(page, live_server, path, axe, fits):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(live_server.url + path)
        assert answer.status == 200, path
        if SHOTS:
            name = path.split("?")[0].strip("/").replace("/", "_")
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        fits(page)
        axe(page)


def test_the_table_fits_and_has_no_faults(page, live_server, axe, fits):
    assert {"letterofintent", "leadterm"} < set(models_with_steps())

    look(page, live_server, reverse("website:rights_list"), axe, fits)
    for kind in ("letterofintent", "leadterm"):
        look(page, live_server, reverse("website:rights_detail", args=[kind]), axe, fits)


def test_the_simulator_answers_to_the_secretariat(
    page, live_server, axe, fits, sign_in, secretariat
):
    letter = LetterFactory.create(submitted=True)
    sign_in(live_server, secretariat)
    address = reverse("website:rights_simulator")

    page.goto(live_server.url + address)
    page.get_by_label("Person").fill(letter.sender.email)
    page.get_by_label("Record", exact=True).fill(letter.get_absolute_url())
    page.get_by_role("button", name="Ask", exact=True).click()

    row = page.get_by_role("listitem").filter(has_text="Confirm the participation")
    assert "Only the secretariat of UNEP decides on letters of intent" in row.inner_text()
    look(page, live_server, page.url.removeprefix(live_server.url), axe, fits)
