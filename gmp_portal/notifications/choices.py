"""What somebody wants to be told by mail, chosen without signing in: the address is the proof.

The address in a mail is signed and kept nowhere (RFC 8058). It opens no account: all that can be
done by it is to choose mails, and to take that back.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.notifications.acts import Act
from gmp_portal.notifications.models import Message, MutedRecord
from gmp_portal.registry import Registry

SALT = "gmp_portal.notifications.choices"


@dataclass(frozen=True)
class Chooser:
    """Whose mails an address is about, and about which record it can stop them."""

    person: User
    record: str = ""


# Mails to addresses that asked for them: where their readers end that, by the template.
ENDINGS: Registry[str, Callable[[Message], str]] = Registry("mails that are subscribed to")


def is_ended(message: Message) -> bool:
    """Whether whoever had subscribed to this mail has ended it while it waited."""
    return message.template in ENDINGS and not ENDINGS[message.template](message)


def token_for(person_id: int, record: str = "") -> str:
    """What stands in the address in somebody's mails, the same in all about one record."""
    return signing.Signer(salt=SALT).sign_object([person_id, record])


def address_for(message: Message) -> str:
    """Where the reader of a mail chooses; nothing where a mail is no matter of choice."""
    if message.template in ENDINGS:
        return ENDINGS[message.template](message)
    can_choose = message.record or message.kind != Message.Kind.ACTION
    if message.recipient_id is None or message.is_secret or not can_choose:
        return ""
    with translation.override(message.language):
        path = path_for(message.recipient_id, message.record)
        return f"{settings.SITE_URL}{path}"


def ending_address_for(message: Message) -> str:
    """Where a mail program ends summaries (RFC 8058); not in a mail that needs its reader."""
    if message.template in ENDINGS:
        return address_for(message)
    if message.kind == Message.Kind.ACTION or not address_for(message):
        return ""
    token = token_for(message.recipient_id or 0, message.record)
    with translation.override(message.language):
        path = reverse("website:mail_choice_end", args=[token])
        return f"{settings.SITE_URL}{path}"


def path_for(person_id: int, record: str = "") -> str:
    """The page on which somebody chooses, below the address of the portal."""
    return reverse("website:mail_choice", args=[token_for(person_id, record)])


def chooser_behind(token: str) -> Chooser | None:
    """Whose address this is; nobody's where it is made up or the account is closed."""
    try:
        person_id, record = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    reader = User.objects.select_related("merged_into").filter(pk=person_id).first()
    # A mail of before leads on where another account stands for its reader.
    person = reader.standing if reader else None
    return Chooser(person, record) if person and person.is_active else None


@transaction.atomic
def choose_digest(person: User, often: str, *, by: User | None = None) -> None:
    """Have a summary as often as somebody wishes, or none; what needs one still comes (C14).

    Where the address in a mail was all of the proof, the ledger names nobody who did it.
    """
    kept = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    before, person.digest = kept.digest, often
    if before != often:
        person.save(update_fields=["digest"])
        ledger.record(Act.DIGEST_CHOSEN, person, by=by, before=before, after=often)


@transaction.atomic
def mute(person: User, record: str) -> None:
    """Write to somebody no more about one record (C14)."""
    _muted, is_new = MutedRecord.objects.get_or_create(person=person, record=record)
    if is_new:
        ledger.record(Act.RECORD_MUTED, person, by=None, record=record)


@transaction.atomic
def unmute(person: User, record: str) -> None:
    """Write to somebody about a record as before."""
    number, _by_model = MutedRecord.objects.filter(person=person, record=record).delete()
    if number:
        ledger.record(Act.RECORD_UNMUTED, person, by=None, record=record)
