"""The pages of this app in a real browser: accessible, and narrow enough for a phone."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from areas import seed as areas_seed
from gmp_portal.website.demo import partners as demo
from partners import seed
from partners.actions import letters
from partners.models import LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory
from tests.factories.reference import CountryFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PEOPLE = (
    "visitor-turned-applicant focal.point other.focal.point area.lead other.area.lead "
    "pag.chair pag.member observer"
)
PARTS = ("organization", "areas", "commitment", "contact", "signature", "documents")
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture(autouse=True)
def _as_in_the_demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def cast(transactional_db, secretariat, second_officer):
    CountryFactory.create(iso2="PE")
    people = {login: UserFactory.create(name=f"Sample {login}") for login in PEOPLE.split()}
    people |= {"secretariat": secretariat, "second.officer": second_officer}
    people["head.of.branch"] = UserFactory.create(name="Sample Head", officer=True)
    seed.load()
    areas_seed.load()
    demo.load(people)
    return people


def letter_in(status, **more):
    return LetterOfIntent.objects.filter(status=status, **more).first()


def pages_of(cast):
    """Who looks at what: a name for the picture, a reader, an address."""
    draft = letter_in("draft")
    public = letter_in("published", partner__status="confirmed")
    yield "register", None, reverse("partners:partner_list")
    yield "register-empty", None, reverse("partners:partner_list") + "?q=nothing-like-this"
    yield "unknown", None, reverse("partners:partner_detail", args=["blacksmith-institut"])
    yield "join-visitor", None, reverse("partners:join")
    yield "letter-public", None, public.get_absolute_url()
    yield "partner", None, public.partner.get_absolute_url() + "?on=2024-05-01"
    sender = cast["visitor-turned-applicant"]
    yield "join", sender, reverse("partners:join")
    yield "draft", sender, draft.get_absolute_url()
    for part in PARTS:
        yield (
            f"part-{part}",
            sender,
            reverse("partners:letter_part", args=[draft.key, part]),
        )
    yield "check", sender, reverse("partners:letter_submit", args=[draft.key])
    asked = letter_in("info_requested")
    yield "asked", sender, asked.get_absolute_url()
    yield "answer", sender, reverse("partners:letter_answer", args=[asked.key])
    yield "declined", sender, letter_in("declined").get_absolute_url()
    officer, second = cast["secretariat"], cast["second.officer"]
    yield "desk", officer, reverse("partners:letter_list")
    yield "review", officer, letter_in("answered").get_absolute_url()
    yield (
        "request",
        officer,
        reverse("partners:letter_request_information", args=[letter_in("submitted").key]),
    )
    yield (
        "confirm",
        officer,
        reverse("partners:letter_confirm", args=[letter_in("answered").key]),
    )
    to_clear = letter_in("confirmed", cleared_at=None)
    yield "clearance", officer, to_clear.get_absolute_url()
    cleared = letter_in("confirmed", cleared_at__isnull=False)
    yield "second-clearance", second, cleared.get_absolute_url()
    yield (
        "proposed",
        second,
        letter_in("submitted", decline_reason__gt="").get_absolute_url(),
    )
    yield (
        "partner-own",
        cast["focal.point"],
        letter_in("published", sender=cast["focal.point"]).partner.get_absolute_url(),
    )


def test_every_page_is_accessible_and_fits(
    live_server,
    cast,
    context,
    page,
    sign_in,
    axe,
    fits,
):
    faults = []
    for name, reader, url in pages_of(cast):
        context.clear_cookies()
        if reader is not None:
            sign_in(live_server, reader)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + url)
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
            for check in (axe, fits):
                try:
                    check(page)
                except AssertionError as fault:
                    faults.append(f"{name} at {width}: {fault}")

    assert not faults, "\n".join(faults)


def test_a_page_whose_letter_was_sent_meanwhile_says_so_and_saves_no_more(
    live_server, settings, cast, page, sign_in
):
    draft = LetterFactory()
    sign_in(live_server, draft.sender)
    page.goto(
        live_server.url + reverse("partners:letter_part", args=[draft.key, "commitment"])
    )
    letters.submit(draft, by=draft.sender)

    page.get_by_label("What will you contribute?").fill("Ten days of training.")
    with page.expect_response(lambda response: response.url.endswith("/save/")) as saved:
        page.get_by_label("From the year").first.fill("2027")

    assert saved.value.status == 409
    expect(page.locator("[data-save-state]")).to_contain_text("This letter has been sent")
    expect(page.get_by_label("What will you contribute?")).to_have_value(
        "Ten days of training."
    )


def test_what_is_typed_is_saved_without_a_button(
    live_server, settings, cast, page, sign_in
):
    draft = letter_in("draft")
    sign_in(live_server, draft.sender)
    page.goto(
        live_server.url + reverse("partners:letter_part", args=[draft.key, "commitment"])
    )

    page.get_by_label("What will you contribute?").fill("Ten days of training.")
    with page.expect_response(lambda response: response.url.endswith("/save/")) as saved:
        page.get_by_label("From the year").first.fill("2027")
    assert saved.value.status == 200
    page.wait_for_load_state("networkidle")

    draft.refresh_from_db()
    assert draft.contribution == "Ten days of training."
