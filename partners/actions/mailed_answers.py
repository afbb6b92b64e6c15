"""Answers that came by mail: drafts that their writer sends, as answers or as a message (N19)."""

from django.db import transaction
from django.utils import timezone

from gmp_portal.accounts.models import User
from gmp_portal.incoming.models import IncomingMail
from partners import emails, not_now, permissions
from partners.actions import letter_notes, letters
from partners.models import LetterNote, LetterOfIntent, MailedAnswer
from partners.reading import mailed_text

Outcome = MailedAnswer.Outcome


def take(mail: IncomingMail, key: str) -> None:
    """Keep the mail as a draft of the person whose address the portal wrote to (N19).

    ``key`` names the letter and, where questions were asked, the request: ``12:34``.
    """
    letter_key, _colon, request_key = key.partition(":")
    letter = LetterOfIntent.objects.get(pk=letter_key)
    person = mail.person
    if person is None or not permissions.can_write(person, letter):
        raise not_now.why_no_answer_by_mail()
    asked = letter.requests.filter(pk=request_key).first() if request_key else None
    kept, is_new = MailedAnswer.objects.get_or_create(
        mail=mail, defaults={"letter": letter, "person": person, "request": asked}
    )
    if is_new:
        emails.mailed_answer_came(kept)


def is_own(officer: User, key: str) -> bool:
    """Whether the letter is of an organization of this officer's own (R-06)."""
    letter = LetterOfIntent.objects.filter(pk=key.partition(":")[0]).first()
    return letter is not None and permissions.is_own(officer, letter)


@transaction.atomic
def use_for_answers(mailed: MailedAnswer, *, by: User) -> None:
    """Put what came by mail into the answers that are being written, behind what stands there.

    They are sent from their own page; the files of the mail go with them then, and no sooner.
    """
    _hold(mailed)
    asked = mailed.letter.requests.filter(answered_at__isnull=True).first()
    if asked is None or not mailed.fits(asked):
        raise not_now.why_other_questions(mailed.letter)
    questions = list(asked.questions.all())
    said = mailed_text.answers(mailed.mail.text, questions)
    kept = {
        each.pk: mailed_text.joined(each.answer, said[each.pk])
        for each in questions
        if each.pk in said
    }
    letters.keep_answers(mailed.letter, kept, by=by)
    mailed.request = asked
    _settle(mailed, Outcome.ANSWERS)


@transaction.atomic
def send_message(mailed: MailedAnswer, text: str, *, by: User) -> None:
    """Write to the other side what came by mail, as its writer left it, with its files (A1-2d)."""
    _hold(mailed)
    letter_notes.write(
        mailed.letter, text, way=LetterNote.Way.MAIL, documents=mailed.mail.documents, by=by
    )
    _settle(mailed, Outcome.MESSAGE)


@transaction.atomic
def drop(mailed: MailedAnswer, *, by: User) -> None:
    """Let it be; it stays among the mails that came, and nobody reads it as an answer."""
    _hold(mailed)
    _settle(mailed, Outcome.DROPPED)


def _hold(mailed: MailedAnswer) -> None:
    mailed.letter.lock()
    mailed.lock()
    if not mailed.is_open:
        raise not_now.why_mail_settled()


def _settle(mailed: MailedAnswer, outcome: str) -> None:
    mailed.settled_at, mailed.outcome = timezone.now(), outcome
    mailed.save(update_fields=["settled_at", "outcome", "request"])
