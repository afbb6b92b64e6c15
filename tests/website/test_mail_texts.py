"""Own words below the built-in texts of mails: named places, preview, fall-back (row 95, R-54)."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gmp_portal.ledger.models import Entry
from gmp_portal.notifications import kinds, outbox, own_words
from gmp_portal.notifications.models import MailText
from gmp_portal.website import permissions
from gmp_portal.website.actions import mail_texts
from gmp_portal.website.reading import mail_samples
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing.models import Revision
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory

pytestmark = pytest.mark.django_db
FILED = "partners/emails/letter_filed.txt"
ERASURE = "website/emails/erasure_asked.txt"
LIST = "/desk/mail-texts/"
PAGE = "/desk/mail-texts/partners.letter_filed/en/"
WORDS = "Dear {name}, {record} came. See {site}."


def write(by, words=WORDS, subject="", language="en", template=FILED):
    values = {"subject": subject, "words": words}
    return mail_texts.edit(template, language, values, by=by)


def post(letter, reader, template=FILED):
    [message] = outbox.post(template, to=[reader], letter=letter)
    return message


def typed(browser, page=PAGE, **changed):
    form = browser.get(page).context["form"]
    values = {"subject": "", "words": "", "version": form.shared.token}
    return browser.post(page, values | changed)


# What a mail says ----------------------------------------------------------------------------


def test_a_mail_says_the_own_words_below_the_built_in_text(secretariat, person):
    letter = LetterFactory.create(submitted=True)
    before = post(letter, person)
    write(secretariat, subject="{record} is here")

    mail = post(letter, person)

    said = f"Dear {person.name}, {letter} came. See http://"
    assert mail.subject == f"{letter} is here"
    assert mail.body.startswith(before.body)
    assert said in mail.body


def test_a_language_without_own_words_has_the_built_in_text(secretariat):
    letter = LetterFactory.create(submitted=True)
    reader = UserFactory.create(language="fr")
    before = post(letter, reader)
    write(secretariat)

    mail = post(letter, reader)

    assert (mail.subject, mail.body) == (before.subject, before.body)


def test_own_words_are_never_a_template(secretariat, person):
    own = write(secretariat)
    MailText.objects.filter(pk=own.pk).update(words="{% now 'Y' %} {{ reader.email }}")

    mail = post(LetterFactory.create(submitted=True), person)

    assert person.email not in mail.body
    assert "{{" not in mail.body


@pytest.mark.parametrize("words", ["{nobody}", "{name.password}", "{}", "{record}"])
def test_what_cannot_be_filled_in_holds_no_mail_up(secretariat, person, words):
    before = outbox.post(ERASURE, to=[person], erasure=None)
    own = write(secretariat, words="Hello", template=ERASURE)
    MailText.objects.filter(pk=own.pk).update(words=words, subject="Own")

    [mail] = outbox.post(ERASURE, to=[person], erasure=None)

    assert (mail.subject, mail.body) == (before[0].subject, before[0].body)


def test_a_reader_without_an_account_is_called_by_the_address(secretariat):
    template = "partners/emails/letter_link_write.txt"
    write(secretariat, words="For {name}, {day}.", template=template)

    mail = outbox.post_to_address(template, "someone@example.org", "en")

    assert "For someone@example.org, " in mail.body


def test_a_mail_of_no_kind_asks_for_no_own_words(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert own_words.of("account/email/login_code_message.txt") == {}


# What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "{nobody}",
        "{{ name }}",
        "{% now 'Y' %}",
        "{name",
        "name}",
        "{name.email}",
        "{0}",
        "{}",
    ],
)
def test_an_unknown_place_is_refused_and_the_words_stay(as_user, secretariat, words):
    answer = typed(as_user(secretariat), words=f"Mine: {words}")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mine: " in page
    assert "No mail of this kind can fill this in" in page
    assert "R-54" in page
    assert not MailText.objects.exists()


def test_a_mail_about_no_record_has_no_place_for_one(secretariat):
    with pytest.raises(RuleRefusedError, match="record"):
        write(secretariat, template=ERASURE)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_second_line_of_a_subject_is_refused(as_user, secretariat, end):
    answer = typed(as_user(secretariat), subject=f"News{end}Bcc: all@example.org")

    assert answer.status_code == 422
    assert not MailText.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        MailText.objects.create(
            template=FILED, language="en", subject="A\nB", written_by=secretariat
        )


def test_a_long_paragraph_is_refused(as_user, secretariat):
    answer = typed(as_user(secretariat), words="x" * 2001)

    assert answer.status_code == 422
    with pytest.raises(RuleRefusedError):
        write(secretariat, words="x" * 2001)


def test_only_officers_write_them(as_user, secretariat, person):
    browser = as_user(person)

    answers = [browser.get(LIST), browser.get(PAGE), browser.post(PAGE, {"words": "x"})]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert permissions.can_mail_text_edit(secretariat)
    assert not permissions.can_mail_text_edit(person)
    with pytest.raises(RuleRefusedError):
        write(person)


@pytest.mark.parametrize(
    ("name", "language"),
    [("partners.nothing", "en"), ("partners.letter_filed", "xx"), ("a%00b", "en")],
)
def test_a_kind_or_language_that_there_is_not_has_no_page(
    as_user, secretariat, name, language
):
    answer = as_user(secretariat).get(f"{LIST}{name}/{language}/")

    assert answer.status_code == 404


# The pages -----------------------------------------------------------------------------------


def test_an_officer_writes_looks_and_takes_them_out(as_user, secretariat):
    browser = as_user(secretariat)

    looked = typed(browser, words="For {name}.", preview="1")
    kept_nothing = not MailText.objects.exists()
    saved = typed(browser, words="For {name}.")
    own = MailText.objects.get()
    listed = browser.get(LIST, {"written": "on"}).content.decode()
    out = typed(browser)
    own.refresh_from_db()

    assert looked.status_code == 200
    assert kept_nothing
    assert "For Example Reader." in looked.content.decode()
    assert (saved.status_code, out.status_code) == (302, 302)
    assert (own.words, own.written_by) == ("", secretariat)
    assert "1 kind of mail" in listed
    kinds_of_acts = Entry.objects.filter(subject=f"notifications.mailtext:{own.pk}")
    assert list(kinds_of_acts.order_by("seq").values_list("kind", flat=True)) == [
        "mail_text.written",
        "mail_text.reset",
    ]


def test_an_own_subject_of_a_built_in_text_has_gaps_where_the_text_has_them():
    own = MailText(
        template="reporting/emails/reminder.txt",
        language="en",
        subject="{{ cycle }} by {{ due }}",
    )

    subject, body = mail_samples.preview(own)

    assert subject == "___ by ___"
    assert "It is due on ___" in body


def test_a_look_at_an_unknown_place_is_refused_too(as_user, secretariat):
    answer = typed(as_user(secretariat), words="{nobody}", preview="1")

    assert answer.status_code == 422
    assert "{nobody}" in answer.content.decode()


def test_who_saves_over_a_newer_text_sees_both(as_user, secretariat, second_officer):
    first, second = as_user(secretariat), as_user(second_officer)
    token = second.get(PAGE).context["form"].shared.token
    typed(first, words="Of the first.")

    answer = second.post(PAGE, {"subject": "", "words": "Of the second.", "version": token})

    assert answer.status_code == 409
    assert MailText.objects.get().words == "Of the first."
    assert "Of the second." in answer.content.decode()


def test_an_earlier_text_is_brought_back(as_user, secretariat):
    browser = as_user(secretariat)
    typed(browser, words="The first words.")
    typed(browser, words="The second words.")
    key = "partners.letter_filed.en"
    first = next(
        each
        for each in Revision.objects.of("website.mail_text", key)
        if "The first words." in str(each.values)
    )

    url = reverse("writing:revision_restore", args=["website.mail_text", key, first.number])
    answer = browser.post(url, {"confirmed": "on"})

    assert answer.status_code == 302
    assert MailText.objects.get().words == "The first words."


def test_what_stays_as_it_is_writes_nothing(secretariat):
    nothing = write(secretariat, words="")
    own = write(secretariat)
    again = write(secretariat)

    assert nothing is None
    assert again == own
    assert Entry.objects.filter(kind="mail_text.written").count() == 1


def test_a_changed_built_in_text_is_marked_until_the_words_are_saved_again(
    as_user, secretariat
):
    own = write(secretariat)
    browser = as_user(secretariat)
    fresh = browser.get(LIST, {"written": "on"}).content.decode()
    MailText.objects.filter(pk=own.pk).update(beside="0" * 64)

    marked = browser.get(LIST, {"written": "on"}).content.decode()
    page = browser.get(PAGE).content.decode()
    typed(browser, words=WORDS)

    assert "The built-in text changed since" not in fresh
    assert "The built-in text changed since" in marked
    assert "The built-in text changed since these words" in page
    own.refresh_from_db()
    assert own.beside == own_words.fingerprint(FILED, "en")


def test_the_list_is_searched_and_has_pages(as_user, secretariat):
    browser = as_user(secretariat)

    all_of_them = browser.get(LIST)
    some = browser.get(LIST, {"q": "LETTER OF INTENT"}).content.decode()
    none = browser.get(LIST, {"q": "zzz"}).content.decode()

    assert len(all_of_them.context["rows"]) == 25
    assert "partners.letter_filed" in some
    assert "No kind of mail fits" in none


@pytest.mark.parametrize("template", sorted(kinds.KINDS))
def test_every_kind_of_mail_can_be_looked_at(template):
    subject, body = mail_samples.built_in(template, "en")

    assert subject
    assert body
    assert own_words.by_name()[own_words.name_of(template)] == template


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("template", sorted(kinds.KINDS))
def test_the_subject_of_a_mail_that_is_looked_at_has_gaps_and_no_stray_signs(
    template, language
):
    subject, _body = mail_samples.built_in(template, language)

    assert not re.match(r"[^\w“《「]", subject), subject
    assert not re.search(r"[,:;.，：；。]\s*[,:;.，：；。]", subject), subject
    assert not re.search(r"\(\s*\)|（\s*）|“”", subject), subject
