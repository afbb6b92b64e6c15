"""What was typed is taken through signing in, and forgotten when it is saved (without scripts)."""

import html
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from gmp_portal.accounts.middleware import AUTHOR
from gmp_portal.accounts.models import User
from gmp_portal.ui import kept_posts, ready_forms, ways_back
from gmp_portal.ui.middleware import COOKIE
from gmp_portal.writing.models import UnsentForm
from tests.factories.accounts import code_of, with_second_factor
from tests.factories.areas import PlanFactory, lead_of
from tests.factories.partners import LetterFactory, PartnerFactory
from tests.factories.writing import UnsentFormFactory

PASSWORD = "a sample phrase"
JSON = "application/json"
WORDS = "Two lines\r\nof a text"
HERE = {"origin": "http://testserver"}
STEM = "m3k9afx01"
SEALED = re.compile(r'name="kept_post" value="([^"]+)"')


@pytest.fixture
def plan(db):
    return PlanFactory.create(status="draft")


@pytest.fixture
def lead(plan):
    person = lead_of(plan.area)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    return person


@pytest.fixture
def section(plan):
    return reverse("areas:section_edit", args=[plan.area.slug, plan.number, "I"])


def sealed_in(response):
    return html.unescape(SEALED.search(response.content.decode())[1])


def fields_of(page):
    [form] = re.findall(r"<form[^>]*data-ready>.*?</form>", page, re.DOTALL)
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    texts = re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL
    )
    return hidden | {name: html.unescape(text) for name, text in texts}


def test_a_text_is_sent_after_signing_in_with_password_and_code(
    client, plan, lead, section
):
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(lead, secret)
    typed = {"text": WORDS + "." * 80, "version": "0", "save_and_next": "1"}
    refused = client.post(section, typed, headers=HERE)
    carried = client.post(
        reverse("kept_post_carry"), {"kept_post": sealed_in(refused)}, follow=True
    )
    login = carried.redirect_chain[-1][0]
    entered = {"login": lead.email, "password": PASSWORD}
    asked = client.post(login, entered, follow=True)
    code = code_of(secret)
    back = client.post(asked.redirect_chain[-1][0], {"code": code}, follow=True)
    page = back.content.decode()
    assert "Nothing was lost. Your text is not saved yet: send it now." in page

    saved = client.post(section, fields_of(page))

    assert saved.status_code == 302
    assert "/sections/" in saved["Location"]
    assert (
        type(plan).objects.get(pk=plan.pk).text_by_section["I"].text.startswith("Two lines")
    )
    again = client.get(reverse("kept_post_detail")).content.decode()
    assert "Nothing waits here any more" in again


def test_who_signed_in_meanwhile_sends_it_at_once(client, lead, section):
    sealed = sealed_in(client.post(section, {"text": WORDS}, headers=HERE))
    client.force_login(with_second_factor(lead))

    response = client.post(reverse("kept_post_carry"), {"kept_post": sealed})

    assert response["Location"] == reverse("kept_post_detail")


@pytest.mark.parametrize("sealed", ["", "of somebody's own making"])
def test_only_what_the_portal_sealed_is_taken_along(client, db, sealed):
    response = client.post(reverse("kept_post_carry"), {"kept_post": sealed})

    assert response.status_code == 422
    assert kept_posts.KEY not in client.session


def test_what_leads_to_another_host_is_not_shown_as_a_form(client, person):
    evil = kept_posts.KeptPost("a", "//evil.example/", [("text", WORDS)], [])
    sealed = signing.dumps(evil, salt=kept_posts.SALT, compress=True)
    client.force_login(person)

    response = client.post(reverse("kept_post_carry"), {"kept_post": sealed}, follow=True)

    assert "evil.example" not in response.content.decode()


def test_a_text_too_long_to_be_carried_is_shown_to_be_copied(client, section, monkeypatch):
    monkeypatch.setattr(kept_posts, "LONGEST", 10)

    page = client.post(section, {"text": WORDS}, headers=HERE).content.decode()

    assert "Two lines" in page
    assert "Sign in and send it" not in page


def test_files_are_asked_for_again_and_passwords_never_kept(client, db):
    letter = LetterFactory.create()
    url = reverse("partners:letter_part", args=[letter.key, "signature"])
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    typed = {
        "signed_name": "Sample Person",
        "old_password": "three good words",
        "signed_file": SimpleUploadedFile("scan.pdf", b"%PDF"),
    }
    refused = client.post(url, typed, headers=HERE)
    kept = kept_posts.unseal(sealed_in(refused))

    assert kept.files == ["signed_file"]
    assert kept.fields == [("signed_name", "Sample Person")]


