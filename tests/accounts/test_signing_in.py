"""Nobody guesses a password, nobody is locked out, nobody learns who has an account (R-24)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gmp_portal.accounts.models import User
from gmp_portal.notifications.models import Message
from tests.accounts.hashing import CountingHasher
from tests.factories.accounts import UserFactory

LOGIN, SIGN_UP, RESET = "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"
BY_CODE = "/accounts/login/code/"
GOOD = "calm-otter-planets-seven"
TOO_MANY = "Too many wrong passwords."


@pytest.fixture
def owner(db):
    owner = UserFactory.create(email="owner@example.org")
    owner.set_password(GOOD)
    owner.save()
    owner.emailaddress_set.create(email=owner.email, verified=True, primary=True)
    return owner


@pytest.fixture
def hashed(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.hashing.CountingHasher"]
    CountingHasher.asked.clear()
    return CountingHasher.asked


def sign_in(email, password, client=None, **more):
    client = client or Client()
    return client.post(LOGIN, {"login": email, "password": password}, **more)


def test_28_wrong_passwords_lock_nobody_else_out(owner):
    other = UserFactory.create(email="other@example.org")
    other.emailaddress_set.create(email=other.email, verified=True, primary=True)
    other.set_password(GOOD)
    other.save()
    for _ in range(28):
        sign_in("owner@example.org", "wrong")

    answer = sign_in("other@example.org", GOOD)

    assert answer.status_code == 302


def test_wrong_passwords_lock_the_account_and_the_page_says_for_how_long(owner):
    for _ in range(20):
        assert TOO_MANY not in sign_in("owner@example.org", "wrong").text

    answer = sign_in("Owner@example.org", GOOD)

    assert TOO_MANY in answer.text
    assert "wait 24 hours" in answer.text


def test_however_many_tries_only_20_passwords_are_weighed(owner, hashed):
    for number in range(60):
        place = f"10.0.0.{number % 50}"
        sign_in("owner@example.org", f"wrong-{number}", REMOTE_ADDR=place)

    assert len(hashed) == 20


def test_a_right_password_counts_for_nothing(owner):
    for _ in range(25):
        assert sign_in("owner@example.org", GOOD).status_code == 302


def test_a_day_later_the_account_is_open_again(owner):
    with time_machine.travel(timezone.now() - timedelta(days=1, minutes=1)):
        for _ in range(21):
            sign_in("owner@example.org", "wrong")

    assert sign_in("owner@example.org", GOOD).status_code == 302


def test_a_flood_from_one_place_is_held_up(owner):
    for number in range(200):
        sign_in(f"nobody-{number}@example.org", "wrong")

    answer = sign_in("owner@example.org", GOOD)

    assert TOO_MANY in answer.text
    assert sign_in("owner@example.org", GOOD, REMOTE_ADDR="10.9.9.9").status_code == 302


def test_what_a_header_invents_is_no_other_place(owner, few_from_one_place):
    for number in range(few_from_one_place):
        forged = {"x-forwarded-for": f"10.1.{number}.1"}
        sign_in(f"nobody-{number}@example.org", "wrong", headers=forged)

    assert TOO_MANY in sign_in("owner@example.org", GOOD).text


def test_a_new_password_by_mail_opens_the_account(owner):
    for _ in range(21):
        sign_in("owner@example.org", "wrong")
    client = Client()
    client.post(RESET, {"email": "owner@example.org"})
    link = re.search(r"/accounts/password/reset/key/\S+", Message.objects.first().body)[0]
    form = client.get(link, follow=True)
    new = "seven-quiet-lanterns-drift"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    assert sign_in("owner@example.org", new).status_code == 302


def test_a_code_by_mail_opens_the_account(owner):
    for _ in range(21):
        sign_in("owner@example.org", "wrong")
    client = Client()
    client.post(BY_CODE, {"email": "owner@example.org"})
    code = re.search(r"\n\n([A-Z0-9-]{6,})\n", Message.objects.first().body)[1]

    client.post("/accounts/login/code/confirm/", {"code": code})

    assert client.session["_auth_user_id"] == str(owner.pk)


# Mails -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("came_from", "told"), [("?next=/my/", True), ("", False)])
def test_who_is_sent_to_sign_in_reads_why(client, db, came_from, told):
    page = client.get(f"{LOGIN}{came_from}").content.decode()

    assert ("Then the page opens that you asked for." in page) == told


@pytest.mark.parametrize("email", ["owner@example.org", "nobody@example.org"])
def test_one_place_gets_three_mails_of_a_kind_sent_within_an_hour(owner, email):
    for _ in range(6):
        for flow in (BY_CODE, SIGN_UP, RESET):
            Client().post(flow, _form(flow, email))

    # Links for a new password are counted apart.
    assert Message.objects.filter(address=email).count() == 3 + 3


def test_the_next_page_says_that_no_mail_was_written(owner):
    client = Client()
    for _ in range(4):
        answer = client.post(RESET, {"email": "owner@example.org"}, follow=True)

    assert "This address has got 3 mails within an hour" in answer.text
    assert "in 60 minutes" in answer.text


def test_an_hour_later_it_gets_another(owner):
    with time_machine.travel(timezone.now() - timedelta(minutes=61)):
        for _ in range(4):
            Client().post(RESET, {"email": "owner@example.org"})

    Client().post(RESET, {"email": "owner@example.org"})

    assert Message.objects.count() == 4


@pytest.mark.parametrize("port", ["8999", "80", "443"])
def test_links_lead_to_our_own_address_whatever_the_port(owner, settings, port):
    settings.ALLOWED_HOSTS = ["portal.example.org"]
    settings.SITE_URL = "https://portal.example.org"

    Client().post(
        RESET,
        {"email": "owner@example.org"},
        headers={"host": f"portal.example.org:{port}"},
    )

    links = re.findall(r"https?://\S+", Message.objects.get().body)
    assert links
    assert all(link.startswith("https://portal.example.org/") for link in links)


EVIL = [
    {"host": "evil.example"},
    {"host": "portal.example.org.evil.example"},
    {"host": "evil.example:443"},
    {"host": "portal.example.org@evil.example"},
    {"host": "portal.example.org, evil.example"},
    {"host": "portal.example.org evil.example"},
    {"host": "portal.example.org/evil"},
    {"host": ""},
    {"host": "*"},
    {"host": "127.0.0.1.evil.example"},
]
HARMLESS = [
    {"x-forwarded-host": "evil.example"},
    {"x-forwarded-server": "evil.example"},
    {"forwarded": "host=evil.example"},
    {"x-host": "evil.example"},
    {"x-original-host": "evil.example"},
    {"x-forwarded-port": "8999"},
    {"x-rewrite-url": "https://evil.example/"},
    {"x-original-url": "https://evil.example/"},
    {"origin": "null"},
    {"referer": "https://evil.example/"},
]


@pytest.mark.parametrize("headers", EVIL, ids=str)
def test_another_host_is_refused(owner, settings, headers):
    settings.ALLOWED_HOSTS = ["portal.example.org"]

    answer = Client().post(RESET, {"email": "owner@example.org"}, headers=headers)

    assert answer.status_code == 400
    assert not Message.objects.exists()


@pytest.mark.parametrize("headers", HARMLESS, ids=str)
def test_other_headers_change_no_link(owner, settings, headers):
    settings.ALLOWED_HOSTS = ["portal.example.org"]
    settings.SITE_URL = "https://portal.example.org"
    host = {"host": "portal.example.org"}

    Client().post(RESET, {"email": "owner@example.org"}, headers=host | headers)

    assert "evil.example" not in Message.objects.get().body
    assert "https://portal.example.org/" in Message.objects.get().body


# What an answer tells -----------------------------------------------------------------------------

TOKEN = re.compile(
    r'(nonce=|csrfmiddlewaretoken" value=|name="once" value=)"[^"]*"|value="[A-Za-z0-9]{64}"'
)


def _ask(client, address, data):
    answer = client.post(address, data, follow=True)
    text = TOKEN.sub("", answer.text).replace(data.get("email") or data["login"], "EMAIL")
    return answer.status_code, answer.redirect_chain, text


def _form(flow, email):
    if flow == LOGIN:
        return {"login": email, "password": "wrong"}
    if flow == SIGN_UP:
        return {"name": "Somebody", "email": email, "password1": GOOD, "password2": GOOD}
    return {"email": email}


@pytest.mark.parametrize("flow", [LOGIN, SIGN_UP, RESET, BY_CODE])
def test_an_answer_and_its_work_are_the_same_for_a_known_address(owner, hashed, flow):
    seen = {}
    for email in ("owner@example.org", "other@example.org"):
        hashed.clear()
        before = Message.objects.count()
        with CaptureQueriesContext(connection) as queries:
            told = _ask(Client(), flow, _form(flow, email))
        written = Message.objects.count() - before
        seen[email] = (told, len(hashed), written)
        seen[f"{email} queries"] = len(queries)

    assert seen["owner@example.org"] == seen["other@example.org"]
    assert abs(seen["owner@example.org queries"] - seen["other@example.org queries"]) <= 6


def test_signing_up_with_a_known_address_makes_no_account_and_tells_its_owner(owner):
    _ask(Client(), SIGN_UP, _form(SIGN_UP, "owner@example.org"))

    [mail] = Message.objects.all()
    assert User.objects.count() == 1
    assert mail.template == "account/email/account_already_exists"


@pytest.mark.parametrize("path", [LOGIN, SIGN_UP, RESET, BY_CODE])
def test_a_page_of_the_account_refuses_with_the_status_and_title_of_all_others(db, path):
    answer = Client().post(path, {})

    assert answer.status_code == 422
    assert re.search(r"<title>\s*Error:", answer.text)
