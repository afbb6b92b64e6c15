"""The pages of accounts come from a library; their English is the portal's all the same."""

import re
from html import unescape

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
# How the library writes headings and buttons: Each Word With A Capital.
TITLE_CASE = re.compile(
    r"\b(Sign (In|Up|Out)|(Reset|Change|Set|New|Current) (My )?Password|Password Reset|"
    r"Email Addresses|Make Primary|Request Code|Two-Factor|Security Keys|Recovery Codes)\b"
)
RAW = ("If you have not created", "Are you sure", "reauthenticate", "has been set up")
OPEN = ("account_login", "account_signup", "account_reset_password", "account_inactive",
        "account_request_login_code", "account_reset_password_done")  # fmt: skip
OWN = ("account_email", "account_change_password", "account_logout", "mfa_index")


def words(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize("name", OPEN)
def test_pages_before_signing_in_speak_as_the_portal(client, name):
    said = words(client.get(reverse(name)))

    assert not TITLE_CASE.search(said)
    assert not [raw for raw in RAW if raw in said]


@pytest.mark.parametrize("name", OWN)
def test_pages_of_the_own_account_speak_as_the_portal(as_user, person, name):
    said = words(as_user(person).get(reverse(name)))

    assert not TITLE_CASE.search(said)
    assert not [raw for raw in RAW if raw in said]


def test_other_languages_keep_the_words_of_the_library(client):
    said = words(client.get(f"/fr{reverse('account_login')}"))

    assert "No account yet?" not in said
    assert "Mot de passe" in said
