"""To which address somebody answers a mail of the portal, and which mail an answer belongs to.

The token in the address is signed and kept nowhere: a mail that is sent once more has the same one,
and whoever reads the database has none (ADR 40).
"""

import base64
import binascii
import hmac
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from gmp_portal.notifications.models import Message

# So long an answer finds its record by itself.
HOLDS = timedelta(days=180)
SALT = "gmp_portal.notifications.replies"
UUID_BYTES, MAC_BYTES = 16, 10
# 26 bytes in letters and digits that mean the same in capitals, since servers may change them.
LENGTH, PADDING = 42, "======"


def address_for(message: Message) -> str:
    """Where an answer to this mail becomes a draft; nothing where none is taken (N19)."""
    local, at, domain = settings.REPLY_ADDRESS.partition("@")
    if not (at and message.answer_purpose):
        return ""
    return f"{local}+{token_for(message)}@{domain}"


def token_for(message: Message) -> str:
    """The key and the seal of a mail in 42 letters and digits."""
    seal = next(_seals(message))
    return base64.b32encode(message.pk.bytes + seal).decode().rstrip("=").lower()


def message_behind(address: str) -> Message | None:
    """The mail that is answered at this address; nothing for one that somebody made up."""
    key, seal = _opened(address)
    if key is None:
        return None
    message = Message.objects.select_related("recipient").filter(pk=key).first()
    if message is None or not message.answer_purpose:
        return None
    is_ours = any(hmac.compare_digest(seal, each) for each in _seals(message))
    return message if is_ours else None


def is_over(message: Message) -> bool:
    """Whether the answer comes so late that an officer looks at it first."""
    return timezone.now() > message.created_at + HOLDS


def _opened(address: str) -> tuple[UUID | None, bytes]:
    own_local, _at, own_domain = settings.REPLY_ADDRESS.lower().partition("@")
    local, _at, domain = address.strip().lower().rpartition("@")
    own, _plus, token = local.partition("+")
    if not own_domain or (own, domain) != (own_local, own_domain):
        return None, b""
    if len(token) != LENGTH:
        return None, b""
    try:
        told = base64.b32decode(token.upper() + PADDING)
    except (binascii.Error, ValueError):
        return None, b""
    return UUID(bytes=told[:UUID_BYTES]), told[UUID_BYTES:]


def _seals(message: Message) -> Iterator[bytes]:
    """The seal by the key of today, then by those that were in use before."""
    sealed = (message.pk, message.answer_purpose, message.answer_key, message.recipient_id)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        made = salted_hmac(SALT, repr(tuple(map(str, sealed))), secret, algorithm="sha256")
        yield made.digest()[:MAC_BYTES]
