"""The text of a mail is kept for a while; to whom it went, and when, stays (R-28)."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Coalesce

from gmp_portal import ledger
from gmp_portal.jobs import retention
from gmp_portal.notifications.acts import Act
from gmp_portal.notifications.models import Message


@transaction.atomic
def forget_texts(today: date) -> int:
    """Wipe the texts of the oldest mails that went or were refused, and count them (R-28).

    A mail that still waits keeps its text, however old it is.
    """
    waits = [Message.State.QUEUED, Message.State.WAITING]
    over = Message.objects.exclude(state__in=waits).exclude(body="")
    ended = over.annotate(ended_at=Coalesce("sent_at", "created_at"))
    old = ended.filter(ended_at__lt=retention.end_of_keeping(today, "mail_days"))
    rows = old.select_for_update(skip_locked=True).order_by("ended_at")
    batch = list(rows[: retention.AT_ONCE])
    if batch:
        Message.objects.filter(pk__in=[mail.pk for mail in batch]).update(body="")
        ledger.record(Act.TEXTS_FORGOTTEN, batch[-1], by=None, count=len(batch))
    return len(batch)
