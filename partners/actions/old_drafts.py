"""Drafts of letters that nobody goes on with: their senders are told, then they go (R-31)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger, rulebook
from partners import emails
from partners.actions import letters
from partners.acts import Act
from partners.models import LetterOfIntent

RULE = "R-31"


def kept_for() -> timedelta:
    """How long a draft is kept after it was saved last."""
    return timedelta(days=rulebook.value(RULE)["days"])


def told_after() -> timedelta:
    """After how long its sender is told that it will go."""
    return kept_for() - timedelta(days=rulebook.value(RULE)["warning_days"])


@transaction.atomic
def tell(letter: LetterOfIntent) -> None:
    """Tell the sender that the draft will be deleted, once for each time it grew old (R-31)."""
    letter.lock()
    if not _is_older_than(letter, told_after()) or _is_told(letter):
        return
    letter.expiry_told_at = timezone.now()
    letter.save(update_fields=["expiry_told_at"])
    days = rulebook.value(RULE)["warning_days"]
    goes_at = max(letter.updated_at + kept_for(), timezone.now() + timedelta(days=days))
    emails.draft_expires(letter, goes_at=goes_at)


@transaction.atomic
def delete(letter: LetterOfIntent) -> None:
    """Delete a draft whose time is over, with everything that was typed into it (R-31)."""
    letter.lock()
    if not _is_older_than(letter, kept_for()) or not _is_told(letter):
        return
    ledger.record(Act.LETTER_EXPIRED, letter, by=None, from_=letter.status)
    letters.forget(letter)


def _is_older_than(letter: LetterOfIntent, age: timedelta) -> bool:
    return letter.is_draft and letter.updated_at < timezone.now() - age


def _is_told(letter: LetterOfIntent) -> bool:
    return letter.expiry_told_at is not None and letter.expiry_told_at > letter.updated_at
