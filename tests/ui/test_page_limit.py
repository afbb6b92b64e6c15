"""A page that asks and asks is given up, with nothing half done; the next one is answered."""

import io
import os
import subprocess
import sys
import time

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection, transaction

from gmp_portal.ui import page_limit
from partners.models import LetterOfIntent
from tests.factories.partners import LetterFactory

HTML = {"HTTP_ACCEPT": "text/html"}


def ask(place, application=None, **environ):
    """Ask the program of the web server for a page: the status, the headers and the page."""
    told = []
    answer = page_limit.limited(application or get_wsgi_application())(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": place,
            "QUERY_STRING": "",
            "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            **environ,
        },
        lambda status, headers, *_rest: told.extend((status[:3], dict(headers))),
    )
    page = b"".join(answer).decode()
    answer.close()
    return *told, page


@pytest.mark.django_db(transaction=True)
def test_a_page_that_takes_too_long_is_given_up_in_plain_words(settings):
    settings.PAGE_SECONDS = 0

    status, headers, page = ask("/partners/")

    assert status == "503"
    assert headers["Retry-After"] == "10"
    assert headers["Cache-Control"] == "no-store"
    assert "This page takes too long" in page
    assert ask("/health/")[0] == "503"
    settings.PAGE_SECONDS = 20
    assert ask("/partners/")[0] == "200"


@pytest.mark.django_db(transaction=True)
def test_what_a_late_act_began_is_undone_whole(settings):
    settings.PAGE_SECONDS = 0.3
    letter = LetterFactory.create()

    def act(environ, start_response):
        with transaction.atomic():
            LetterOfIntent.objects.filter(pk=letter.pk).update(contribution="first")
            with transaction.atomic():
                LetterOfIntent.objects.filter(pk=letter.pk).update(contribution="second")
                time.sleep(0.4)
            LetterOfIntent.objects.filter(pk=letter.pk).update(contribution="third")

    with pytest.raises(OperationalError):
        ask("/", act)

    before = letter.contribution
    letter.refresh_from_db()
    assert letter.contribution == before
    assert connection.is_usable()


def test_whoever_sends_files_has_longer(settings, db):
    settings.PAGE_SECONDS = 0.1

    def slow(environ, start_response):
        time.sleep(0.3)
        LetterOfIntent.objects.exists()
        start_response("200 OK", [])
        return io.BytesIO(b"taken")

    taken = ask("/", slow, CONTENT_TYPE="multipart/form-data; boundary=x")

    assert taken[0] == "200"
    with pytest.raises(page_limit.PageTooSlowError):
        ask("/", slow, CONTENT_TYPE="text/plain")


def test_what_is_sent_piece_by_piece_goes_on(settings, db):
    settings.PAGE_SECONDS = 0.1

    def pieces(environ, start_response):
        start_response("200 OK", [])
        return Pieces()

    status, _headers, page = ask("/", pieces)

    assert (status, page) == ("200", "first second")


class Pieces:
    """A download that asks the database between its pieces."""

    def __iter__(self):
        yield b"first "
        time.sleep(0.3)
        LetterOfIntent.objects.exists()
        yield b"second"

    def close(self):
        pass


def test_a_process_that_computes_without_end_ends_itself():
    computing = """
import django, time
django.setup()
from django.conf import settings
from gmp_portal.ui import page_limit
settings.PAGE_SECONDS = 0.2
page_limit.watch(pause=0.1)
def endless(environ, start_response):
    while True:
        pass
page_limit.limited(endless)({}, None)
"""

    ended = subprocess.run(
        [sys.executable, "-c", computing],
        env=os.environ.copy(),
        check=False,
        timeout=60,
    )

    assert ended.returncode == page_limit.EXIT_CODE


@pytest.mark.django_db
def test_the_database_compiles_no_question_before_it_answers():
    """It would, by itself, with as many as a page asks at once of a large register."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")

        assert cursor.fetchone() == ("off",)
