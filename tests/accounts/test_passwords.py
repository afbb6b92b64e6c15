"""A password that somebody would guess soon is refused in plain words."""

import time

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from gmp_portal.accounts.models import User
from tests.factories.partners import RepresentativeFactory

GUESSABLE = "password_easy_to_guess"


def codes(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        return [error.code for error in refusal.error_list]
    return []


@pytest.mark.parametrize(
    "password",
    [
        "123456789012",
        "qwertyuiopas",
        "abcabcabcabc",
        "passwordpassword",
        "mercurypartnership",
        "aaaaaaaaaaaaaaaaaaaa",
        "Passw0rd1234",
        # Found in lists of stolen passwords, or made of what is found there
        "password password password",
        "football football",
        "correct horse battery staple",
        "CorrectHorseBatteryStaple!",
        "iloveyouforever123",
        "I love you forever",
        "Welcome2024!!",
        "!!Summer2026",
        "liverpoolfc1892",
        "may the force be with you",
        "to be or not to be",
        "this is my password",
        "1q2w3e4r5t6y",
        "contraseña1234",
        "motdepasse1234",
        "йцукенгшщзхъ",
        "пароль123456",  # noqa: RUF001
        "我爱你一生一世1314520",
        "Unep-Mercury-2026",
        "Minamata Convention 2013",
        "202611271234",
    ],
)
def test_what_is_guessed_soon_is_refused(password):
    assert codes(password) == [GUESSABLE]


@pytest.mark.parametrize(
    "password",
    [
        "a long sample phrase",
        "otter candle viaduct plum",
        "river 48201937465 lantern",
        "zinc Zinc tulip harbour zinc",
        "SPhMHrOeBjxO",
        "\u6e7f\u5730\u9752\u86d9\u5927\u6e56\u5317\u5c71\u6708\u96ea\u82b1\u98ce",
        "a long sentence with mercury" * 20,
    ],
)
def test_what_nobody_guesses_is_taken(password):
    assert codes(password) == []


def test_a_short_password_is_refused_whatever_it_is():
    assert codes("x7#Kq!9zVp") == ["password_too_short"]


@pytest.mark.parametrize(
    ("name", "email", "password"),
    [
        ("Wilhelmina Oyelaran", "w@example.org", "wilhelminaoyelaran"),
        ("W", "oyelaran@kilimanjaro-thermo.example", "kilimanjarothermo"),
    ],
)
def test_name_and_address_of_the_person_do_not_count(name, email, password):
    assert codes(password) == []
    assert codes(password, User(name=name, email=email))[-1:] == [GUESSABLE]


def test_the_organization_of_the_person_does_not_count(db):
    representative = RepresentativeFactory.create(partner__name="Kilimanjaro Thermometers")

    assert codes("kilimanjarothermo") == []
    assert codes("kilimanjarothermometers", representative.person) == [GUESSABLE]


def test_a_long_password_full_of_signs_is_weighed_soon():
    begun = time.process_time()

    codes("4@8({[<369&#!1/|$5+%7207" * 100)

    assert time.process_time() - begun < 10


def test_sign_up_refuses_a_password_made_of_the_name(client, db):
    answers = {
        "name": "Wilhelmina Oyelaran",
        "email": "new@example.org",
        "password1": "wilhelminaoyelaran",
        "password2": "wilhelminaoyelaran",
    }

    page = client.post(reverse("account_signup"), answers).content.decode()

    assert page.count("This password is easy to guess.") >= 1
    assert not User.objects.filter(email="new@example.org").exists()
