"""The Advisory Group's pages in a real browser: readable, narrow, right to left, accessible."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from advisory_group.models import Invitation, PlanReview, Seat
from gmp_portal.website import seed
from gmp_portal.website.demo import advisory_group, people
from tests.factories.areas import AreaFactory, LeadTermFactory, PlanFactory
from tests.factories.meetings import BodyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS", "")


@pytest.fixture
def cast():
    """The sample logins and the Example group, as in the demonstration."""
    seed.reference_facts.load()
    BodyFactory.create(pag=True)
    cast = people.load("example-password-for-tests")
    for slug, login in (("asgm", "area.lead"), ("waste-management", "other.area.lead")):
        area = AreaFactory.create(slug=slug)
        LeadTermFactory.create(area=area, person=cast[login])
        PlanFactory.create(area=area, status="under_review")
    PlanFactory.create(status="under_review")
    advisory_group.load(cast)
    return cast


def _look(page, live_server, path, axe, fits):
    """Open a page wide and narrow; nothing sticks out and axe finds nothing."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(live_server.url + path)
        assert answer.status == 200, path
        if SHOTS:
            name = path.strip("/").replace("/", "_").replace("?", "_")[:60]
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        fits(page)
        axe(page)


def _pages(cast, who):
    waste = PlanReview.objects.open().get()
    asgm = PlanReview.objects.concluded().get()
    home, history = reverse("advisory_group:home"), reverse("advisory_group:history")
    listing = reverse("advisory_group:review_list")
    own = Seat.objects.of(cast["pag.member"]).get()
    point = asgm.recommendations.first()
    by_role = {
        "": [home, history, listing, asgm.get_absolute_url(), f"/ar{home}"],
        "pag.member": [
            waste.get_absolute_url(),
            own.get_absolute_url(),
            reverse("advisory_group:seat_declare", args=[own.pk]),
            reverse("advisory_group:review_stand_aside", args=[waste.pk]),
            f"/ar{waste.get_absolute_url()}",
        ],
        "pag.chair": [
            waste.get_absolute_url(),
            listing,
            reverse("advisory_group:recommendation_add", args=[waste.pk]),
            reverse("advisory_group:review_conclude", args=[waste.pk]),
        ],
        "other.area.lead": [waste.get_absolute_url()],
        "other.focal.point": [Invitation.objects.open().get().get_absolute_url()],
        "secretariat": [
            reverse("advisory_group:board"),
            reverse("advisory_group:board")
            + "?what-klass=iii&what-constituency=government&what-country=SE&what-gender=man",
            reverse("advisory_group:seat_invite"),
            reverse("advisory_group:chair_elect"),
            waste.get_absolute_url(),
        ],
    }
    assert point.answer_kind
    return by_role[who]


@pytest.mark.parametrize(
    "who",
    ["", "pag.member", "pag.chair", "other.area.lead", "other.focal.point", "secretariat"],
)
def test_every_role_reads_its_pages(page, live_server, sign_in, axe, fits, cast, who):
    if who:
        sign_in(live_server, cast[who])

    for path in _pages(cast, who):
        _look(page, live_server, path, axe, fits)
