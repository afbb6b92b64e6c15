"""Whom mails do not reach any more, as far as mail servers have said (N35)."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from gmp_portal.notifications.models import Message

# A server that cannot deliver a mail says so within this time; silence means that it arrived.
SILENCE = timedelta(days=3)
# The server refused the reader's address, not the text.
REFUSED = Q(state=Message.State.REFUSED, cause__startswith="SMTPRecipientsRefused")
LOST = Q(state=Message.State.BOUNCED) | REFUSED


def unreached() -> QuerySet[Message, int | None]:
    """People whose address of today sent a mail back, and none arrived there since."""
    arrived = Message.objects.filter(
        recipient=OuterRef("recipient"),
        address=OuterRef("address"),
        state=Message.State.SENT,
        created_at__gt=OuterRef("created_at"),
        sent_at__lt=timezone.now() - SILENCE,
    )
    lost = Message.objects.filter(LOST, address__iexact=F("recipient__email"))
    return lost.exclude(Exists(arrived)).values_list("recipient", flat=True)
