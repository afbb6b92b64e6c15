"""The pages of areas and plans in a real browser: readable, narrow, right to left, accessible."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from areas.models import PartnershipArea, PlanVersion
from gmp_portal.website import seed
from gmp_portal.website.demo import areas, people
from tests.factories.partners import PartnerFactory, RepresentativeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS", "")
ROLES = {
    "area.lead": "Example Centre for Gold without Mercury",
    "other.area.lead": "Example Waste Technology Association",
    "focal.point": "Example Institute for Safer Mining",
    "other.focal.point": "Example Alliance for Clean Water",
}


@pytest.fixture
def cast():
    """The sample logins with the Example plans, as in the demonstration."""
    seed.load()
    cast = people.load("example-password-for-tests")
    for role, name in ROLES.items():
        partner = PartnerFactory.create(name=name)
        RepresentativeFactory.create(person=cast[role], partner=partner)
    areas.load(cast)
    return cast


def _look(page, live_server, path, axe, fits):
    """Open a page wide and narrow; nothing sticks out and axe finds nothing."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(live_server.url + path)
        assert answer.status == 200, path
        if SHOTS:
            name = path.strip("/").replace("/", "_").replace("?", "_")[:70]
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        fits(page)
        axe(page)


def _pages(who):
    area = PartnershipArea.objects.get(slug="asgm")
    draft = PlanVersion.objects.get(area=area, number=2)
    products = PlanVersion.objects.get(area__slug="products")
    effort = draft.efforts.first()

    def at(name, *args):
        return reverse(f"areas:{name}", args=[area.slug, 2, *args])

    return {
        "": [
            reverse("areas:area_list"),
            area.get_absolute_url() + "?on=2025-01-15",
            f"/ar{area.get_absolute_url()}",
            f"/zh-hans{reverse('areas:area_list')}",
            reverse("areas:plan_current", args=["cement"]),
        ],
        "area.lead": [
            area.get_absolute_url(),
            draft.get_absolute_url(),
            at("section_edit", "I"),
            at("section_edit", "IV"),
            at("section_edit", "VI"),
            at("section_edit", "X"),
            at("row_change", "efforts", effort.pk),
            at("row_remove", "efforts", effort.pk),
            at("plan_change_frame"),
            at("plan_send"),
            at("plan_compare"),
            reverse("areas:lead_designate", args=[area.slug]),
        ],
        "focal.point": [products.get_absolute_url(), f"/ar{draft.get_absolute_url()}"],
        "secretariat": [reverse("areas:area_propose"), area.get_absolute_url()],
    }[who]


@pytest.mark.parametrize("who", ["", "area.lead", "focal.point", "secretariat"])
def test_pages_are_accessible_and_fit(cast, live_server, page, sign_in, axe, fits, who):
    if who:
        sign_in(live_server, cast[who])

    for path in _pages(who):
        _look(page, live_server, path, axe, fits)


def test_a_text_saves_itself_and_counts_its_words(cast, live_server, page, sign_in):
    plan = PlanVersion.objects.get(area__slug="asgm", number=2)
    sign_in(live_server, cast["area.lead"])
    page.goto(live_server.url + reverse("areas:section_edit", args=["asgm", 2, "I"]))
    token = page.locator("input[name=version]").input_value()

    page.get_by_label("Summary").fill("汞" * 251)
    page.get_by_text("1 word too many").first.wait_for()
    expect(page.locator("[data-count-for]")).to_be_in_viewport()
    page.get_by_label("Summary").fill("汞" * 250)
    page.get_by_text("0 words left").first.wait_for()
    expect(page.locator("input[name=version]")).not_to_have_value(token)
    expect(page.locator("[data-save-state]")).to_contain_text("Saved ")

    assert plan.texts.get(section="I").text == "汞" * 250


def test_a_second_window_sees_both_texts(cast, live_server, page, sign_in):
    plan = PlanVersion.objects.get(area__slug="asgm", number=2)
    sign_in(live_server, cast["area.lead"])
    page.goto(live_server.url + reverse("areas:section_edit", args=["asgm", 2, "VI"]))
    text = plan.texts.get(section="VI")
    type(text).objects.filter(pk=text.pk).update(text="Saved by a colleague", version=7)

    page.get_by_label("How performance is measured").fill("Typed in this window")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Somebody else saved this while you were writing").wait_for()

    assert page.locator("[data-theirs]").inner_text().strip() == "Saved by a colleague"
    typed = page.get_by_label("How performance is measured").input_value()
    assert typed == "Typed in this window"
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/conflict-1280.png", full_page=True)
