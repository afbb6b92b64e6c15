"""The cookie of a session goes with the session, and never with another that began since (C4)."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NAME = settings.SESSION_COOKIE_NAME


@pytest.fixture
def user():
    return UserFactory.create()


@pytest.fixture
def browser(as_user, user):
    """The browser of somebody whose session has ended on the server."""
    browser = as_user(user)
    Session.objects.all().delete()
    return browser


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "session_state"),
        ("post", "writing:unsent_keep"),
        ("post", "writing:unsent_drop"),
        ("get", "writing:unsent_newest"),
        ("get", "account_login"),
        ("get", "website:home"),
        ("get", "website:my"),
    ],
)
def test_a_late_answer_throws_no_session_away_that_began_meanwhile(
    browser: Client, method: str, address: str
):
    response = getattr(browser, method)(reverse(address))

    assert NAME not in response.cookies


def test_signing_out_takes_the_cookie(as_user, user):
    response = as_user(user).post(reverse("account_logout"))

    assert response.cookies[NAME]["max-age"] == 0


def test_what_was_said_to_who_signs_out_is_not_said_to_who_comes_next(as_user, user):
    browser = as_user(user)
    settings_of = {"language": "en", "timezone": "America/Lima", "theme": "dark"}
    browser.post(reverse("website:profile"), settings_of | {"name": "Another Sample"})

    next_page = browser.post(reverse("account_logout"), follow=True)

    assert list(map(str, next_page.context["messages"])) == ["You are signed out."]


def test_a_session_that_a_new_password_ended_loses_its_cookie(as_user, user):
    browser = as_user(user)
    user.set_password("another sentence with mercury")
    user.save()

    response = browser.get(reverse("website:my"))

    assert response.cookies[NAME]["max-age"] == 0


def test_a_late_answer_puts_no_token_back_that_went_with_another_session(as_user, user):
    browser = as_user(user)
    first = browser.get(reverse("account_email"))
    again = browser.get(reverse("account_email"))

    assert first.cookies[settings.CSRF_COOKIE_NAME].value
    assert settings.CSRF_COOKIE_NAME not in again.cookies
