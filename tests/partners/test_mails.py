"""Every mail of partners, as its reader gets it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone, translation

from gmp_portal.notifications.models import Message
from gmp_portal.website.demo.sessions import as_before
from partners import emails
from partners.models import (
    InformationRequest,
    LetterLink,
    LetterNote,
    LetterOfIntent,
    MailedAnswer,
    Merge,
    PartnerInvitation,
    Question,
    SignatureRequest,
    SilenceQuestion,
)
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    CorrectionFactory,
    InformationRequestFactory,
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    PartnerInvitationFactory,
    PartnerStatementFactory,
    RepresentativeFactory,
)
from tests.mails import check_chinese, check_mail

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "partners" / "emails"
# What people wrote themselves stays as it is.
CONTENT = (
    "The letter names no contribution",
    "Please name the sample",
    "I lead the mercury programme",
    "It named the wrong organization",
    "The number of days was wrong",
    "We train miners",
    "Our programme ends",
    "We give forty working days of two specialists each year to train laboratories",
    "in measuring mercury in fish and in hair",
    "Example list of",
)


@pytest.fixture
def sender():
    return UserFactory(name="Sample Sender")


@pytest.fixture
def letter(sender):
    return LetterFactory(
        confirmed=True,
        sender=sender,
        organisation="Example Institute",
        reference="LOI-2026-0007",
        confirmation_reference="GMP-CONF-2026-0003",
        publish_due_on=date(2026, 12, 10),
        decline_reason="The letter names no contribution.",
    )


@pytest.fixture
def term():
    partner = PartnerFactory(name="Example Alliance")
    return RepresentativeFactory(partner=partner, person__name="Sample Speaker")


def of_letter(name):
    return lambda letter, by, **_other: getattr(emails, name)(letter, by=by)


def of_partner(name):
    return lambda term, by, **_other: getattr(emails, name)(term.partner, by=by)


def entries_merged(term, by, **_other):
    gone = PartnerFactory.create(name="Example Mercury Alliance")
    merge = Merge(kept=term.partner, gone=gone)
    emails.entries_merged(merge, [term.person], by=by)


def of_term(name):
    return lambda term, by, **_other: getattr(emails, name)(term, by=by)


def contact_asked(term, **_other):
    emails.contact_asked(term, None)


def contact_imported(term, **_other):
    term.consented_at, term.consent_source = timezone.now(), "Example list of 2015"
    emails.contact_imported(term)


def corrected(letter, by, **_other):
    reason = "The number of days was wrong."
    correction = CorrectionFactory.build(letter=letter, proposed_by=by, reason=reason)
    emails.letter_corrected(letter, correction, by=by)


def filed_letter(letter, by, **_other):
    letter.filed_by = by
    emails.letter_submitted(letter, by=by)


def taken_down(letter, by, **_other):
    emails.letter_taken_down(letter, "It named the wrong organization.", by=by)


def asked(letter, by, **_other):
    letter.status = LetterOfIntent.Status.INFO_REQUESTED
    with as_before(InformationRequest, Question):
        request = InformationRequestFactory(letter=letter, due_on=date(2026, 12, 31))
    emails.information_requested(letter, request, by=by)


def request_of(letter):
    letter.status = LetterOfIntent.Status.INFO_REQUESTED
    with as_before(InformationRequest, Question):
        return InformationRequestFactory(letter=letter, due_on=date(2026, 12, 31))


def more_time(letter, by, **_other):
    emails.more_time_given(letter, request_of(letter), by=by)


def questions_wait(letter, **_other):
    emails.questions_wait(letter, request_of(letter), None, is_late=True)


def note_of(letter, author, *, is_of_unep):
    return LetterNote(
        letter=letter, author=author, is_of_unep=is_of_unep, text="Please name the sample."
    )


def note_of_unep(letter, by, **_other):
    emails.note_written(note_of(letter, by, is_of_unep=True), by=by)


def note_of_sender(letter, **_other):
    author = letter.sender
    emails.note_written(note_of(letter, author, is_of_unep=False), by=author)


def mailed_answer_came(letter, **_other):
    emails.mailed_answer_came(MailedAnswer(pk=7, letter=letter, person=letter.sender))


def signature_request(letter):
    with as_before(SignatureRequest):
        return SignatureRequest.objects.create(
            letter=letter,
            name="Sample Signatory",
            email="signatory@example.org",
            entered_by=letter.sender,
            token_sha256="0" * 64,
            expires_at=datetime(2026, 12, 31, 12, tzinfo=UTC),
        )


def signature_asked(letter, **_other):
    emails.signature_asked(signature_request(letter), "sample-token")


def link_of(letter, purpose):
    with as_before(LetterLink):
        return LetterLink.objects.create(
            letter=letter,
            purpose=purpose,
            email="colleague@example.org",
            token_sha256=f"{len(purpose):064}",
            created_by=letter.sender,
            expires_at=datetime(2026, 12, 31, 12, tzinfo=UTC),
        )


def link_sent(purpose):
    return lambda letter, **_other: emails.letter_link_sent(
        link_of(letter, purpose), "sample-token"
    )


def link_accepted(letter, **_other):
    colleague = UserFactory(name="Sample Colleague")
    emails.letter_link_accepted(link_of(letter, "write"), by=colleague)


def signed_file_came(letter, **_other):
    emails.signed_file_came(link_of(letter, "upload"))


def draft_expires(letter, **_other):
    letter.updated_at = datetime(2026, 1, 31, 12, tzinfo=UTC)
    emails.draft_expires(letter, goes_at=datetime(2027, 1, 31, 12, tzinfo=UTC))


def contact_named(letter, by, **_other):
    letter.contact_email, letter.contact_name = "contact@example.org", "Sample Contact"
    letter.contact_is_public = True
    emails.letter_submitted(letter, by=by)


def signature_confirmed(letter, **_other):
    emails.signature_confirmed(signature_request(letter))


def join_asked(term, by, **_other):
    emails.join_asked(JoinRequestFactory(partner=term.partner, person=by), by=by)


def join_refused(term, by, **_other):
    person = UserFactory(name="Sample Asker")
    emails.join_refused(JoinRequestFactory(partner=term.partner, person=person), by=by)


def invitation_of(term, **traits):
    with as_before(PartnerInvitation):
        return PartnerInvitationFactory(
            partner=term.partner,
            email="colleague@example.org",
            invited_by=term.person,
            expires_at=datetime(2026, 12, 31, 12, tzinfo=UTC),
            **traits,
        )


def invited(letter, term, **_other):
    asked = invitation_of(term, language=letter.language)
    emails.partner_invitation_sent(asked, "sample-token")


def invitation_answered(status):
    def answer(term, **_other):
        colleague = UserFactory(name="Sample Colleague")
        moment = datetime(2026, 12, 1, 12, tzinfo=UTC)
        settled = {"status": status, "settled_by": colleague, "settled_at": moment}
        emails.partner_invitation_answered(invitation_of(term, **settled), by=colleague)

    return answer


def silence_asked(term, by, **_other):
    emails.silence_asked(question_to(term.partner), by=by)


def silence_answered(term, by, **_other):
    emails.silence_answered(question_to(term.partner), by=by)


def question_to(partner):
    return SilenceQuestion(
        pk=7, partner=partner, answer_by=date(2026, 12, 31), words="We train miners."
    )


def said(name, **kind):
    def post(term, by, **_other):
        day = None if kind else date(2026, 12, 31)
        statement = PartnerStatementFactory.build(
            partner=term.partner, said_by=by, leaves_on=day, **kind
        )
        getattr(emails, name)(statement, by=by)

    return post


# What is posted, and to whom: the sender, those who speak for the partner, the officers.
MAILS = {
    "contact_named": (contact_named, ["contact@example.org"]),
    "draft_expires": (draft_expires, ["Sample Sender"]),
    "letter_link_accepted": (link_accepted, ["Sample Sender"]),
    "letter_link_upload": (link_sent("upload"), ["colleague@example.org"]),
    "letter_link_write": (link_sent("write"), ["colleague@example.org"]),
    "signed_file_came": (signed_file_came, ["Sample Sender"]),
    "decline_proposed": (of_letter("decline_proposed"), ["Sample Officer"]),
    "information_requested": (asked, ["Sample Sender"]),
    "join_asked": (join_asked, ["Sample Speaker"]),
    "join_refused": (join_refused, ["Sample Asker"]),
    "letter_ready": (of_letter("letter_ready"), ["Sample Officer"]),
    "mailed_answer": (mailed_answer_came, ["Sample Sender"]),
    "more_time_given": (more_time, ["Sample Sender"]),
    "note_of_sender": (note_of_sender, ["Sample Officer", "Second Sample Officer"]),
    "note_of_unep": (note_of_unep, ["Sample Sender"]),
    "questions_wait": (questions_wait, ["Sample Sender"]),
    "letter_answered": (of_letter("letter_answered"), ["Sample Officer"]),
    "letter_confirmed": (of_letter("letter_confirmed"), ["Sample Sender"]),
    "letter_declined": (of_letter("letter_declined"), ["Sample Sender"]),
    "letter_published": (of_letter("letter_published"), ["Sample Sender"]),
    "letter_postponed": (of_letter("letter_postponed"), ["Sample Sender"]),
    "letter_corrected": (corrected, ["Sample Sender"]),
    "letter_taken_down": (taken_down, ["Sample Sender"]),
    "letter_received": (of_letter("letter_submitted"), ["Sample Sender"]),
    "letter_filed": (filed_letter, ["Sample Sender"]),
    "letter_submitted": (of_letter("letter_submitted"), ["Sample Officer"]),
    "letter_withdrawn": (of_letter("letter_withdrawn"), ["Sample Officer"]),
    "partner_deactivated": (of_partner("partner_deactivated"), ["Sample Speaker"]),
    "silence_asked": (silence_asked, ["Sample Speaker"]),
    "silence_answered": (silence_answered, ["Sample Officer", "Sample Speaker"]),
    "leaving_said": (said("leaving_said"), ["Sample Officer", "Sample Speaker"]),
    "return_said": (
        said("return_said", returns=True),
        ["Sample Officer", "Sample Speaker"],
    ),
    "statement_taken_back": (
        said("statement_taken_back"),
        ["Sample Officer", "Sample Speaker"],
    ),
    "entries_merged": (entries_merged, ["Sample Speaker"]),
    "partner_reactivated": (of_partner("partner_reactivated"), ["Sample Speaker"]),
    "partner_withdrew": (
        of_partner("partner_withdrew"),
        ["Sample Officer", "Sample Speaker"],
    ),
    "partner_invitation": (invited, ["colleague@example.org"]),
    "partner_invitation_accepted": (invitation_answered("accepted"), ["Sample Speaker"]),
    "partner_invitation_declined": (invitation_answered("declined"), ["Sample Speaker"]),
    "representative_appointed": (of_term("representative_appointed"), ["Sample Speaker"]),
    "signature_asked": (signature_asked, ["signatory@example.org"]),
    "signature_confirmed": (signature_confirmed, ["Sample Sender"]),
    "representative_ended": (of_term("representative_ended"), ["Sample Speaker"]),
    "contact_asked": (contact_asked, ["Sample Speaker"]),
    "contact_imported": (contact_imported, ["Sample Speaker"]),
}


def test_every_mail_has_a_text_to_compare_with():
    assert sorted(MAILS) == sorted(path.stem for path in TEMPLATES.glob("*.txt"))


@pytest.mark.usefixtures("either_text")
@pytest.mark.parametrize("name", MAILS)
def test_a_mail_reads_as_it_did(name, letter, term, secretariat, second_officer):
    post, readers = MAILS[name]
    Message.objects.all().delete()
    by = second_officer
    # Only officers of today are told, and nobody who was once.
    letter.confirmed_by.secretariatterms.all().delete()
    RepresentativeFactory(partner=term.partner, period=(date(2024, 1, 1), date(2024, 2, 1)))

    post(letter=letter, term=term, by=by)

    messages = Message.objects.filter(template=f"partners/emails/{name}.txt")
    told = messages.order_by("recipient__name").select_related("recipient")
    names = [getattr(message.recipient, "name", message.address) for message in told]
    assert names == readers
    check_mail("partners", name, told[0].subject, told[0].body)


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_to_a_chinese_reader_is_chinese(
    chinese_readers, name, letter, term, second_officer
):
    post, _readers = MAILS[name]
    Message.objects.all().delete()
    letter.language = "zh-hans"

    post(letter=letter, term=term, by=second_officer)

    mails = Message.objects.values_list("subject", "body")
    check_chinese(*("\n".join(mail) for mail in mails), content=CONTENT)


@pytest.mark.parametrize(
    "name", ["signature_asked", "letter_link_write", "letter_link_upload"]
)
def test_a_link_to_somebody_without_an_account_leads_to_a_page_in_the_language_of_the_mail(
    name, letter, term, second_officer
):
    post, _readers = MAILS[name]
    Message.objects.all().delete()
    letter.language = "zh-hans"

    with translation.override("en"):
        post(letter=letter, term=term, by=second_officer)

    assert "/zh-hans/" in Message.objects.get().body
