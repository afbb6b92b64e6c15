"""An answer by e-mail becomes a draft, and its writer sends it (N19)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gmp_portal import dates
from gmp_portal.accounts.models import SecretariatTerm
from gmp_portal.documents.models import Document
from gmp_portal.incoming import keeping
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from partners.actions import letter_decisions, letter_notes, letters, mailed_answers
from partners.models import LetterOfIntent, MailedAnswer
from partners.reading import mailed_text
from tests.acts.scene import PAST
from tests.documents.samples import plain_pdf
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
    mailed_answer,
)
from tests.forms import send
from tests.incoming.samples import ADDRESS, answer

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
TEXTAREA = r'<textarea name="(answer_\d+)"[^>]*>\s*([^<]*)'
ANSWERED = "1. Our director signs.\nShe travels.\n\n2) The core budget.\n"


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.REPLY_ADDRESS = ADDRESS


@pytest.fixture
def letter(secretariat):
    letter = LetterFactory.create(submitted=True)
    letter_decisions.request_information(
        letter, ["Who signs?", "Which budget?"], due_on=letter_day(), by=secretariat
    )
    return letter


def letter_day():
    return dates.today() + WEEK


def url_of_answers(letter):
    return reverse("partners:letter_answer", args=[letter.key])


def asked_by_mail():
    return Message.objects.get(template="partners/emails/information_requested.txt")


def came(text=ANSWERED, **more):
    keeping.keep(answer(asked_by_mail(), text, **more))
    return MailedAnswer.objects.get()


def test_an_answer_by_mail_waits_for_its_writer(letter, as_user, secretariat):
    mailed = came()

    told = Message.objects.get(template="partners/emails/mailed_answer.txt")
    client = as_user(letter.sender)
    page = client.get(mailed.get_absolute_url()).text
    assert mailed.get_absolute_url() in told.body
    assert mailed.get_absolute_url() in client.get(reverse("website:my")).text
    assert "Our director signs." in page
    assert "simply answer this mail" in asked_by_mail().body
    letter.refresh_from_db()
    assert letter.status == "info_requested"
    officer = as_user(secretariat).get(letter.get_absolute_url()).text
    assert "Our director signs." not in officer


def test_its_writer_puts_it_into_the_answers_and_sends_them_with_its_files(
    letter, as_user, secretariat
):
    mailed = came(files=[("Budget.pdf", plain_pdf())])
    client, page = as_user(letter.sender), url_of_answers(letter)

    put = client.post(mailed.get_absolute_url(), {"answers": "1"})
    letter.refresh_from_db()
    assert (put.url, letter.status) == (page, "info_requested")
    assert "Budget.pdf" in client.get(page).text
    assert not letter.attachments.exists()
    typed = dict(re.findall(TEXTAREA, client.get(page).text))
    send(client, page, typed)

    letter.refresh_from_db()
    [request] = letter.requests.all()
    assert [question.answer for question in request.questions.all()] == [
        "Our director signs.\nShe travels.",
        "The core budget.",
    ]
    assert letter.status == "answered"
    assert letter.attachments.get().document.name == "Budget.pdf"
    mailed.refresh_from_db()
    assert (mailed.outcome, mailed.request) == ("answers", request)


def test_what_was_kept_on_the_page_stays_before_what_came_by_mail(letter, as_user):
    first, _second = letter.open_request.questions.all()
    letters.keep_answers(letter, {first.pk: "Kept on the page."}, by=letter.sender)

    mailed_answers.use_for_answers(came(), by=letter.sender)

    first.refresh_from_db()
    assert first.answer == "Kept on the page.\nOur director signs.\nShe travels."


def test_a_mail_about_questions_of_before_is_no_answer_to_the_next_ones(
    letter, as_user, secretariat
):
    mailed = came()
    letter.refresh_from_db()
    said = {question.pk: "On the page." for question in letter.open_request.questions.all()}
    letters.answer(letter, said, by=letter.sender)
    letter_decisions.request_information(
        letter, ["In which country?"], due_on=letter_day(), by=secretariat
    )
    client = as_user(letter.sender)

    page = client.get(mailed.get_absolute_url()).text
    pressed = client.post(mailed.get_absolute_url(), {"answers": "1"})

    assert "The questions that it answers wait no more" in page
    assert "Put it into the answers" not in page
    assert pressed.status_code == 409
    assert LetterOfIntent.objects.get().open_request.questions.get().answer == ""


def test_a_mail_about_a_message_answers_the_questions_that_its_writer_could_read(letter):
    before = mailed_answer(letter, "An old word.", came_at=timezone.now() - WEEK)
    after = mailed_answer(letter, "A new word.")

    assert (before.fits(letter.open_request), after.fits(letter.open_request)) == (
        False,
        True,
    )


def test_a_mail_that_waits_is_told_where_one_would_answer(letter, as_user):
    mailed = came()
    client = as_user(letter.sender)

    for url in (letter.get_absolute_url(), url_of_answers(letter)):
        assert mailed.get_absolute_url() in client.get(url).text


def test_files_of_a_message_go_with_it(letter, as_user, secretariat):
    mailed = came("See the file.", files=[("Plants.pdf", plain_pdf())])

    as_user(letter.sender).post(
        mailed.get_absolute_url(), {"text": "See the file.", "message": "1"}
    )

    officer = as_user(secretariat)
    url = Document.objects.get(name="Plants.pdf").get_absolute_url()
    assert url in officer.get(letter.get_absolute_url()).text
    assert b"".join(officer.get(url).streaming_content).startswith(b"%PDF-")


def test_an_officer_reads_the_files_of_a_mail_that_waits(letter, as_user, secretariat):
    stranger = "Somebody <somebody@example.net>"
    keeping.keep(
        answer(asked_by_mail(), sender=stranger, files=[("Plants.pdf", plain_pdf())])
    )
    url = Document.objects.get(name="Plants.pdf").get_absolute_url()

    assert b"".join(as_user(secretariat).get(url).streaming_content).startswith(b"%PDF-")
    assert as_user(letter.sender).get(url).status_code == 404


def test_nobody_decides_on_a_mail_about_an_organization_of_the_own(
    letter, as_user, second_officer
):
    partner = PartnerFactory.create(name=letter.organisation, country=letter.country)
    RepresentativeFactory.create(partner=partner, person=second_officer)
    sent = answer(asked_by_mail(), "A secret.", sender="Somebody <somebody@example.net>")
    mail = keeping.keep(sent)
    client = as_user(second_officer)

    page = client.get(reverse("website:held_mail_list")).text
    pressed = client.post(reverse("website:held_mail_accept", args=[mail.pk]))

    assert "A mail about an organization of your own" in page
    assert "A secret." not in page
    assert (pressed.status_code, MailedAnswer.objects.count()) == (403, 0)


def test_its_files_are_read_by_its_writer_alone_until_then(letter, as_user, secretariat):
    came(files=[("Budget.pdf", plain_pdf())])
    url = Document.objects.get(name="Budget.pdf").get_absolute_url()

    own = as_user(letter.sender).get(url)
    assert b"".join(own.streaming_content).startswith(b"%PDF-")
    assert as_user(secretariat).get(url).status_code == 404


def test_it_is_sent_as_a_message_instead(letter, as_user):
    mailed = came("We need two weeks more.")
    client, url = as_user(letter.sender), mailed.get_absolute_url()

    client.post(url, {"text": "We need two weeks more.", "message": "1"})

    [note] = letter.notes.all()
    letter.refresh_from_db()
    assert (note.way, note.text) == ("mail", "We need two weeks more.")
    assert letter.status == "info_requested"
    assert "by e-mail" in client.get(letter.get_absolute_url()).text


def test_its_writer_lets_it_be(letter, as_user):
    mailed = came()
    client, url = as_user(letter.sender), mailed.get_absolute_url()

    client.post(url, {"drop": "1"})

    mailed.refresh_from_db()
    assert (mailed.outcome, letter.notes.count()) == ("dropped", 0)
    again = client.post(url, {"message": "1", "text": "A word."})
    assert (again.status_code, "A word." in again.text) == (409, True)
    assert client.get(url).status_code == 302
    with pytest.raises(RuleRefusedError, match="waits no more"):
        mailed_answers.drop(mailed, by=letter.sender)


def test_answers_to_questions_that_wait_no_more_are_refused(letter, as_user):
    mailed = came()
    request = letter.requests.get()
    said = {question.pk: "Said on the page." for question in request.questions.all()}
    letter.refresh_from_db()
    letters.answer(letter, said, by=letter.sender)
    client, url = as_user(letter.sender), mailed.get_absolute_url()

    assert "As answers to the questions" not in client.get(url).text
    client.post(url, {"answers": "1"})
    with pytest.raises(RuleRefusedError, match="questions"):
        mailed_answers.use_for_answers(mailed, by=letter.sender)

    assert MailedAnswer.objects.get().is_open


def test_nobody_else_opens_it(letter, as_user, secretariat):
    url = came().get_absolute_url()

    assert as_user(secretariat).get(url).status_code == 404
    assert as_user(UserFactory.create()).get(url).status_code == 404


def test_a_press_of_no_button_does_nothing(letter, as_user):
    mailed = came()

    response = as_user(letter.sender).post(mailed.get_absolute_url(), {})

    assert response.status_code == 422
    assert MailedAnswer.objects.get().is_open


def test_a_mail_about_a_letter_that_its_writer_may_not_write_about_waits(letter):
    officer = UserFactory.create(officer=True)
    letter_notes.write(letter, "A word.", by=letter.sender)
    written = Message.objects.get(
        template__endswith="note_of_sender.txt", recipient=officer
    )
    SecretariatTerm.objects.filter(person=officer).update(period=PAST)

    keeping.keep(answer(written))

    mail = IncomingMail.objects.get()
    assert (mail.state, mail.why) == ("held", "refused")
    assert not MailedAnswer.objects.exists()


def test_what_came_by_mail_says_whose_and_about_what():
    letter = LetterFactory.create(submitted=True)

    assert str(letter.sender) in str(mailed_answer(letter, "A word."))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Only one.", ["Only one."]),
        ("Hello,\n1. A\n2. B", ["Hello,\nA", "B"]),
        ("2. B\n1. A", ["A", "B"]),
        ("Question 2: B", ["", "B"]),
        ("1\u3001\u7532\n2\uff1a\u4e59", ["\u7532", "\u4e59"]),
        ("In 2026. we paid 12. instalments", ["In 2026. we paid 12. instalments"]),
        ("1.5 tonnes per year", ["1.5 tonnes per year"]),
        ("About 2.5 million\n1.1.2027 we begin", ["About 2.5 million\n1.1.2027 we begin"]),
        ("Phase 1: A\nSection 2: B", ["Phase 1: A\nSection 2: B"]),
        ("(1) A\n[2] B", ["A", "B"]),
        ("Q1 - A\n#2: B", ["A", "B"]),
        ("1) A\n1) again\n2) B", ["A\n1) again", "B"]),
        ("\u95ee\u98981\uff1a\u7532\n\u7b2c2\u9898\uff1a\u4e59", ["\u7532", "\u4e59"]),
        ("\u0627\u0644\u0633\u0624\u0627\u0644 2: \u0628", ["", "\u0628"]),
        ("1. \n2. B", ["", "B"]),
        ("", []),
    ],
)
def test_a_text_is_divided_by_its_numbers(letter, text, said):
    questions = list(letter.open_request.questions.all())

    parts = mailed_text.answers(text, questions)

    assert [parts.get(each.pk, "") for each in questions[: len(said)]] == said
    assert mailed_text.answers(text, []) == {}
