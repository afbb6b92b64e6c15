"""Nobody who knows an address keeps its owner out, or has the owner's passwords weighed (R-24)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from gmp_portal.accounts import known_browsers
from gmp_portal.notifications.models import Message
from tests.accounts.hashing import CountingHasher
from tests.accounts.test_signing_in import BY_CODE, GOOD, LOGIN, RESET, TOO_MANY, sign_in
from tests.factories.accounts import UserFactory

OWNER, OTHER = "owner@example.org", "other@example.org"


def _person(email):
    person = UserFactory.create(email=email)
    person.set_password(GOOD)
    person.save()
    person.emailaddress_set.create(email=email, verified=True, primary=True)
    return person


@pytest.fixture
def owner(db):
    return _person(OWNER)


@pytest.fixture
def browser(owner):
    """A browser that the owner signed in with and out again."""
    browser = Client()
    sign_in(OWNER, GOOD, browser)
    browser.post("/accounts/logout/")
    return browser


@pytest.fixture
def hashed(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.hashing.CountingHasher"]
    CountingHasher.asked.clear()
    return CountingHasher.asked


def known(browser):
    """The cookies by which a browser is known."""
    names = [name for name in browser.cookies if name.startswith(known_browsers.PREFIX)]
    return {name: browser.cookies[name].value for name in names}


def flood(place="10.9.9.9"):
    for _ in range(21):
        sign_in(OWNER, "wrong", REMOTE_ADDR=place)


def ask(flow, place, email=OWNER):
    Client().post(flow, {"email": email}, REMOTE_ADDR=place)


def mails(email=OWNER):
    return Message.objects.filter(address=email).count()


# Mails -----------------------------------------------------------------------------------------


def test_whoever_uses_up_the_codes_leaves_the_owner_both_ways_in(owner):
    flood()
    for _ in range(20):
        ask(BY_CODE, "10.9.9.9")
    before = mails()

    ask(BY_CODE, "10.0.0.1")
    ask(RESET, "10.0.0.1")

    assert mails() == before + 2


def test_links_for_a_new_password_have_a_budget_of_their_own(owner):
    for number in range(20):
        ask(BY_CODE, f"10.0.0.{number}")
    before = mails()

    ask(RESET, "10.0.1.1")

    assert mails() == before + 1


@pytest.mark.parametrize("flow", [BY_CODE, RESET])
@pytest.mark.parametrize("email", [OWNER, "nobody@example.org"])
def test_from_all_places_together_an_address_gets_ten_of_a_kind(owner, flow, email):
    for number in range(20):
        ask(flow, f"10.0.0.{number}", email)

    assert mails(email) == 10


def test_the_owners_browser_gets_its_mail_whatever_others_asked_for(browser):
    for number in range(20):
        ask(BY_CODE, f"10.0.0.{number}")
    before = mails()

    for _ in range(5):
        asking = Client()
        for name, value in known(browser).items():
            asking.cookies[name] = value
        asking.post(BY_CODE, {"email": OWNER})

    assert mails() == before + 3


# Passwords --------------------------------------------------------------------------------------


def test_a_flood_from_elsewhere_does_not_stop_the_owners_own_browser(browser):
    flood()

    assert TOO_MANY in sign_in(OWNER, GOOD).text
    assert sign_in(OWNER, GOOD, browser).status_code == 302


def test_a_flood_from_the_same_place_does_not_either(browser, few_from_one_place):
    for number in range(few_from_one_place):
        sign_in(f"nobody-{number}@example.org", "wrong")

    assert TOO_MANY in sign_in(OWNER, GOOD).text
    assert sign_in(OWNER, GOOD, browser).status_code == 302


def test_a_known_browser_has_its_own_tally_and_no_endless_one(browser, hashed):
    for number in range(40):
        sign_in(OWNER, f"wrong-{number}", browser)

    assert len([tried for tried in hashed if tried.startswith("wrong")]) == 20
    assert TOO_MANY in sign_in(OWNER, GOOD, browser).text
    assert sign_in(OWNER, GOOD).status_code == 302


def test_a_new_sign_in_brings_no_new_tally(browser):
    for _ in range(15):
        sign_in(OWNER, "wrong", browser)
    sign_in(OWNER, GOOD, browser)
    browser.post("/accounts/logout/")
    for _ in range(5):
        sign_in(OWNER, "wrong", browser)

    assert TOO_MANY in sign_in(OWNER, GOOD, browser).text


def test_a_new_password_ends_what_browsers_know(browser, owner):
    owner.set_password("seven-quiet-lanterns-drift")
    owner.save()
    flood()

    assert TOO_MANY in sign_in(OWNER, "seven-quiet-lanterns-drift", browser).text


def test_half_a_year_later_a_browser_is_like_any_other(owner):
    browser = Client()
    with time_machine.travel(timezone.now() - timedelta(days=181)):
        sign_in(OWNER, GOOD, browser)
    flood()

    # The test client throws no cookie away by its age.
    assert TOO_MANY in sign_in(OWNER, GOOD, browser).text


@pytest.mark.parametrize("kind", ["made up", "of another account"])
def test_no_cookie_but_that_of_the_account_helps(owner, kind):
    browser = Client()
    name = f"{known_browsers.PREFIX}{owner.pk}"
    if kind == "of another account":
        other = _person(OTHER)
        sign_in(OTHER, GOOD, browser)
        browser.post("/accounts/logout/")
        browser.cookies[name] = browser.cookies[f"{known_browsers.PREFIX}{other.pk}"].value
    else:
        browser.cookies[name] = "number.proof:1abc:signature"
        browser.cookies[f"{known_browsers.PREFIX}x"] = "nonsense"
    flood()

    assert TOO_MANY in sign_in(OWNER, GOOD, browser).text


def test_an_address_that_somebody_claims_brings_no_tries_on_its_owner(owner, hashed):
    thief = _person(OTHER)
    thief.emailaddress_set.create(email=OWNER, verified=False, primary=False)
    hashed.clear()
    for number in range(60):
        browser = Client()
        if number % 10 == 0:
            sign_in(OTHER, GOOD, browser)
            browser.post("/accounts/logout/")
        sign_in(OWNER, f"wrong-{number}", browser)

    assert len([tried for tried in hashed if tried.startswith("wrong")]) == 20


def test_signing_in_alone_sets_the_cookie(owner):
    browser = Client()
    page = browser.get(LOGIN)
    answer = sign_in(OWNER, GOOD, browser)

    cookie = answer.cookies[f"{known_browsers.PREFIX}{owner.pk}"]
    assert not [name for name in page.cookies if name.startswith(known_browsers.PREFIX)]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert not [
        name
        for name in sign_in(OWNER, "wrong").cookies
        if name.startswith(known_browsers.PREFIX)
    ]


def test_a_computer_that_many_share_keeps_five_cookies(owner):
    browser = Client()
    for number in range(1, 8):
        browser.cookies[f"{known_browsers.PREFIX}{owner.pk + number}"] = "old"

    answer = sign_in(OWNER, GOOD, browser)

    ours = [name for name in answer.cookies if name.startswith(known_browsers.PREFIX)]
    gone = [name for name in ours if not answer.cookies[name].value]
    assert len(ours) == 4
    assert len(gone) == 3


# Places -----------------------------------------------------------------------------------------


def test_the_addresses_of_a_line_are_one_place(owner, few_from_one_place):
    for number in range(few_from_one_place):
        line = f"2001:db8:0:7:{number:x}::1"
        sign_in(f"nobody-{number}@example.org", "wrong", REMOTE_ADDR=line)

    assert TOO_MANY in sign_in(OWNER, GOOD, REMOTE_ADDR="2001:db8:0:7::abc").text
    assert sign_in(OWNER, GOOD, REMOTE_ADDR="2001:db8:0:8::abc").status_code == 302


@pytest.fixture
def flooded(owner, few_from_one_place):
    """The place of the test client, from which no password is weighed any more."""
    for number in range(few_from_one_place):
        sign_in(f"nobody-{number}@example.org", "wrong")
    assert "both sign you in at once, from here, too" in sign_in(OWNER, GOOD).text
    return owner


def test_a_code_signs_in_from_a_place_whose_passwords_are_not_weighed(flooded):
    client = Client()
    client.post(BY_CODE, {"email": OWNER})
    code = re.search(r"\n\n([A-Z0-9-]{6,})\n", Message.objects.first().body)[1]

    client.post("/accounts/login/code/confirm/", {"code": code})

    assert client.session["_auth_user_id"] == str(flooded.pk)


def test_a_new_password_signs_in_from_a_place_whose_passwords_are_not_weighed(flooded):
    client = Client()
    client.post(RESET, {"email": OWNER})
    link = re.search(r"/accounts/password/reset/key/\S+", Message.objects.first().body)[0]
    form = client.get(link, follow=True)
    new = "seven-quiet-lanterns-drift"

    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    assert client.session["_auth_user_id"] == str(flooded.pk)
