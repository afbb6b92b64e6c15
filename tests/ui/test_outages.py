"""A database that is slow or takes no changes is a 503 that gives the text back."""

import psycopg2
import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from gmp_portal.ui import outages
from gmp_portal.ui.middleware import COOKIE
from tests.factories.partners import LetterFactory

WORDS = "What an hour of work has become."
READ_ONLY = "SET default_transaction_read_only = on"
SLOW = "SET statement_timeout = '1ms'"
JSON = {"accept": "application/json"}


@pytest.fixture
def letter(transactional_db):
    return LetterFactory.create()


@pytest.fixture
def sender(letter, as_user):
    client = as_user(letter.sender)
    client.raise_request_exception = False
    return client


@pytest.fixture
def hinder():
    """``hinder(statement)``: the database is like that until the end of the test."""

    def run(statement):
        connection.cursor().execute(statement)

    yield run
    connection.cursor().execute("RESET ALL")


def typed(letter):
    return {"contribution": WORDS, "supports": "on", "version": letter.version}


def part(letter, name="letter_part"):
    return reverse(f"partners:{name}", args=[letter.key, "commitment"])


@pytest.mark.parametrize("statement", [READ_ONLY, SLOW], ids=["read only", "too slow"])
def test_a_text_that_the_database_does_not_take_comes_back(
    letter, sender, hinder, statement
):
    hinder(statement)

    response = sender.post(part(letter), typed(letter) | {"kept_copy": "m3k-9af"})

    page = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "The portal cannot be reached at the moment" in page
    assert WORDS in page
    # Nothing was saved, so no copy of the browser is called saved.
    assert COOKIE not in response.cookies


def test_a_page_that_saves_itself_hears_when_to_try_again(letter, sender, hinder):
    hinder(READ_ONLY)

    response = sender.post(part(letter, "letter_autosave"), typed(letter), headers=JSON)

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response.json() == {"refusals": []}


def test_an_answer_cut_in_the_middle_is_an_outage():
    """A server that is killed leaves no code behind: the driver says only that it failed."""
    with pytest.raises(DatabaseError) as cut, connection.wrap_database_errors:
        raise psycopg2.DatabaseError("server closed the connection unexpectedly")

    assert type(cut.value) is DatabaseError
    assert outages.is_an_outage(cut.value)


def test_a_row_that_was_not_there_is_no_outage(letter):
    gone = type(letter)(pk=10**9)

    with pytest.raises(DatabaseError) as missing:
        gone.save(update_fields=["contribution"])

    assert not outages.is_an_outage(missing.value)


def test_a_fault_of_our_own_is_no_outage(sender, letter, monkeypatch):
    monkeypatch.setattr("partners.views.letter_parts.get_letter", lambda *_args: 1 / 0)

    response = sender.post(part(letter), {"contribution": WORDS})

    assert response.status_code == 500
    assert "Retry-After" not in response


def test_more_than_one_form_may_send_is_said_and_nothing_is_saved(letter, sender):
    too_long = "x" * 3_000_000

    response = sender.post(part(letter), {"contribution": too_long})

    letter.refresh_from_db()
    assert response.status_code == 413
    assert "at most 2.5 megabytes of text" in response.content.decode()
    assert letter.contribution != too_long


def test_too_many_fields_are_said_as_well(letter, sender):
    response = sender.post(part(letter), {f"field_{n}": "x" for n in range(1_001)})

    assert response.status_code == 413
