"""The job that sends one message; those that wait go over the same line to the server."""

import smtplib

import structlog
from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs.runner import Progress
from gmp_portal.notifications import line, outbox
from gmp_portal.notifications.models import Message

logger = structlog.get_logger(__name__)
# A server that is away over night costs no mail: so many attempts take about a day.
ATTEMPTS = 150


@jobs.handler(
    "notifications.send",
    steps=(_("Send the message"),),
    attempts=ATTEMPTS,
    shared=line.shared,
)
def send(message: str, *, progress: Progress) -> None:
    """Send one message, at least once, always with the same Message-ID.

    A final refusal (5xx) of the reader's address or of the text is kept with the message.
    Anything else is tried again: a full mailbox, a server that is away, a wrong password.
    """
    progress.step(1)
    queued = Message.objects.filter(pk=message, state=Message.State.QUEUED).first()
    if queued is None:
        return
    try:
        outbox.deliver(queued)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError) as error:
        if not _is_final(error):
            raise
        cause = f"{type(error).__name__}: {error}"[:500]
        outbox.refuse(queued, cause)
        logger.warning("message_refused", message_id=message, cause=type(error).__name__)
    else:
        logger.info("message_sent", message_id=message, template=queued.template)


def _is_final(error: Exception) -> bool:
    """Whether another attempt is in vain: the text is impossible, or each answer is a 5xx."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return not isinstance(error, smtplib.SMTPDataError) or error.smtp_code >= 500
