"""What the clock starts: the checkpoint of the day, and forgetting what is old."""

from datetime import date

from django.conf import settings
from django.db import transaction

from gmp_portal.accounts import limits
from gmp_portal.jobs import clock
from gmp_portal.ledger import checkpoints
from gmp_portal.notifications import digests, outbox, retention


@clock.every_minute
def forget_old_tallies(today: date) -> None:
    """Drop who tried how often, once no limit looks back to it (R-24)."""
    limits.forget_old()


@clock.every_minute
@transaction.atomic
def keep_checkpoint(today: date) -> None:
    """Keep where the ledger ends, once a day, and mail it out of the portal's own reach (P-1)."""
    checkpoint = checkpoints.take()
    if checkpoint and settings.CHECKPOINT_EMAIL:
        outbox.post_to_address(
            "notifications/checkpoint.txt",
            settings.CHECKPOINT_EMAIL,
            settings.LANGUAGE_CODE,
            is_secret=False,
            checkpoint=checkpoint,
        )


@clock.every_minute
def send_digests(today: date) -> None:
    """Tell people what happened, in one mail, on the day that each of them has chosen (C14)."""
    digests.send_due()


@clock.every_minute
def forget_old_texts(today: date) -> None:
    """Wipe the texts of old mails, a bounded number at a time (R-28)."""
    retention.forget_texts(today)
