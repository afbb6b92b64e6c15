"""What is sent and answered by something else than its view comes back all the same."""

import re
from urllib.parse import urlencode

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import reverse

from tests.factories.partners import LetterFactory
from tests.forms import token_on

FORM = "application/x-www-form-urlencoded"
WORDS = "What an hour of work has become."
# What each may answer instead of a view, and how a text that was sent survives it. Reviewed:
# whoever adds one tells here what becomes of a form.
MAY_ANSWER = {
    "ui.middleware.OpenAnswersMiddleware": "the interface, which takes no form",
    "ui.compression.CompressedAnswersMiddleware": "",
    "ui.middleware.MovedFormMiddleware": "sends the form on to an address that has moved",
    "security.SecurityMiddleware": "https: moved",
    "whitenoise.middleware.WhiteNoiseMiddleware": "files, for reading only",
    "csp.middleware.CSPMiddleware": "",
    "ui.sharing.SharedPagesMiddleware": "only pages that are read",
    "ui.middleware.UnofferedLanguageMiddleware": "sends the form on to the English address",
    "django_permissions_policy.PermissionsPolicyMiddleware": "",
    "accounts.middleware.SessionMiddleware": "a session that ended meanwhile: refused, see 400",
    "locale.LocaleMiddleware": "a language in front only where the default has one: not here",
    "common.CommonMiddleware": "a missing slash: moved",
    "csrf.CsrfViewMiddleware": "the form, ready to be sent once more",
    "auth.middleware.AuthenticationMiddleware": "",
    "django_structlog.middlewares.RequestMiddleware": "",
    "ui.middleware.KeptCopyMiddleware": "",
    "ui.middleware.SignInMiddleware": "the text, taken along through signing in",
    "messages.middleware.MessageMiddleware": "",
    "website.middleware.ImpersonationMiddleware": "nothing is sent through other eyes: refused",
    "clickjacking.XFrameOptionsMiddleware": "",
    "account.middleware.AccountMiddleware": "the password again, on pages of the account only",
    "usersessions.middleware.UserSessionsMiddleware": "",
    "ui.middleware.PrivateResponsesMiddleware": "",
    "accounts.middleware.AnswersMiddleware": "",
    "accounts.middleware.ReaderMiddleware": "",
    "ui.middleware.SecondFactorMiddleware": "the text, taken along through setting it up",
    "ui.middleware.RefusalMiddleware": "a page with the text",
    "writing.middleware.ReadTextMiddleware": "a page with the text",
    "ui.middleware.EmptyFormMiddleware": "",
    "simple_history.middleware.HistoryRequestMiddleware": "",
    "ui.middleware.OnceMiddleware": "only what was saved already",
}


@pytest.fixture
def letter(db):
    return LetterFactory.create()


@pytest.fixture
def sender(letter, as_user):
    client = as_user(letter.sender)
    client.raise_request_exception = False
    return client


@pytest.fixture
def part(letter):
    return reverse("partners:letter_part", args=[letter.key, "commitment"])


def test_it_is_known_of_each_middleware_what_becomes_of_a_form() -> None:
    unknown = [
        name
        for name in installed.MIDDLEWARE
        if not any(name.endswith(f".{known}") or name == known for known in MAY_ANSWER)
    ]

    assert unknown == []
    assert len(installed.MIDDLEWARE) == len(MAY_ANSWER)


def test_a_form_without_the_last_slash_is_sent_on_whole(sender, letter, part):
    typed = {"contribution": WORDS, "supports": "on", "version": token_on(sender, part)}

    moved = sender.post(part.rstrip("/"), typed)
    saved = sender.post(part.rstrip("/"), typed, follow=True)

    letter.refresh_from_db()
    assert (moved.status_code, moved["Location"]) == (308, part)
    assert saved.status_code == 200
    assert letter.contribution == WORDS


def test_a_page_without_the_last_slash_has_moved_as_before(sender, part):
    assert sender.get(part.rstrip("/")).status_code == 301


def test_a_form_sent_without_encryption_is_sent_on_whole(sender, part, settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()  # reads the setting

    response = client.post(part, {"contribution": WORDS})

    assert response.status_code == 308
    assert response["Location"] == f"https://testserver{part}"


def test_no_language_is_put_in_front_of_what_is_sent(sender, letter, part):
    typed = {"contribution": WORDS, "supports": "on", "version": token_on(sender, part)}

    response = sender.post(part, typed, headers={"accept-language": "fr"})

    letter.refresh_from_db()
    assert "/fr/" not in response["Location"]
    assert letter.contribution == WORDS


def test_an_address_that_takes_no_form_gives_the_text_back(sender):
    response = sender.post(reverse("areas:area_list"), {"contribution": WORDS})

    assert response.status_code == 405
    assert WORDS in response.content.decode()


def test_a_fault_of_our_own_gives_the_text_back(sender, part, monkeypatch):
    monkeypatch.setattr("partners.views.letter_parts.get_letter", lambda *_args: 1 / 0)

    response = sender.post(part, {"contribution": WORDS, "old_password": "three words"})

    page = response.content.decode()
    assert response.status_code == 500
    assert WORDS in page
    assert "three words" not in page


def test_too_many_fields_come_back(sender, part):
    fields = {f"field_{n}": f"Row {n}" for n in range(1_100)}

    response = sender.post(part, urlencode(fields), content_type=FORM)

    assert response.status_code == 413
    assert re.findall(r'<p dir="auto">(Row \d+)</p>', response.content.decode()) == [
        *fields.values()
    ]


def test_too_long_a_text_comes_back_whole(sender, part):
    long = "Ein Satz. " * 300_000

    response = sender.post(part, urlencode({"contribution": long}), content_type=FORM)

    assert response.status_code == 413
    assert response.content.decode().count("Ein Satz.") == 300_000


def test_visitors_are_read_nothing_that_is_too_much(client, part):
    response = client.post(part, urlencode({"contribution": "A. " * 900_000}), FORM)

    assert response.status_code == 413
    assert "A. A." not in response.content.decode()


def test_who_tries_too_often_reads_what_was_typed(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/h/ip"}
    typed = {"name": "Ada Example", "email": "ada@example.org", "password1": "three words"}
    client.post(reverse("account_signup"), typed)

    response = client.post(reverse("account_signup"), typed)

    page = response.content.decode()
    assert response.status_code == 429
    assert "Ada Example" in page
    assert "three words" not in page


def test_what_no_browser_sends_gives_the_text_back(sender, part):
    response = sender.post(part, {"contribution": WORDS}, headers={"host": "a_b.example"})

    assert response.status_code == 400
    assert WORDS in response.content.decode()
