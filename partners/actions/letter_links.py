"""Links by which a colleague helps with a draft: one purpose, a last day, taken back (R-32)."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import limits
from gmp_portal.accounts.limits import Limit
from gmp_portal.accounts.models import User
from gmp_portal.documents import files
from gmp_portal.documents.checks import Checked
from gmp_portal.workflow import RuleRefusedError
from partners import emails, file_access, not_now
from partners.actions import letters
from partners.actions.signatures import digest
from partners.acts import Act
from partners.models import LetterLink, LetterOfIntent

RULE = "R-32"
HOUR = timedelta(hours=1)


@transaction.atomic
def send(letter: LetterOfIntent, *, email: str, purpose: str, by: User) -> LetterLink:
    """Send a colleague a link to the draft; the one sent before works no more (R-32)."""
    letter.lock()
    letters.only_a_draft(letter)
    rule, address = rulebook.value(RULE), email.lower()
    if letter.sender.has_address(address):
        refusal = _("This is your own address: you write this letter already.")
        raise RuleRefusedError(refusal, clause=RULE, status=422)
    if not letter.organisation:
        refusal = _("Enter the name of your organization first: the mail names it.")
        raise RuleRefusedError(refusal, clause=RULE, status=422)
    _drop_earlier(letter, address, purpose, by=by)
    if letter.links.standing().count() >= rule["links"]:
        refusal = _(
            "A letter has at most %(links)d links at a time: take one of them back first."
        )
        raise RuleRefusedError(
            refusal, clause=RULE, status=422, params={"links": rule["links"]}
        )
    # The address is whatever somebody typed: nobody is to be flooded from here.
    few = Limit(rulebook.value("R-24")["mails"], HOUR)
    if not limits.take(f"mail:letter-link:{address}", few):
        raise not_now.why_enough_links()
    token = secrets.token_urlsafe(32)
    link = LetterLink.objects.create(
        letter=letter,
        purpose=purpose,
        email=address,
        token_sha256=digest(token),
        created_by=by,
        expires_at=timezone.now() + timedelta(days=rule["days"]),
    )
    ledger.record(Act.LETTER_LINK_SENT, letter, by=by, link=link.pk, purpose=purpose)
    if purpose == LetterLink.Purpose.UPLOAD:
        # Whoever has it signed prints it from the page of the link.
        letters.ask_for_paper(letter, by=by)
    emails.letter_link_sent(link, token)
    return link


def _drop_earlier(letter: LetterOfIntent, address: str, purpose: str, *, by: User) -> None:
    for earlier in letter.links.standing().filter(email=address, purpose=purpose):
        _end(earlier, by=by)


@transaction.atomic
def revoke(link: LetterLink, *, by: User) -> None:
    """Take a link back: it works no more, and whoever wrote by it writes no more (R-32)."""
    link.lock()
    if link.revoked_at is not None:
        # Pressed twice, it is taken back once.
        return
    _end(link, by=by)


def _end(link: LetterLink, *, by: User) -> None:
    link.revoked_at, link.revoked_by = timezone.now(), by
    link.save(update_fields=["revoked_at", "revoked_by"])
    ledger.record(Act.LETTER_LINK_REVOKED, link.letter, by=by, link=link.pk)


@transaction.atomic
def accept(link: LetterLink, *, by: User) -> None:
    """Write the draft from now on, as the colleague whom the sender asked (R-32)."""
    link.letter.lock()
    link.lock()
    if link.accepted_by_id == by.pk and link.revoked_at is None:
        return
    _refuse_closed(link, LetterLink.Purpose.WRITE)
    refuse_others(link, by)
    link.accepted_at, link.accepted_by = timezone.now(), by
    link.save(update_fields=["accepted_at", "accepted_by"])
    ledger.record(Act.LETTER_LINK_ACCEPTED, link.letter, by=by, link=link.pk)
    emails.letter_link_accepted(link, by=by)


def refuse_others(link: LetterLink, user: User) -> None:
    """Refuse whoever is not the colleague whom the sender asked: links are handed on (R-32)."""
    if user.pk == link.letter.sender_id:
        refusal = _("This link is for a colleague: you write this letter already.")
        raise RuleRefusedError(refusal, clause=RULE, status=422)
    if not user.has_address(link.email):
        refusal = _("This link is for %(email)s: sign out, and open it again.")
        raise RuleRefusedError(
            refusal, clause=RULE, status=403, params={"email": link.email}
        )


@transaction.atomic
def upload(link: LetterLink, file: Checked) -> None:
    """Keep the signed letter that came by the link, which works no more (A1-2c-1, R-32)."""
    letter = link.letter
    letter.lock()
    link.lock()
    _refuse_closed(link, LetterLink.Purpose.UPLOAD)
    # It counts as an upload of the sender, who asked for it.
    document = files.store_upload(file, policy=file_access.ORIGINAL, by=link.created_by)
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    letters.keep_signed_file(letter, document)
    ledger.record(
        Act.LETTER_SIGNED_FILE_CAME, letter, by=None, link=link.pk, sha256=document.sha256
    )
    emails.signed_file_came(link)


def _refuse_closed(link: LetterLink, purpose: str) -> None:
    if not link.is_open or not link.letter.is_draft or link.purpose != purpose:
        raise not_now.why_help_ended()
