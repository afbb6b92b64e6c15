"""A language whose texts are not all translated is not offered; nobody runs into a missing page."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as project

from gmp_portal import offered
from gmp_portal.meetings.models import DecisionText, Paper
from gmp_portal.notifications import outbox
from gmp_portal.ui import full_addresses
from gmp_portal.website.forms import ProfileForm
from partners.actions import letters
from partners.models import LetterOfIntent
from reporting.models import Report
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
HTML = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture(autouse=True)
def _as_visitors_see_it(settings):
    settings.LANGUAGES = offered.among(
        project.OFFICIAL_LANGUAGES, project.COMPLETE_LANGUAGES
    )


def test_what_is_offered_is_what_the_kept_file_names():
    assert offered.codes() == ["zh-hans", "en"]
    assert offered.complete(project.BASE_DIR) == ["en", "zh-hans"]


def test_without_the_kept_file_there_is_english(tmp_path):
    assert offered.complete(tmp_path) == ["en"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/fr/partners/?area=fishing&q=a%20b", "/partners/?area=fishing&q=a%20b"),
        ("/ar/", "/"),
        ("/fr", "/"),
        ("/fr?utm_source=example", "/?utm_source=example"),
        ("/es//evil.example/", "/evil.example/"),
        ("/RU/partners/", "/partners/"),
    ],
)
def test_an_address_of_another_language_leads_to_the_english_page(client, asked, answered):
    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (302, answered)


def test_the_reader_is_told_once_in_both_languages(client):
    first = client.get("/fr/partners/", headers=HTML, follow=True).content.decode()
    second = client.get("/partners/").content.decode()

    assert '<span lang="fr" dir="ltr">Le portail n\u2019est pas encore' in first
    assert "not offered in French yet: you read it in English" in first
    assert "not offered in French" not in second


def test_a_program_is_led_on_without_a_cookie(client):
    response = client.get("/fr/feeds/all.atom", headers={"Accept": "application/atom+xml"})

    assert response.status_code == 302
    assert not response.cookies


def test_a_form_is_sent_on_whole(client):
    response = client.post("/fr/accounts/login/", {"login": "a@example.org"})

    assert (response.status_code, response["Location"]) == (307, "/accounts/login/")


def test_pages_name_only_what_is_offered(client):
    page = client.get("/").content.decode()

    assert 'hreflang="zh-hans"' in page
    for code in ("ar", "fr", "ru", "es"):
        assert f'hreflang="{code}"' not in page
    assert 'content="zh_CN"' in page
    assert 'content="fr_FR"' not in page
    assert "/fr/" not in client.get("/robots.txt").content.decode()
    assert "sitemap-zh-hans.xml" in client.get("/sitemap.xml").content.decode()
    assert "sitemap-fr.xml" not in client.get("/sitemap.xml").content.decode()


def test_an_address_in_any_of_the_six_stands_for_the_same_page():
    assert full_addresses.in_language("/fr/partners/", "zh-hans") == "/zh-hans/partners/"


def test_who_chose_such_a_language_is_told_once_and_keeps_it(client):
    person = UserFactory.create(language="fr")
    person.set_password("a sample phrase")
    person.save()
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )
    form = {"login": person.email, "password": "a sample phrase"}

    pages = []
    for _time in range(2):
        answer = client.post("/accounts/login/", form, follow=True)
        pages.append(answer.content.decode())
        client.post("/accounts/logout/")

    assert "You chose French." in pages[0]
    assert "You chose French." not in pages[1]
    person.refresh_from_db()
    assert (person.language, person.told_of_language) == ("fr", "fr")


def test_such_a_person_gets_mails_in_english_and_may_write_in_the_language():
    person = UserFactory.create(language="fr")

    mail = outbox.post_to_address(
        "notifications/checkpoint.txt", "a@example.org", person.language, is_secret=False
    )
    letter = letters.start(by=person)

    assert mail.language == "en"
    assert letter.language == "fr"


def test_the_profile_offers_what_there_is_and_what_was_chosen():
    french = ProfileForm(instance=UserFactory.create(language="fr"))
    english = ProfileForm(instance=UserFactory.create())

    assert [code for code, _name in english.fields["language"].choices] == ["zh-hans", "en"]
    assert ("fr", "Français (not offered yet: English is used)") in (
        french.fields["language"].choices
    )


@pytest.mark.parametrize("model", [LetterOfIntent, Paper, Report, DecisionText])
def test_what_people_write_may_be_in_any_of_the_six(model):
    choices = [code for code, _name in model._meta.get_field("language").choices]

    assert choices == ["ar", "zh-hans", "en", "fr", "ru", "es"]


def test_the_kept_file_is_a_list_of_codes():
    kept = json.loads((project.BASE_DIR / offered.COMPLETE).read_text())

    assert set(kept) <= {code for code, _name in project.OFFICIAL_LANGUAGES}
