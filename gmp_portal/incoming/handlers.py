"""The job that reads the mailbox: what is new is kept first, and marked as read afterwards."""

import structlog
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.incoming import keeping, mailbox, polling, reading
from gmp_portal.incoming.mailbox import Mailbox, UnreachableError
from gmp_portal.jobs.runner import Progress

logger = structlog.get_logger(__name__)
AT_ONCE = 50
# A server that is away over night: the attempts take about a day, and the clock begins anew.
ATTEMPTS = 150


@jobs.handler(polling.READ, steps=(_("Read the mailbox"),), attempts=ATTEMPTS)
def read(*, progress: Progress) -> None:
    """Read what is new, so many mails at a time; one that fails does not hold up the others.

    When the portal stops between keeping and marking, a mail is read twice and kept once.
    """
    progress.step(1)
    if not settings.INCOMING_URL:
        return
    failed = 0
    try:
        with mailbox.opened(settings.INCOMING_URL) as opened:
            for uid in opened.unseen(AT_ONCE):
                failed += not _is_kept(opened, uid)
    except UnreachableError as error:
        logger.warning("mailbox_unreachable", cause=str(error))
        raise
    if failed:
        raise RuntimeError(f"{failed} mails could not be kept: they are read once more.")


def _is_kept(opened: Mailbox, uid: str) -> bool:
    try:
        if opened.size(uid) > keeping.LARGEST:
            keeping.keep(opened.head(uid, reading.HEAD), is_whole=False)
        else:
            keeping.keep(opened.content(uid))
    except (UnreachableError, OSError):
        raise
    except Exception:
        logger.exception("mail_not_kept")
        return False
    opened.put_aside(uid)
    return True
