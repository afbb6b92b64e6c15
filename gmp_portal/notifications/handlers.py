"""The job that sends one message."""

import smtplib

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs.runner import Progress
from gmp_portal.notifications import outbox
from gmp_portal.notifications.models import Message


@jobs.handler("notifications.send", steps=(_("Send the message"),))
def send(message: str, *, progress: Progress) -> None:
    """Send one message, at least once, always with the same Message-ID.

    A final refusal (5xx) is kept with the message; anything else is tried again.
    """
    progress.step(1)
    row = Message.objects.filter(pk=message, state=Message.State.QUEUED).first()
    if row is None:
        return
    try:
        outbox.deliver(row)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError) as error:
        if _is_passing(error):
            raise
        Message.objects.filter(pk=row.pk).update(
            state=Message.State.REFUSED, cause=f"{type(error).__name__}: {error}"[:500]
        )


def _is_passing(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code < 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code < 500
