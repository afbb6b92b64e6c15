"""What sender and secretariat write to each other about a letter, and officers for themselves."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from partners import emails, not_now, permissions
from partners.acts import Act
from partners.models import LetterNote, LetterOfIntent, NoteFile

Audience, Way = LetterNote.Audience, LetterNote.Way
# A second click within this time is no second message.
MOMENT = timedelta(minutes=2)


@transaction.atomic
def write(
    letter: LetterOfIntent,
    text: str,
    *,
    way: str = Way.PAGE,
    documents: Sequence[Document] = (),
    by: User,
) -> LetterNote:
    """Write to the other side: the sender to UNEP, or UNEP to the sender (A1-2d)."""
    letter.lock()
    _refuse_draft(letter)
    if (same := _just_written(letter, Audience.BOTH, text, by)) is not None:
        return same
    note = LetterNote.objects.create(
        letter=letter,
        author=by,
        audience=Audience.BOTH,
        is_of_unep=permissions.speaks_for_unep(by, letter),
        way=way,
        text=text.strip(),
    )
    NoteFile.objects.bulk_create(
        NoteFile(note=note, document=document) for document in documents
    )
    ledger.record(Act.LETTER_NOTE_SENT, letter, by=by)
    emails.note_written(note, by=by)
    return note


@transaction.atomic
def keep(letter: LetterOfIntent, text: str, *, by: User) -> LetterNote:
    """Keep a note that the secretariat alone reads, ever (A1-2e)."""
    letter.lock()
    if refusal := permissions.refusal_to_decide(by, letter):
        raise refusal
    _refuse_draft(letter)
    if (same := _just_written(letter, Audience.SECRETARIAT, text, by)) is not None:
        return same
    note = LetterNote.objects.create(
        letter=letter,
        author=by,
        audience=Audience.SECRETARIAT,
        is_of_unep=True,
        text=text.strip(),
    )
    ledger.record(Act.LETTER_NOTE_KEPT, letter, by=by)
    return note


def _refuse_draft(letter: LetterOfIntent) -> None:
    if letter.is_draft:
        raise not_now.why_no_note(letter)


def _just_written(
    letter: LetterOfIntent, audience: str, text: str, by: User
) -> LetterNote | None:
    same = letter.notes.filter(author=by, audience=audience, text=text.strip())
    return same.filter(written_at__gt=timezone.now() - MOMENT).first()
