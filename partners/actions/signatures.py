"""How somebody signs a letter whose name another person typed (A1-2c-1, R-21)."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import limits
from gmp_portal.accounts.limits import Limit
from gmp_portal.accounts.models import User
from partners import emails, not_now
from partners.acts import Act
from partners.models import LetterOfIntent, SignatureRequest


def ask(letter: LetterOfIntent, *, by: User) -> None:
    """Ask the signatory by mail, where somebody else typed the name; a part of sending."""
    if not letter.is_typed_for_another:
        return
    request = SignatureRequest(
        letter=letter, name=letter.signatory, email=letter.signatory_address, entered_by=by
    )
    _send(request, by=by)


@transaction.atomic
def ask_again(request: SignatureRequest, *, by: User) -> None:
    """Send another link, by which the one before works no more (R-21)."""
    request.lock()
    if request.confirmed_at is not None:
        raise not_now.why_signed_already()
    _send(request, by=by)


def _send(request: SignatureRequest, *, by: User) -> None:
    # The address is whatever somebody typed: nobody is to be flooded from here.
    few = Limit(rulebook.value("R-24")["mails"], timedelta(hours=1))
    if not limits.take(f"mail:signature:{request.email.lower()}", few):
        raise not_now.why_links_were_sent()
    token = secrets.token_urlsafe(32)
    request.token_sha256 = digest(token)
    request.expires_at = timezone.now() + timedelta(days=int(rulebook.value("R-21")))
    changed = ["token_sha256", "expires_at"] if request.pk else None
    request.save(update_fields=changed)
    ledger.record(Act.LETTER_SIGNATURE_ASKED, request.letter, by=by)
    emails.signature_asked(request, token)


@transaction.atomic
def confirm(request: SignatureRequest) -> None:
    """Say as the signatory, who needs no account, that the signature is one's own (R-21)."""
    request.lock()
    if request.confirmed_at is not None:
        raise not_now.why_signed_already()
    if request.has_expired or not request.letter.awaits_signatory():
        raise not_now.why_link_expired()
    request.confirmed_at = timezone.now()
    request.save(update_fields=["confirmed_at"])
    ledger.record(Act.LETTER_SIGNED, request.letter, by=None)
    emails.signature_confirmed(request)


def digest(token: str) -> str:
    """What is kept of a link: nobody who reads the database can follow it."""
    return hashlib.sha256(token.encode()).hexdigest()
