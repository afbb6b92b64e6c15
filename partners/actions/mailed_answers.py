"""Answers that came by mail: drafts that their writer sends, as answers or as a message (N19)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from gmp_portal.accounts.models import User
from gmp_portal.incoming.models import IncomingMail
from partners import emails, not_now, permissions
from partners.actions import letter_notes, letters
from partners.models import LetterNote, LetterOfIntent, MailedAnswer

Outcome = MailedAnswer.Outcome


def take(mail: IncomingMail, key: str) -> None:
    """Keep the mail as a draft of the person whose address the portal wrote to (N19)."""
    letter = LetterOfIntent.objects.get(pk=key)
    person = mail.person
    if person is None or not permissions.can_write(person, letter):
        raise not_now.why_no_answer_by_mail()
    kept, is_new = MailedAnswer.objects.get_or_create(
        mail=mail, defaults={"letter": letter, "person": person}
    )
    if is_new:
        emails.mailed_answer_came(kept)


@transaction.atomic
def send_answers(mailed: MailedAnswer, answers: Mapping[int, str], *, by: User) -> None:
    """Answer the open questions of UNEP with what came by mail, as its writer left it (A1-2d)."""
    _hold(mailed)
    # The files go with the answers, and no sooner: until now nobody else could see them.
    for document in mailed.mail.documents:
        letters.attach(mailed.letter, document, by=by)
    letters.answer(mailed.letter, answers, by=by)
    _settle(mailed, Outcome.ANSWERS)


@transaction.atomic
def send_message(mailed: MailedAnswer, text: str, *, by: User) -> None:
    """Write to the other side what came by mail, as its writer left it (A1-2d)."""
    _hold(mailed)
    letter_notes.write(mailed.letter, text, way=LetterNote.Way.MAIL, by=by)
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
    mailed.save(update_fields=["settled_at", "outcome"])
