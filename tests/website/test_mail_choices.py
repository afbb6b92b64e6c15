"""Mails are chosen by the address in them, without signing in, and chosen back (RFC 8058)."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.ledger.models import Entry
from gmp_portal.logs import without_secrets
from gmp_portal.notifications import choices
from gmp_portal.notifications.models import Message, MutedRecord
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
Digest = User.Digest


@pytest.fixture
def strict():
    """A browser of nobody, as strict as outside of tests."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def letter(person):
    return LetterFactory.create(submitted=True, sender=person, organisation="Example Ltd")


def path_about(letter):
    return choices.path_for(letter.sender_id, ledger.subject_of(letter))


def end_of(person):
    """Where a mail program posts."""
    return reverse("website:mail_choice_end", args=[choices.token_for(person.pk)])


def press(browser, path, wish, **more):
    """Press a button of the page, which holds the token of its form."""
    token = browser.get(path).context["csrf_token"]
    said = {"do": wish, "csrfmiddlewaretoken": str(token)}
    return browser.post(path, said, **more)


def test_the_button_of_a_mail_program_ends_summaries_at_once(strict, person):
    response = strict.post(end_of(person), {"List-Unsubscribe": "One-Click"})

    person.refresh_from_db()
    assert (response.status_code, person.digest) == (204, Digest.NONE)
    page = strict.get(choices.path_for(person.pk)).content.decode()
    assert "You get no summary of news." in page


def test_whoever_opens_the_address_of_that_button_chooses_and_ends_nothing(strict, person):
    response = strict.get(end_of(person))

    person.refresh_from_db()
    assert person.digest == Digest.WEEKLY
    assert response.headers["Location"] == choices.path_for(person.pk)


def test_that_button_does_nothing_else_whatever_is_sent_along(strict, letter):
    about = choices.token_for(letter.sender_id, ledger.subject_of(letter))

    strict.post(reverse("website:mail_choice_end", args=[about]), {"do": "mute"})

    letter.sender.refresh_from_db()
    assert letter.sender.digest == Digest.NONE
    assert not MutedRecord.objects.exists()


@pytest.mark.parametrize("wish", ["none", "mute"])
def test_the_buttons_of_the_page_need_the_token_of_its_form(strict, letter, wish):
    strict.post(path_about(letter), {"do": wish})

    letter.sender.refresh_from_db()
    assert letter.sender.digest == Digest.WEEKLY
    assert not MutedRecord.objects.exists()


def test_to_open_the_address_changes_nothing_and_says_what_still_comes(strict, person):
    response = strict.get(choices.path_for(person.pk))

    person.refresh_from_db()
    page = response.content.decode()
    assert person.digest == Digest.WEEKLY
    assert "on Monday mornings" in page
    assert "Other mails that need you are sent at once" in page
    assert "about this" not in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("often", [Digest.NONE, Digest.DAILY, Digest.WEEKLY])
def test_a_choice_is_kept_and_can_be_taken_back_on_the_same_page(strict, often):
    person = UserFactory.create(
        digest=Digest.DAILY if often != Digest.DAILY else Digest.NONE
    )

    response = press(strict, choices.path_for(person.pk), often, follow=True)

    person.refresh_from_db()
    page = response.content.decode()
    assert person.digest == often
    assert "Your choice is kept." in page
    assert f'value="{often}"' not in page
    assert page.count('name="do"') == 2


def test_one_record_is_muted_and_heard_again(strict, letter):
    path = path_about(letter)

    muted = press(strict, path, "mute", follow=True).content.decode()
    kept = MutedRecord.objects.filter(person=letter.sender).exists()
    heard = press(strict, path, "unmute", follow=True).content.decode()

    assert "You get no mails about this." in muted
    assert "Example Ltd" in muted
    assert kept
    assert "You get mails about this" in heard
    assert not MutedRecord.objects.exists()


@pytest.mark.parametrize("wish", ["mute", "unmute", "hourly", ""])
def test_without_a_record_nothing_can_be_muted_nor_by_a_wish_that_nobody_knows(
    strict, person, wish
):
    press(strict, choices.path_for(person.pk), wish)

    person.refresh_from_db()
    assert person.digest == Digest.WEEKLY
    assert not MutedRecord.objects.exists()


