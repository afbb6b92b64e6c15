"""Mails written as a whole: named places, what must stay, and the fall-back (row 95, R-63)."""

import pytest
from django.conf import settings

from gmp_portal.notifications import kinds, outbox, own_words, whole_mails
from gmp_portal.notifications.models import MailText, Message
from gmp_portal.website import permissions
from gmp_portal.website.actions import mail_texts
from gmp_portal.website.reading import mail_samples
from gmp_portal.workflow import RuleRefusedError
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory
from tests.factories.reporting import CycleFactory

pytestmark = pytest.mark.django_db
REMINDER = "reporting/emails/reminder.txt"
LIST = "/desk/mail-texts/"
PAGE = "/desk/mail-texts/reporting.reminder/en/"
BODY = "Dear colleague {{ name }},\n\n{{ cycle }} ends on {{ due }}: {{ link }}"


@pytest.fixture
def cycle():
    return CycleFactory.create(name="Example cycle")


def write(by, body=BODY, subject="", words="", language="en", template=REMINDER):
    values = {"subject": subject, "body": body, "words": words}
    return mail_texts.edit(template, language, values, by=by)


def post(cycle, reader):
    facts = {"cycle": cycle, "due_on": cycle.progress_due_on}
    [message] = outbox.post(REMINDER, to=[reader], **facts)
    return message


def typed(browser, page=PAGE, **changed):
    form = browser.get(page).context["form"]
    values = {"subject": "", "body": "", "words": "", "version": form.shared.token}
    return browser.post(page, values | changed)


# What a mail says ----------------------------------------------------------------------------


def test_a_mail_goes_out_as_it_was_written_with_its_facts(secretariat, person, cycle):
    write(secretariat, subject="{{ cycle }}: {record}", words="Yours, {site}")

    mail = post(cycle, person)

    address = f"{settings.SITE_URL}{cycle.get_absolute_url()}"
    assert mail.subject == "Example cycle: Example cycle"
    assert mail.body.startswith(f"Dear colleague {person.name},\n\nExample cycle ends on ")
    assert address in mail.body
    assert mail.body.endswith(f"Yours, {settings.SITE_URL}\n")
    assert "has not arrived yet" not in mail.body


def test_each_language_has_a_text_of_its_own(secretariat, person, cycle):
    reader = UserFactory.create(language="fr")
    before = post(cycle, reader)
    write(secretariat)

    mail = post(cycle, reader)

    assert (mail.subject, mail.body) == (before.subject, before.body)


@pytest.mark.usefixtures("chinese_readers")
def test_a_chinese_mail_has_chinese_facts(secretariat, cycle):
    reader = UserFactory.create(language="zh-hans")
    write(secretariat, "{{ name }}：{{ due }}，{{ link }}", language="zh-hans")

    mail = post(cycle, reader)

    day = cycle.progress_due_on
    assert mail.body.startswith(f"{reader.name}：{day.year}年{day.month}月{day.day}日，")


def test_a_part_that_comes_and_goes_says_what_the_built_in_mail_says(secretariat, person):
    template = "partners/emails/letter_filed.txt"
    letter = LetterFactory.create(submitted=True)
    [built_in] = outbox.post(template, to=[person], letter=letter)
    whole = whole_mails.of(template, "en")
    text = whole_mails.parts_in(template, "en")[1]
    write(secretariat, f"As it is:\n{text}", template=template)

    [mail] = outbox.post(template, to=[person], letter=letter)

    assert whole.required == ["link"]
    assert mail.body == f"As it is:\n{built_in.body}"


def test_facts_are_never_taken_for_places(secretariat, person):
    cycle = CycleFactory.create(name="{{ link }} {name} {% now 'Y' %}")
    write(secretariat, subject="{{ cycle }} {record}")

    mail = post(cycle, person)

    assert mail.subject == "{{ link }} {name} {% now 'Y' %} {{ link }} {name} {% now 'Y' %}"
    assert "{{ link }} {name} {% now 'Y' %} ends on" in mail.body


def test_a_changed_built_in_text_goes_out_until_somebody_looks_at_it(
    as_user, secretariat, person, cycle
):
    built_in = post(cycle, person)
    own = write(secretariat, subject="Own: {{ cycle }}", words="Ours.")
    MailText.objects.filter(pk=own.pk).update(beside="0" * 64)
    browser = as_user(secretariat)

    changed = post(cycle, person)
    listed = browser.get(LIST, {"written": "on"}).content.decode()
    page = browser.get(PAGE).content.decode()
    typed(browser, subject="Own: {{ cycle }}", body=BODY)
    again = post(cycle, person)

    assert changed.subject == built_in.subject
    assert changed.body == f"{built_in.body.strip()}\n\nOurs.\n"
    assert "The built-in text changed since" in listed
    assert "Look at it again" in page
    assert "Dear colleague" in page
    assert "has not arrived yet" in page
    assert again.subject == "Own: Example cycle"


@pytest.mark.parametrize("body", ["{{ nobody }}", "{{ }}", "{{ cycle.pk }}"])
def test_a_place_that_vanished_holds_no_mail_up(secretariat, person, cycle, body):
    built_in = post(cycle, person)
    own = write(secretariat)
    MailText.objects.filter(pk=own.pk).update(body=body)

    mail = post(cycle, person)

    assert (mail.subject, mail.body) == (built_in.subject, built_in.body)


