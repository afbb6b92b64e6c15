"""Checkpoints: taken once a day, printed in public documents, mailed to a second place."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from gmp_portal import dates
from gmp_portal.ledger.models import Checkpoint, Entry


def take() -> Checkpoint | None:
    """Keep the end of the chain for this day, once; answers a new checkpoint only (P-1).

    Day, number and hash are the trigger's, whatever is written here.
    """
    today = dates.today()
    if not Entry.objects.exists() or Checkpoint.objects.filter(on=today).exists():
        return None
    try:
        with transaction.atomic():
            Checkpoint(on=today, seq=0, hash=b"").save(force_insert=True)
    except IntegrityError:
        # Another pump took it meanwhile, and mails it.
        return None
    return Checkpoint.objects.first()


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