def test_a_record_that_its_reader_sees_no_more_is_not_named(strict, person):
    other = LetterFactory.create(submitted=True, organisation="Private Ltd")
    path = choices.path_for(person.pk, ledger.subject_of(other))

    page = strict.get(path).content.decode()

    assert "What the mail was about" in page
    assert "Private Ltd" not in page


def test_an_address_that_somebody_made_up_opens_nothing(strict, person):
    forged = signing.Signer(salt="another purpose").sign_object([person.pk, ""])

    for token in ("sample", forged, choices.token_for(person.pk)[:-1]):
        for name in ("mail_choice", "mail_choice_end"):
            url = reverse(f"website:{name}", args=[token])
            assert strict.get(url).status_code == 404
        assert strict.post(url).status_code == 404


def test_the_address_of_a_closed_account_opens_nothing(strict):
    gone = UserFactory.create(is_active=False)

    assert strict.get(choices.path_for(gone.pk)).status_code == 404


def test_the_address_in_a_mail_to_a_merged_account_is_that_of_whoever_stands_for_it(
    strict, person
):
    gone = UserFactory.create(is_active=False, merged_into=person)

    response = strict.post(end_of(gone), {"List-Unsubscribe": "One-Click"})

    person.refresh_from_db()
    assert (response.status_code, person.digest) == (204, Digest.NONE)


def test_the_address_stands_in_no_log(person):
    line = without_secrets(None, "info", {"request": f"GET {choices.path_for(person.pk)}"})

    ends = without_secrets(None, "info", {"request": f"POST {end_of(person)}"})

    assert line == {"request": "GET /mails/choices/[hidden]/"}
    assert ends == {"request": "POST /mails/choices/[hidden]/end/"}


def test_the_own_settings_say_how_often_and_what_is_muted(as_user, letter):
    choices.mute(letter.sender, ledger.subject_of(letter))
    browser = as_user(letter.sender)

    page = browser.get(reverse("website:profile")).content.decode()

    assert "Summary of news by mail" in page
    assert path_about(letter) in page
    assert letter.get_absolute_url() in page


def test_a_mail_leads_its_reader_to_the_choice(as_user, letter):
    mail = Message.objects.create(
        recipient=letter.sender,
        address=letter.sender.email,
        former_address="before@example.org",
        language="en",
        subject="x",
        body="y",
        record=ledger.subject_of(letter),
    )

    page = as_user(letter.sender).get(reverse("website:mail_detail", args=[mail.pk]))

    assert path_about(letter) in page.content.decode()
    assert "before@example.org" in page.content.decode()


# On record ---------------------------------------------------------------------------------


def choices_on_record():
    entries = Entry.objects.filter(kind__startswith="mail.").order_by("seq")
    return [(entry.kind, entry.actor) for entry in entries]


def test_what_is_chosen_by_the_address_of_a_mail_is_on_record_once(strict, letter):
    path = path_about(letter)

    for wish in ("daily", "daily", "mute", "mute", "unmute", "unmute"):
        press(strict, path, wish)

    assert choices_on_record() == [
        ("mail.digest_chosen", None),
        ("mail.record_muted", None),
        ("mail.record_unmuted", None),
    ]
    entry = Entry.objects.get(kind="mail.digest_chosen")
    assert (entry.body["before"], entry.body["after"]) == ("weekly", "daily")
    assert entry.subject == ledger.subject_of(letter.sender)


def test_what_is_chosen_in_the_own_settings_is_on_record_by_its_reader(as_user, person):
    browser = as_user(person)
    form = browser.get(reverse("website:profile")).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}

    browser.post(reverse("website:profile"), sent | {"name": "Another Name"})
    nothing_chosen = choices_on_record()
    browser.post(reverse("website:profile"), sent | {"digest": "none"})

    person.refresh_from_db()
    assert nothing_chosen == []
    assert person.digest == Digest.NONE
    assert choices_on_record() == [("mail.digest_chosen", person)]
