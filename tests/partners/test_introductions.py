"""Partners help to bring in new ones by a link that says who passed it on (A1-6a-viii)."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from gmp_portal import ledger
from partners.actions import introductions, letter_copies
from partners.models import Introduction, LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    IntroductionLinkFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.partners.test_starting import code_in_last_mail

pytestmark = pytest.mark.django_db
START = "/join/start/"


@pytest.fixture
def speaker():
    return RepresentativeFactory.create(partner__name="Example Institute")


def made(term):
    return introductions.make(term.partner, by=term.person)


def test_a_partner_makes_one_link_and_takes_it_back(speaker, as_user):
    browser, slug = as_user(speaker.person), speaker.partner.slug
    page = speaker.partner.get_absolute_url()

    for _press in range(2):
        browser.post(reverse("partners:introduction_make", args=[slug]))
    link = speaker.partner.introduction_links.get()
    shown = browser.get(page).content.decode()
    for _press in range(2):
        browser.post(reverse("partners:introduction_revoke", args=[slug]))
    later = browser.get(page).content.decode()

    address = link.get_absolute_url()
    assert address in shown
    assert address not in later
    assert Client().get(address).url == reverse("partners:join")
    assert (
        ledger.trail(speaker.partner).filter(kind="partner.introduction_revoked").count()
        == 1
    )


@pytest.mark.parametrize("name", ["introduction_make", "introduction_revoke"])
@pytest.mark.parametrize("role", ["contributor", "officer", "stranger"])
def test_only_those_who_speak_for_a_partner_introduce(as_user, secretariat, name, role):
    term = RepresentativeFactory.create(role="contributor")
    people = {
        "contributor": term.person,
        "officer": secretariat,
        "stranger": UserFactory.create(),
    }
    url = reverse(f"partners:{name}", args=[term.partner.slug])

    assert as_user(people[role]).post(url).status_code == 403


def test_an_inactive_partner_introduces_nobody(as_user):
    term = RepresentativeFactory.create(partner__status="inactive")
    url = reverse("partners:introduction_make", args=[term.partner.slug])

    page = as_user(term.person).post(url, follow=True).content.decode()

    assert "introduces others while it takes part" in page
    assert not term.partner.introduction_links.exists()


def test_whoever_comes_by_the_link_without_an_account_is_introduced(speaker):
    visitor = Client()
    link = made(speaker)

    first = visitor.get(link.get_absolute_url()).content.decode()
    begin = visitor.get(f"{START}?by={link.code}").content.decode()
    said = {"kind": "ngo", "name": "Sample Newcomer", "email": "new@example.org"}
    asked = visitor.post(START, said)
    visitor.post(asked.url, {"code": code_in_last_mail()})
    visitor.get(START)

    letter = LetterOfIntent.objects.get(sender__email="new@example.org")
    assert f"{START}?by={link.code}" in first
    assert "Introduced by" in begin
    assert letter.introduction.link == link
    assert ledger.trail(letter).filter(kind="letter.introduced").exists()


def test_a_second_letter_of_the_same_person_is_introduced_by_nobody(speaker, as_user):
    browser, link = as_user(UserFactory.create()), made(speaker)

    browser.post(f"{START}?by={link.code}", {"kind": "ngo"})
    browser.post(START, {"kind": "academia"})

    introduced = Introduction.objects.get().letter
    assert introduced.kind == "ngo"


@pytest.mark.parametrize("code", ["nonsense", "with%00zero", ""])
def test_a_code_that_nobody_passed_on_introduces_nobody(as_user, code):
    browser = as_user(UserFactory.create())

    browser.post(f"{START}?by={code}", {"kind": "ngo"})

    assert LetterOfIntent.objects.get()
    assert not Introduction.objects.exists()


def test_the_first_word_on_who_introduced_counts(speaker):
    letter, first = LetterFactory.create(), made(speaker)
    introductions.note(letter, first, by=letter.sender)

    introductions.note(letter, IntroductionLinkFactory.create(), by=letter.sender)

    assert letter.introduction.link == first


def test_the_officer_sees_who_introduced_and_a_copy_keeps_it(speaker, as_user, secretariat):
    letter = LetterFactory.create()
    introductions.note(letter, made(speaker), by=letter.sender)
    LetterOfIntent.objects.filter(pk=letter.pk).update(
        status="submitted", submitted_at=letter.created_at, reference="LOI-2026-7777"
    )
    letter.refresh_from_db()
    copy = letter_copies.begin(letter, by=letter.sender)

    page = as_user(secretariat).get(letter.get_absolute_url()).content.decode()

    assert "Introduced by" in page
    assert speaker.partner.get_absolute_url() in page
    assert copy.introduction.link.partner == speaker.partner


def test_a_guessed_code_is_not_found():
    assert Client().get("/join/by/guessed/").status_code == 404


def test_the_link_of_a_partner_that_left_leads_to_the_page_on_joining():
    link = IntroductionLinkFactory.create(partner__status="withdrawn")

    assert Client().get(link.get_absolute_url()).url == reverse("partners:join")


def test_the_database_keeps_one_link_standing():
    link = IntroductionLinkFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        IntroductionLinkFactory.create(partner=link.partner)


def test_partners_may_have_no_link_at_all():
    partner = PartnerFactory.create()

    introductions.revoke(partner, by=UserFactory.create())

    assert not ledger.trail(partner).filter(kind="partner.introduction_revoked").exists()


def test_an_address_that_nobody_can_type_is_none(client):
    assert client.get("/join/by/%00/").status_code == 404