def strict(user: User | None = None) -> Client:
    client = Client(enforce_csrf_checks=True)
    if user:
        client.force_login(user)
    return client


def test_a_form_without_its_token_says_so_and_is_ready_to_be_sent(lead, section):
    response = strict(lead).post(section, {"text": WORDS, "version": "0"}, headers=HERE)

    page = response.content.decode()
    assert response.status_code == 403
    assert "The protection of this form has run out" in page
    assert "belongs to somebody with another role" not in page
    assert fields_of(page)["version"] == "0"


def test_without_token_and_session_it_is_sent_after_signing_in(section):
    page = strict().post(section, {"text": WORDS}, headers=HERE).content.decode()

    assert "Sign in and send it" in page
    assert "Two lines" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/"},
        {},
    ],
)
def test_what_another_site_sent_is_only_shown(lead, section, headers):
    page = strict(lead).post(section, {"text": WORDS}, headers=headers).content.decode()

    assert "Two lines" in page
    assert "data-ready" not in page
    assert "kept_post" not in page


def test_a_page_that_saves_itself_hears_which_of_the_two_is_gone(lead, section):
    json = HERE | {"accept": JSON}

    token = strict(lead).post(section, {"text": WORDS}, headers=json).json()
    session = Client().post(section, {"text": WORDS}, headers=json).json()

    assert token["token"] is True
    assert session["signed_out"] is True


# A second factor that is missing ------------------------------------------------------------


