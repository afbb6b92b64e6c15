"""An answer by e-mail becomes a draft, and its writer sends it (N19)."""

import re

import pytest
from django.urls import reverse

from gmp_portal.accounts.models import SecretariatTerm
from gmp_portal.documents.models import Document
from gmp_portal.incoming import keeping
from gmp_portal.incoming.models import IncomingMail
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import RuleRefusedError
from partners.actions import letter_decisions, letter_notes, letters, mailed_answers
from partners.models import MailedAnswer
from partners.reading import mailed_text
from tests.acts.scene import PAST
from tests.documents.samples import plain_pdf
from tests.factories.accounts import UserFactory
from tests.factories.partners import LetterFactory, mailed_answer
from tests.incoming.samples import ADDRESS, answer

pytestmark = pytest.mark.django_db
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
    from gmp_portal import dates  # noqa: PLC0415 read where it is used

    return dates.today().replace(year=dates.today().year + 1, day=1)


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


def test_its_writer_sends_it_as_answers_with_its_files(letter, as_user):
    mailed = came(files=[("Budget.pdf", plain_pdf())])
    client, url = as_user(letter.sender), mailed.get_absolute_url()
    page = client.get(url).text
    typed = dict(re.findall(r'<textarea name="(answer_\d+)"[^>]*>\s*([^<]*)', page))

    client.post(url, typed | {"answers": "1"})

    letter.refresh_from_db()
    [request] = letter.requests.all()
    assert [question.answer for question in request.questions.all()] == [
        "Our director signs.\nShe travels.",
        "The core budget.",
    ]
    assert letter.status == "answered"
    assert letter.attachments.get().document.name == "Budget.pdf"
    mailed.refresh_from_db()
    assert mailed.outcome == "answers"


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
    assert again.status_code == 409
    with pytest.raises(RuleRefusedError, match="waits no more"):
        mailed_answers.drop(mailed, by=letter.sender)


def test_an_answer_left_empty_is_asked_for_and_nothing_is_lost(letter, as_user):
    mailed = came()
    names = [f"answer_{each.pk}" for each in letter.open_request.questions.all()]

    response = as_user(letter.sender).post(
        mailed.get_absolute_url(), {names[0]: "My words.", names[1]: "", "answers": "1"}
    )

    assert response.status_code == 422
    assert "My words." in response.text
    assert MailedAnswer.objects.get().is_open


def test_answers_to_questions_that_wait_no_more_are_refused(letter, as_user):
    mailed = came()
    request = letter.requests.get()
    said = {question.pk: "Said on the page." for question in request.questions.all()}
    letter.refresh_from_db()
    letters.answer(letter, said, by=letter.sender)
    client, url = as_user(letter.sender), mailed.get_absolute_url()

    assert "As answers to the questions" not in client.get(url).text
    assert client.post(url, {"answers": "1"}).status_code == 409


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
        ("", []),
    ],
)
def test_a_text_is_divided_by_its_numbers(letter, text, said):
    questions = list(letter.open_request.questions.all())

    parts = mailed_text.answers(text, questions)

    assert [parts.get(each.pk, "") for each in questions[: len(said)]] == said
    assert mailed_text.answers(text, []) == {}
