"""Without a database every page says so and when to try again; what was typed comes back."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory

WORDS = "What an hour of work has become."


@pytest.fixture
def letter(transactional_db):
    return LetterFactory.create()


@pytest.fixture
def officer(letter, as_user):
    client = as_user(UserFactory.create(officer=True))
    client.raise_request_exception = False
    return client


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def gone(letter):
    """``gone()``: from now on nobody reaches the database, until the end of the test."""
    kept = connection.settings_dict["HOST"]

    def go():
        connection.close()
        connection.settings_dict["HOST"] = "/nowhere"

    yield go
    connection.settings_dict["HOST"] = kept
    connection.close()


def _is_said(response):
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "The portal cannot be reached at the moment" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["website:home", "partners:partner_list"])
def test_a_public_page_says_that_the_portal_cannot_be_reached(visitor, gone, name):
    gone()

    _is_said(visitor.get(reverse(name)))


@pytest.mark.parametrize("name", ["website:my", "website:desk", "website:job_list"])
def test_a_page_for_somebody_signed_in_says_so_too(officer, gone, name):
    gone()

    _is_said(officer.get(reverse(name)))


def test_a_button_pressed_meanwhile_says_so_too(officer, gone):
    gone()

    _is_said(
        officer.post(
            reverse("website:job_retry", args=["00000000-0000-0000-0000-000000000000"])
        )
    )


def test_what_was_typed_comes_back(letter, as_user, gone):
    client = as_user(letter.sender)
    client.raise_request_exception = False
    gone()

    response = super(type(client), client).post(
        reverse("partners:letter_part", args=[letter.key, "commitment"]),
        {"contribution": WORDS, "version": letter.version},
    )

    _is_said(response)
    assert WORDS in response.content.decode()


def test_the_health_page_is_no_fault_and_names_the_database(visitor, gone):
    gone()

    response = visitor.get("/health/")

    assert response.status_code == 503
    assert response.json()["database"] == "failing"


def test_the_health_page_is_no_fault_for_somebody_signed_in_either(officer, gone):
    gone()

    _is_said(officer.get("/health/"))


def test_styles_and_scripts_need_no_database(visitor, gone):
    gone()

    response = visitor.get("/static/js/progress.js")

    assert response.status_code == 200
    assert b"progress" in response.getvalue()
