"""Checkpoints: taken once a day, printed in public documents, mailed to a second place."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from gmp_portal.ledger.models import Checkpoint

# The trigger says which day it is and where the chain ends. Two pumps may do so at once: one
# of them finds the day taken. Raw, for Django's own way to pass over a conflict
# (``bulk_create``) gives nothing back: neither what the trigger wrote nor whether it did.
TAKE = """
    INSERT INTO ledger_checkpoint ("on", seq, hash) VALUES (now(), 0, '')
    ON CONFLICT DO NOTHING RETURNING *
"""


def take() -> Checkpoint | None:
    """Keep the end of the chain for this day, once; answers a new checkpoint only (P-1)."""
    return next(iter(Checkpoint.objects.raw(TAKE)), None)


def as_of(moment: datetime | None) -> str:
    """What a document of this moment prints: always the same, however often it is made."""
    if moment is None:
        return ""
    kept = Checkpoint.objects.filter(taken_at__lte=moment).first()
    return str(kept or "")


def colophon(moment: datetime | None) -> str:
    """The checkpoint with the address where it is explained, without a word of any language."""
    if not (checkpoint := as_of(moment)):
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        address = reverse("website:integrity")
    return f"{settings.SITE_URL}{address} {checkpoint}"
