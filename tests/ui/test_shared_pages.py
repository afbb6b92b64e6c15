"""Public pages are named before they are made, and a name never outlives what it names."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from gmp_portal.documents import files
from gmp_portal.ledger import checkpoints
from gmp_portal.ui import shared_pages
from gmp_portal.ui.models import PageChange
from gmp_portal.ui.shared_pages import TICK, fingerprint
from gmp_portal.ui.sharing import SharedPagesMiddleware
from partners.actions import partners
from tests.factories.areas import AreaFactory
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
PAGE = "/partners/"
REASON = "No answer in two years."


def version(**about):
    return shared_pages.version(RequestFactory().get("/", **about))


def tag_of(client, path=PAGE, **headers):
    return client.get(path, headers=headers)["ETag"]


def test_a_page_is_kept_by_everybody_and_asked_for_again(client):
    page = client.get(PAGE)

    assert page["Cache-Control"] == (
        "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=3600"
    )
    assert page["Vary"] == "Accept-Encoding, Cookie"
    assert re.fullmatch(r'W/"[0-9a-f]{20}-[0-9a-f]{16}"', page["ETag"])
    assert not page.cookies


def test_a_page_that_did_not_change_is_neither_made_nor_sent(client):
    PartnerFactory.create()
    page = client.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        again = client.get(PAGE, headers={"if-none-match": f'"other", {page["ETag"]}'})

    assert (again.status_code, again.content) == (304, b"")
    assert len(asked) == 1
    for name in ("ETag", "Cache-Control", "Vary", "Referrer-Policy"):
        assert again[name] == page[name]


def test_an_act_changes_the_version_and_the_page(client, secretariat):
    partner = PartnerFactory.create(name="Example Institute")
    before = client.get(PAGE)

    partners.rename(partner, "Sample Institute", reason="Asked for.", by=secretariat)

    after = client.get(PAGE, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert b"Sample Institute" in after.content
    assert after["ETag"].partition("-")[0] != before["ETag"].partition("-")[0]


def test_a_page_that_an_act_left_as_it_was_is_not_sent_again(client, secretariat):
    partner = PartnerFactory.create()
    before = client.get("/privacy/")

    partners.deactivate(partner, reason=REASON, by=secretariat)

    again = client.get("/privacy/", headers={"if-none-match": before["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, before["ETag"])
    assert tag_of(client, "/privacy/") != before["ETag"]


def renamed(person):
    person.name = "Another Sample"
    person.save()


CHANGES = {
    "a name": renamed,
    "a file": lambda person: files.store(
        b"%PDF", name="a.pdf", media_type="application/pdf", policy="open"
    ),
    "a checkpoint": lambda person: checkpoints.take(),
    "facts of a new version": lambda person: call_command("load_seed"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changes_pages_without_an_act_changes_the_version(secretariat, what, capsys):
    PageChange.objects.all().delete()
    partner = PartnerFactory.create()
    partners.deactivate(partner, reason=REASON, by=secretariat)
    before = version()

    CHANGES[what](secretariat)

    assert version() != before


def test_what_no_visitor_sees_leaves_the_version_alone(client, person):
    before = version()

    person.last_login = timezone.now()
    person.save(update_fields=["last_login"])
    client.force_login(person)

    assert version() == before


def test_a_change_that_is_saved_late_counts_as_well():
    """Numbers are drawn before a transaction ends, so a lower one may come last."""
    PageChange.objects.create(pk=902)
    before = version()

    PageChange.objects.create(pk=901)

    assert version() != before


def test_a_migration_changes_the_version():
    before = version()

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ui', 'x', now())"
        )

    assert version() != before


def test_old_changes_are_forgotten():
    from gmp_portal.writing import scheduled  # noqa: PLC0415

    old = PageChange.objects.create(at=timezone.now() - timedelta(days=2))
    new = PageChange.objects.create()

    scheduled.forget_old_changes_of_pages(timezone.now().date())

    assert [*PageChange.objects.filter(pk__in=[old.pk, new.pk])] == [new]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONTACT_EMAIL", "other@example.org"),
        ("LOGO", "/static/img/own.svg"),
        ("DEMO", True),
    ],
)
def test_a_setting_that_pages_show_changes_the_version(settings, name, value):
    before = version()

    setattr(settings, name, value)

    assert version() != before


def test_the_version_knows_language_host_and_scheme(settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example.org"]
    same, again = version(), version()

    others = {version(headers={"host": "other.example.org"}), version(secure=True)}
    with translation.override("ar"):
        others.add(version())

    assert same == again
    assert len(others | {same}) == 4


def test_what_depends_on_the_time_is_right_when_a_day_begins_anywhere(monkeypatch):
    """In Nepal, UTC+5:45, a day begins at 18:15; a second before it was another one."""
    midnight = datetime(2026, 11, 27, 18, 15, tzinfo=UTC)
    versions = []
    for seconds in (-1, 0, TICK - 1):
        moment = midnight + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        versions.append(version())

    before, at, later = versions

    assert before != at == later
    assert 15 * 60 % TICK == 0


def test_every_process_counts_the_same_code():
    """Two containers, or two workers, name one page in one way."""
    counted = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django; django.setup();"
            "from gmp_portal.ui.shared_pages import fingerprint; print(fingerprint())",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert counted.stdout.strip() == fingerprint()


@pytest.mark.parametrize(
    "file",
    ["templates/base.html", "partners/views/registers.py", "static/js/portal.js",
     "gmp_portal/locale/zh_Hans/LC_MESSAGES/django.po", "requirements.txt"],
)  # fmt: skip
def test_the_fingerprint_counts_what_makes_a_page(settings, tmp_path, file):
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / file).write_text("one")
    settings.BASE_DIR = tmp_path
    before = fingerprint.__wrapped__()

    (tmp_path / file).write_text("two")
    (tmp_path / "templates").mkdir(exist_ok=True)
    Path(tmp_path, "templates", "__pycache__").mkdir()
    Path(tmp_path, "templates", "__pycache__", "a.pyc").write_text("any")

    after = fingerprint.__wrapped__()
    Path(tmp_path, "templates", "__pycache__", "a.pyc").write_text("other")
    assert before != after == fingerprint.__wrapped__()


@pytest.mark.parametrize(
    "cookie", ["sessionid=abc", "kept_for=1:x", "messages=x", "kept_copy_saved=x"]
)
def test_whoever_brings_a_cookie_of_ours_leaves_no_copy_on_the_way(client, cookie):
    tag = tag_of(client)

    page = client.get(PAGE, headers={"cookie": cookie, "if-none-match": tag})

    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-cache")
    assert "ETag" not in page


def test_a_token_or_a_cookie_of_somebody_else_makes_no_difference(client):
    plain = client.get(PAGE)

    page = client.get(PAGE, headers={"cookie": "csrftoken=x; _ga=1.2; theme=dark"})

    assert page["ETag"] == plain["ETag"]
    assert page.content == plain.content


def test_whoever_signs_in_gets_a_page_of_their_own_and_never_the_kept_one(
    client, as_user, secretariat
):
    tag = tag_of(client)

    page = as_user(secretariat).get(PAGE, headers={"if-none-match": tag})

    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    assert b"/accounts/logout/" in page.content
    assert "ETag" not in page


def test_whoever_says_who_they_are_in_a_header_leaves_no_copy(client):
    page = client.get(PAGE, headers={"authorization": "Basic YTpi"})

    assert page["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("path", "status"), [("/partners/nobody/", 404), ("/partners", 301), ("/my/", 302)]
)
def test_what_is_no_page_is_not_shared(client, path, status):
    answer = client.get(path)

    assert (answer.status_code, answer["Cache-Control"]) == (status, "private, no-cache")
    assert "ETag" not in answer


def test_a_wrong_host_is_refused_before_anything_is_said(client):
    tag = tag_of(client)

    answer = client.get(PAGE, headers={"host": "evil.example.org", "if-none-match": tag})

    assert answer.status_code == 400


def test_what_comes_without_encryption_is_led_on_before_anything_is_said(settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()  # reads the setting
    tag = client.get(PAGE, secure=True)["ETag"]

    answer = client.get(PAGE, headers={"if-none-match": tag})

    assert (answer.status_code, answer["Location"]) == (301, f"https://testserver{PAGE}")


def test_nothing_is_sent_of_a_page_whose_name_was_never_given(client, secretariat):
    """A name that nobody gave, with what would split a header."""
    AreaFactory.create()
    asked = f'W/"{"0" * 20}-{"0" * 16}", "x\r\nSet-Cookie: a=b"'

    page = client.get(PAGE, headers={"if-none-match": asked})

    assert page.status_code == 200
    assert not page.cookies


def test_the_head_of_a_page_has_the_name_of_the_page(client):
    assert client.head(PAGE)["ETag"] == client.get(PAGE)["ETag"]


def test_a_list_as_a_file_is_kept_once_it_is_whole(client):
    PartnerFactory.create()
    whole = client.get("/data/partners.csv")
    content = b"".join(whole)

    again = client.get("/data/partners.csv", headers={"if-none-match": whole["ETag"]})

    assert content.count(b"\n") == 2
    assert whole["Content-Length"] == str(len(content))
    assert again.status_code == 304


def answered(pieces, method="GET"):
    request = RequestFactory().generic(method, "/data/partners.csv")
    return SharedPagesMiddleware(lambda _request: StreamingHttpResponse(pieces))(request)


def broken():
    yield b"the first rows"
    raise OperationalError("the database went away")


def test_a_list_that_breaks_is_an_error_and_no_shorter_list():
    with pytest.raises(OperationalError):
        answered(broken())


def test_a_list_that_is_too_long_to_wait_for_is_sent_on_and_not_kept():
    """It may break while it is sent, and nobody would see that from its copy."""
    piece = b"x" * 1000
    taken = []

    answer = answered(taken.append(1) or piece for _number in range(5000))
    waited_for = len(taken)

    assert waited_for < 1100
    assert b"".join(answer) == piece * 5000
    assert answer["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answer


def test_the_head_of_a_list_is_answered_without_it():
    assert "ETag" not in answered(broken(), "HEAD")


def test_each_language_is_a_page_of_its_own(client):
    """Whatever ran in this thread before, the address says the language."""
    english, arabic = tag_of(client), tag_of(client, "/ar" + PAGE)

    page = client.get("/ar" + PAGE, headers={"if-none-match": english})
    back = client.get(PAGE, headers={"if-none-match": english, "accept-language": "ar"})

    assert english != arabic
    assert (page.status_code, page["Content-Language"]) == (200, "ar")
    assert back.status_code == 304