def test_a_text_is_sent_once_the_second_factor_is_set_up(client, plan, lead, section):
    client.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})
    refused = client.post(section, {"text": WORDS}, headers=HERE)
    carried = {"kept_post": sealed_in(refused)}
    asked = client.post(reverse("kept_post_carry"), carried, follow=True)
    set_up = reverse("mfa_activate_totp")
    again = client.get(set_up)["Location"]
    page = client.post(again, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    code = code_of(secret)
    codes = client.post(set_up, {"code": code}, follow=True).content.decode()
    ready = client.get(reverse("kept_post_detail")).content.decode()

    saved = client.post(section, fields_of(ready))

    assert refused.status_code == 403
    assert "A second factor comes first" in refused.content.decode()
    assert "Two lines" in refused.content.decode()
    assert asked.redirect_chain == [(reverse("mfa_index"), 302)]
    assert f'href="{reverse("kept_post_detail")}"' in asked.content.decode()
    assert f'href="{reverse("kept_post_detail")}"' in codes
    assert saved.status_code == 302
    text = type(plan).objects.get(pk=plan.pk).text_by_section["I"].text
    assert text.splitlines() == WORDS.splitlines()


def test_a_text_too_long_to_be_carried_leads_to_the_second_factor(
    client, lead, section, monkeypatch
):
    monkeypatch.setattr(kept_posts, "LONGEST", 10)
    client.force_login(lead)

    page = client.post(section, {"text": WORDS}, headers=HERE).content.decode()

    assert "Two lines" in page
    assert f'href="{reverse("mfa_index")}">Set up a second factor</a>' in page
    assert "Set up a second factor and send it" not in page


def test_a_page_that_saves_itself_hears_that_the_second_factor_is_missing(
    client, lead, section
):
    client.force_login(lead)

    response = client.post(section, {"text": "1"}, headers=HERE | {"accept": JSON})

    assert response.status_code == 403
    assert response.json()["refusals"] == [
        "Your role needs a second factor. "
        "Set up a passkey or an authenticator app to go on."
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_or_a_button_leads_to_the_second_factor(client, lead, section, method):
    client.force_login(lead)

    response = getattr(client, method)(section)

    assert response["Location"] == reverse("mfa_index")


# What the browser may forget ----------------------------------------------------------------


def kept_by(response):
    return response.cookies[COOKIE].value if COOKIE in response.cookies else None


@pytest.mark.parametrize(
    ("key", "answer"),
    [("m3k-9af", "m3k-9af"), ("", None), ("a;b", None), ("x" * 41, None)],
)
def test_what_was_saved_is_named_back(client, lead, section, key, answer):
    client.force_login(with_second_factor(lead))

    response = client.post(section, {"text": "New.", "version": 0, "kept_copy": key})

    assert response.status_code == 302
    assert kept_by(response) == answer
    if answer:
        assert response.cookies[COOKIE]["max-age"] == 300
        assert response.cookies[COOKIE]["samesite"] == "Lax"


def test_what_was_refused_is_not_named(client, as_user, lead, section):
    client.force_login(lead)
    sent = PlanFactory.create(status="in_consensus")
    send = reverse("areas:plan_send", args=[sent.area.slug, sent.number])
    sender = as_user(sent.area.lead_terms.get().person)

    refused = sender.post(send, {"kept_copy": "m3k-9af"})
    no_factor = client.post(section, {"text": "New.", "kept_copy": "m3k-9af"})
    signed_out = Client().post(send, {"kept_copy": "m3k-9af"})

    answers = [refused, no_factor, signed_out]
    assert [kept_by(answer) for answer in answers] == [None] * 3
    assert [answer.status_code for answer in answers] == [302, 403, 302]


def test_a_conflict_and_a_frozen_plan_name_no_copy_as_saved(client, lead, section):
    client.force_login(with_second_factor(lead))
    client.post(section, {"text": "Theirs.", "version": 0})
    typed = {"text": "Mine.", "version": 0, "kept_copy": "m3k-9af"}

    sent = PlanFactory.create(status="in_consensus")

    conflict = client.post(section, typed)
    client.force_login(with_second_factor(sent.area.lead_terms.get().person))
    frozen = client.post(
        reverse("areas:section_edit", args=[sent.area.slug, sent.number, "I"]), typed
    )

    answers = [conflict, frozen]
    assert [(each.status_code, kept_by(each)) for each in answers] == [(409, None)] * 2


def test_a_form_with_a_mistake_names_no_copy_as_saved(as_user, secretariat):
    partner = PartnerFactory.create()
    url = reverse("partners:representative_appoint", args=[partner.slug])

    refused = as_user(secretariat).post(url, {"email": "x", "kept_copy": "m3k-9af"})

    assert (refused.status_code, kept_by(refused)) == (422, None)


# Who is signed in ----------------------------------------------------------------------------


def test_a_visitor_is_known_without_a_cookie_or_a_query(
    client, db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get(reverse("session_state"))

    assert response.json() == {"signed_in": False, "user": None, "csrf": ""}
    assert response.cookies == {}
    assert "no-store" in response["Cache-Control"]


def test_a_page_gets_a_fresh_token_for_its_forms(client, person):
    client.force_login(person)

    answer = client.get(reverse("session_state")).json()

    assert (answer["signed_in"], answer["user"]) == (True, person.pk)
    assert answer["csrf"]


def test_the_window_in_which_somebody_signed_in_says_so(client, person):
    client.force_login(person)

    page = client.get(reverse("session_back")).content.decode()

    assert "data-came-back" in page


def test_the_script_for_pages_without_a_line_rules_the_whole_portal(client):
    response = client.get(reverse("service_worker"))

    assert response["Content-Type"].startswith("text/javascript")
    assert b"caches.match" in b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/areas/", "/areas/"),
        ("/areas/nowhere/leave/it/", "/areas/nowhere/"),
        ("/accounts/typed/carry/", "/accounts/typed/"),
        ("/xyz/", "/my/"),
    ],
)
def test_the_way_back_is_a_page_that_can_be_read(path, page):
    assert ways_back.record_above(path) == page


def test_a_page_that_everybody_reads_and_few_change_gives_the_text_back_as_well(client, db):
    url = reverse("website:rule_detail", args=["R-07"])

    page = client.post(url, {"reason": WORDS}, headers=HERE).content.decode()

    assert "You are not signed in any more" in page
    assert SEALED.search(page)


# Whose text it is ----------------------------------------------------------------------------


def _deleted(_browser):
    Session.objects.all().delete()


def _expired(browser):
    """Twelve hours later the browser drops the cookie of the session."""
    del browser.cookies[settings.SESSION_COOKIE_NAME]


@pytest.fixture(params=[_deleted, _expired])
def refused(request, lead, section):
    """The lead was signed in over a form, and the session has ended."""
    browser = Client()
    browser.force_login(with_second_factor(lead))
    browser.get(section)
    request.param(browser)
    response = browser.post(section, {"text": WORDS}, headers=HERE)
    return browser, sealed_in(response)


def carry(browser, sealed):
    browser.post(reverse("kept_post_carry"), {"kept_post": sealed})


def ready(browser):
    return browser.get(reverse("kept_post_detail")).content.decode()


def test_a_text_is_not_shown_to_whoever_signs_in_next_and_kept_for_its_author(
    refused, lead, person
):
    browser, sealed = refused
    carry(browser, sealed)
    browser.force_login(person)

    page = ready(browser)
    browser.force_login(with_second_factor(lead))
    listed = UnsentForm.objects.waiting().get()
    own = browser.get(reverse("writing:unsent_detail", args=[listed.pk])).content.decode()

    assert "Two lines" not in page
    assert "Somebody else typed a text here" in page
    assert "Nothing of yours waits here" in page
    assert "Two lines" in own


def carried(client, section, **typed):
    """What a signed-out browser sends under the name that a script gave its copy."""
    refused = client.post(section, {"kept_copy": f"{STEM}-7-abc"} | typed, headers=HERE)
    return client.post(
        reverse("kept_post_carry"), {"kept_post": sealed_in(refused)}, follow=True
    )


def test_what_no_database_keeps_is_left_out_of_what_is_kept(refused, section):
    browser, _sealed = refused

    answer = carried(browser, section, text="Two\0 lines", version="a\0b", **{"x\0": "y"})

    kept = UnsentForm.objects.waiting().get()
    assert answer.status_code == 200
    assert kept.fields == {"text": ["Two lines"], "x": ["y"]}
    assert kept.version == "ab"


def test_a_form_that_a_script_named_keeps_its_name_and_place(refused, section, lead):
    browser, _sealed = refused
    UnsentFormFactory.create(person=lead, stem=STEM, form="/a/:0", page="/a/b/?c=d")

    carried(browser, section, text=WORDS)

    kept = UnsentForm.objects.waiting().get(stem=STEM)
    assert (kept.form, kept.page) == ("/a/:0", "/a/b/?c=d")
    assert (kept.number, kept.fields) == (7, {"text": [WORDS]})


def test_what_its_author_sends_is_kept_no_more(refused, lead, section, plan):
    browser, sealed = refused
    carry(browser, sealed)
    browser.force_login(lead)

    browser.post(section, fields_of(ready(browser)) | {"version": "0"})

    assert UnsentForm.objects.waiting().count() == 0
    assert "Nothing waits here any more" in ready(browser)


def test_whose_text_nobody_knows_says_in_whose_name_it_would_be_sent(person, section):
    browser = Client()
    carry(browser, sealed_in(browser.post(section, {"text": WORDS}, headers=HERE)))
    browser.force_login(person)

    page = ready(browser)

    assert "Two lines" in page
    assert f"You are signed in as {person.name}." in page


def test_a_form_whose_token_is_gone_says_in_whose_name_it_would_be_sent(lead, section):
    page = strict(lead).post(section, {"text": WORDS}, headers=HERE).content.decode()

    assert f"You are signed in as {lead.name}." in page


def test_two_forms_are_both_taken_through_signing_in(person, section):
    browser = Client()
    pages = [
        browser.post(section, {"text": text}, headers=HERE)
        for text in ("The first.", "The second.")
    ]
    for page in pages:
        carry(browser, sealed_in(page))
    browser.force_login(person)

    page = ready(browser)

    assert "The first." in page
    assert "The second." in page


def test_a_choice_that_goes_along_is_named():
    fields = [
        ("kind", "with_statement"),
        ("due_on", "2026-12-10"),
        ("rows-TOTAL_FORMS", "3"),
        ("version", "abcdef"),
        ("reason", "Far too much."),
    ]
    ready = ready_forms.of(kept_posts.KeptPost("a", "/a/", fields, []))

    assert ready.choices == "with statement, 2026-12-10"


def test_a_browser_names_nobody_once_they_have_signed_out(lead, section):
    browser = Client()
    browser.force_login(with_second_factor(lead))
    named = browser.get(section).cookies[AUTHOR]
    again = browser.get(section)
    browser.post(reverse("account_logout"))

    assert (named["httponly"], named["samesite"]) == (True, "Lax")
    assert AUTHOR not in again.cookies
    assert browser.cookies[AUTHOR].value == ""


@pytest.mark.parametrize("made_up", ["1", "1:abc", "x"])
def test_nobody_names_somebody_else_as_the_author(person, section, made_up):
    browser = Client()
    browser.cookies[AUTHOR] = made_up
    carry(browser, sealed_in(browser.post(section, {"text": WORDS}, headers=HERE)))

    assert UnsentForm.objects.count() == 0
