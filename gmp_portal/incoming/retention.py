"""The text of a received mail is kept as long as that of a sent one (R-28)."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from gmp_portal import ledger
from gmp_portal.incoming.acts import Act
from gmp_portal.incoming.models import IncomingMail, State
from gmp_portal.jobs import retention


@transaction.atomic
def forget_texts(today: date) -> int:
    """Wipe the texts of the oldest mails on which nobody has to decide, and count them (R-28).

    From whom a mail came, when, and what became of it stays.
    """
    over = IncomingMail.objects.exclude(state=State.HELD)
    written = over.exclude(Q(text="") & Q(full_text=""))
    old = written.filter(received_at__lt=retention.end_of_keeping(today, "mail_days"))
    rows = old.select_for_update(skip_locked=True).order_by("received_at")
    batch = list(rows[: retention.AT_ONCE])
    if batch:
        keys = [mail.pk for mail in batch]
        IncomingMail.objects.filter(pk__in=keys).update(text="", full_text="")
        ledger.record(Act.TEXTS_FORGOTTEN, batch[-1], by=None, count=len(batch))
    return len(batch)