def test_the_hash_is_that_of_the_language():
    hashes = {whole_mails.fingerprint(REMINDER, code) for code in ("en", "zh-hans")}

    assert len(hashes) == 2


def test_a_paragraph_of_before_still_fits_its_english_template(secretariat):
    own = write(secretariat, body="", words="Ours.")
    own.beside = "ab5e" * 16
    is_other = own_words.is_outdated(own)
    source = outbox.get_template(REMINDER).template.source
    own.beside = own_words.hashlib.sha256(source.encode()).hexdigest()

    assert is_other
    assert not own_words.is_outdated(own)


# What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"body": f"{BODY} {{{{ nobody }}}}"}, "{{ nobody }}"),
        ({"body": f"{BODY} {{{{ cycle.pk }}}}"}, "{{ cycle.pk }}"),
        ({"body": f"{BODY} {{{{}}}}"}, "no place of this name"),
        ({"body": "Write to us by {{ due }}."}, "{{ link }}"),
        ({"body": "Write to us: {{ link }}"}, "{{ due }}"),
        ({"body": f"{BODY} {{% now 'Y' %}}"}, "neither instructions nor HTML"),
        ({"body": f"{BODY} <b>now</b>"}, "neither instructions nor HTML"),
        ({"body": f"{BODY} {'x' * 10001}"}, "too long"),
        ({"body": BODY, "subject": "{{ nobody }}"}, "{{ nobody }}"),
        ({"body": BODY, "subject": "{nobody}"}, "{nobody}"),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_stays_typed(
    as_user, secretariat, changed, said
):
    answer = typed(as_user(secretariat), **changed)

    assert answer.status_code == 422
    assert said in " ".join(str(answer.context["form"].errors.as_data()).split())
    assert answer.context["form"]["body"].value().replace("\r\n", "\n") == changed["body"]
    assert not MailText.objects.exists()


def test_a_required_place_may_stand_in_the_subject(secretariat):
    own = write(secretariat, "{{ link }}", subject="Until {{ due }}")

    assert own.body == "{{ link }}"


def test_only_officers_write_and_send_them(as_user, person, secretariat):
    own = write(secretariat)
    answer = as_user(person).post(PAGE, {"body": BODY, "send": "1"})

    assert answer.status_code == 403
    assert not permissions.can_mail_text_edit(person)
    with pytest.raises(RuleRefusedError):
        mail_texts.send_sample(own, by=person)
    assert not Message.objects.exists()


# The page ------------------------------------------------------------------------------------


def test_an_officer_starts_from_the_built_in_text_and_sends_an_example(
    as_user, secretariat
):
    browser = as_user(secretariat)
    shown = browser.get(PAGE)
    start = shown.context["form"]["body"].value()

    untouched = typed(browser, body=start)
    kept_nothing = not MailText.objects.exists()
    sent = typed(browser, body=BODY, subject="Own {{ cycle }}", send="1")
    sent_only = not MailText.objects.exists()
    saved = typed(browser, body=BODY)
    page = browser.get(PAGE).content.decode()
    out = typed(browser)

    mail = Message.objects.get(recipient=secretariat)
    assert "a report that you owe" in start
    assert "{{ due }}" in start
    assert "Must stay" in shown.content.decode()
    assert (untouched.status_code, saved.status_code, out.status_code) == (302, 302, 302)
    assert kept_nothing
    assert sent_only
    assert sent.status_code == 200
    assert "The example is on its way to you." in sent.content.decode()
    assert mail.subject == "Example: Own ___"
    assert "Dear colleague Example Reader" in mail.body
    assert "Dear colleague" in page
    assert MailText.objects.get().body == ""


def test_who_sends_many_examples_waits(secretariat):
    own = write(secretariat)
    for _time in range(mail_texts.TRIES.most):
        mail_texts.send_sample(own, by=secretariat)

    with pytest.raises(RuleRefusedError, match="wait an hour"):
        mail_texts.send_sample(own, by=secretariat)


def test_too_many_examples_are_said_on_the_page(as_user, secretariat):
    own = write(secretariat)
    for _time in range(mail_texts.TRIES.most):
        mail_texts.send_sample(own, by=secretariat)

    answer = typed(as_user(secretariat), body=BODY, send="1")

    assert answer.status_code == 200
    assert "wait an hour" in answer.content.decode()


def test_the_list_says_where_a_whole_text_stands(as_user, secretariat):
    write(secretariat)

    page = as_user(secretariat).get(LIST, {"written": "on"}).content.decode()

    assert "Whole text" in page
    assert "Codes and mails of the sign-in" in page


@pytest.mark.parametrize("template", sorted(kinds.KINDS))
@pytest.mark.parametrize("language", ["en", "zh-hans", "ar"])
def test_every_kind_of_mail_can_be_written_from_its_built_in_text(template, language):
    subject, body = whole_mails.parts_in(template, language)
    own = MailText(template=template, language=language, subject=subject[:200], body=body)
    values = {"subject": own.subject, "body": body, "words": ""}

    refusals = dict(mail_texts.refusals(template, language, values))
    example = mail_samples.preview(own)
    said = mail_samples.said_of(whole_mails.of(template, language))

    assert refusals == {}
    assert all(example)
    assert all(str(words) for _name, words, _said, _must in said)
