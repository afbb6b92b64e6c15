"""The reading of the mailbox, as a job: kind and key stand here."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.incoming import mailbox
from gmp_portal.jobs import told_jobs

READ = "incoming.read"
MAILBOX = "mailbox"
told_jobs.register(READ, _("Reading of the mailbox"))


@transaction.atomic
def read_soon() -> None:
    """Have the mailbox read once more, unless a job is at it or waits already."""
    if settings.INCOMING_URL:
        jobs.enqueue_again(READ, MAILBOX)


def deliver(raw: bytes) -> None:
    """Put an answer into the mailbox of the demonstration, and have it read at once."""
    mailbox.deliver(settings.INCOMING_URL, raw)
    read_soon()
