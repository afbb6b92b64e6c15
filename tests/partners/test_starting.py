"""A letter begins with an address and a code: no account, no password (A1-2a, R-24)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gmp_portal.accounts.models import User
from gmp_portal.notifications.models import Message
from partners.models import LetterOfIntent
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
START = "/join/start/"
CONFIRM = "/accounts/login/code/confirm/"
SAID = {"kind": "ngo", "name": "Sample Visitor", "email": "Visitor@Example.org"}


def code_in_last_mail():
    body = (
        Message.objects.filter(template="account/email/login_code")
        .latest("created_at")
        .body
    )
    return re.search(r"^\s*([A-Z0-9]{3,5}-[A-Z0-9]{3,5})\s*$", body, re.MULTILINE)[1]


def enter(client, code):
    return client.post(f"{CONFIRM}?next={START}", {"code": code}, follow=True)


def test_a_visitor_writes_the_first_part_after_two_pages():
    client = Client()

    asked = client.post(START, SAID)
    page = enter(client, code_in_last_mail())

    letter = LetterOfIntent.objects.get()
    assert asked.url == f"{CONFIRM}?next={START}"
    assert page.redirect_chain[-1][0] == reverse(
        "partners:letter_part", args=[letter.key, "organization"]
    )
    assert (letter.kind, letter.contact_name, letter.contact_email) == (
        "ngo",
        "Sample Visitor",
        "visitor@example.org",
    )


def test_the_code_proves_the_address_and_no_password_is_set():
    client = Client()
    client.post(START, SAID)

    enter(client, code_in_last_mail())

    user = User.objects.get(email="visitor@example.org")
    assert user.emailaddress_set.get().verified
    assert not user.has_usable_password()


def test_without_the_code_there_is_no_draft_and_nobody_is_signed_in():
    client = Client()
    client.post(START, SAID)

    enter(client, "AAAA-AAAA")

    assert not LetterOfIntent.objects.exists()
    assert "_auth_user_id" not in client.session


def test_the_code_holds_for_half_an_hour_and_the_page_says_so():
    client = Client()
    client.post(START, SAID)
    page = client.get(CONFIRM).content.decode()
    code = code_in_last_mail()

    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        enter(client, code)

    assert "half an hour" in page
    assert not LetterOfIntent.objects.exists()


def test_the_code_can_be_sent_again_and_the_first_one_is_void():
    client = Client()
    client.post(START, SAID)
    first = code_in_last_mail()

    client.post(CONFIRM, {"action": "resend"})
    second = code_in_last_mail()
    enter(client, first)
    refused = LetterOfIntent.objects.exists()
    enter(client, second)

    assert first != second
    assert not refused
    assert LetterOfIntent.objects.count() == 1


def test_what_was_begun_is_for_whom_the_code_was_sent(as_user, person):
    client = as_user(person)
    session = client.session
    session["letter_begun"] = ["ngo", "visitor@example.org"]
    session.save()

    page = client.get(START)

    assert page.status_code == 200
    assert not LetterOfIntent.objects.exists()
    assert "letter_begun" not in client.session


def test_whoever_proves_the_address_is_called_as_they_said():
    Client().post(START, SAID | {"name": "Somebody Else"})
    client = Client()
    client.post(START, SAID)

    enter(client, code_in_last_mail())

    assert User.objects.get(email="visitor@example.org").name == "Sample Visitor"


def test_nobody_renames_somebody_on_record_without_the_code():
    contact = UserFactory.create(name="Sample Contact", email="visitor@example.org")
    contact.set_unusable_password()
    contact.save()
    client = Client()

    client.post(START, SAID | {"name": "Somebody Else"})
    enter(client, "AAAA-AAAA")

    contact.refresh_from_db()
    assert contact.name == "Sample Contact"
    assert code_in_last_mail()


def test_a_name_typed_for_one_address_names_no_other_account():
    contact = UserFactory.create(name="Sample Contact", email="visitor@example.org")
    contact.set_unusable_password()
    contact.save()
    client = Client()

    client.post(START, SAID | {"name": "Somebody Else"})
    client.post(START, SAID | {"name": "Sample Visitor", "email": "other@example.org"})
    enter(client, code_in_last_mail())

    contact.refresh_from_db()
    assert contact.name == "Sample Contact"
    assert User.objects.get(email="other@example.org").name == "Sample Visitor"


def test_an_address_with_an_account_gets_the_same_answer_and_its_own_account():
    owner = UserFactory.create(name="Sample Owner", email="visitor@example.org")
    owner.emailaddress_set.create(email=owner.email, verified=True, primary=True)
    client = Client()

    asked = client.post(START, SAID)
    enter(client, code_in_last_mail())

    owner.refresh_from_db()
    assert asked.url == f"{CONFIRM}?next={START}"
    assert owner.name == "Sample Owner"
    assert LetterOfIntent.objects.get().sender == owner


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("kind", "Choose what kind of organization you are."),
        ("name", "Enter your name."),
        ("email", "Enter your e-mail address."),
    ],
)
def test_what_is_left_out_is_named_and_the_rest_is_kept(left_out, sentence):
    response = Client().post(START, SAID | {left_out: ""})

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert not Message.objects.exists()
    assert left_out == "name" or "Sample Visitor" in page


def test_who_asks_for_codes_without_end_from_one_place_is_held_up(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "2/m/ip"}
    said = [SAID | {"email": f"visitor{number}@example.org"} for number in range(3)]

    answers = [Client().post(START, each).status_code for each in said]

    assert answers == [302, 302, 429]
    assert not User.objects.filter(email="visitor2@example.org").exists()


def test_somebody_signed_in_is_asked_for_the_kind_alone(as_user, person):
    page = as_user(person).get(START).content.decode()

    assert 'name="kind"' in page
    assert 'name="email"' not in page


def test_an_individual_is_asked_less_than_an_organization(as_user, person):
    client = as_user(person)
    asked = {}
    for kind in ("individual", "government"):
        client.post(START, {"kind": kind})
        letter = LetterOfIntent.objects.get(kind=kind)
        asked[kind] = {
            part: set(
                re.findall(
                    r'name="([a-z_]+)"',
                    client.get(
                        reverse("partners:letter_part", args=[letter.key, part])
                    ).content.decode(),
                )
            )
            for part in ("organization", "contact")
        }

    of_organizations = {"short_name", "website"}
    of_others = {"contact_signs", "contact_title", "signatory_name", "signatory_email"}
    assert of_organizations <= asked["government"]["organization"]
    assert not of_organizations & asked["individual"]["organization"]
    assert of_others <= asked["government"]["contact"]
    assert not of_others & asked["individual"]["contact"]


def test_an_individual_signs_without_being_asked_who_signs(as_user, person):
    client = as_user(person)
    client.post(START, {"kind": "individual"})
    letter = LetterOfIntent.objects.get()

    url = reverse("partners:letter_part", args=[letter.key, "organization"])
    client.post(url, {"kind": "individual", "organisation": person.name, "country": ""})

    letter.refresh_from_db()
    assert letter.contact_signs is True


def test_a_draft_that_was_written_in_is_not_begun_anew(as_user, person):
    LetterFactory.create(sender=person, kind="ngo", version=2)

    as_user(person).post(START, {"kind": "ngo"})

    assert LetterOfIntent.objects.filter(sender=person).count() == 2
