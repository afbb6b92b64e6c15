"""The job that sends one message; those that wait go over the same line to the server."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

import structlog
from django.core import mail
from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs.runner import Progress
from gmp_portal.notifications import choices, outbox
from gmp_portal.notifications.models import Message

logger = structlog.get_logger(__name__)
# A server that is away over night costs no mail: so many attempts take about a day.
ATTEMPTS = 150


class Line:
    """A connection to the mail server, opened for its first mail and anew after a cut."""

    def __init__(self) -> None:
        self._connection: Any = None
        self.is_of_use = True

    def send(self, message: EmailMessage) -> None:
        """Hand one mail over; whatever the server says against it, the line stays open."""
        if self._connection is None:
            self._open()
        message.connection = self._connection
        try:
            message.send()
        except Exception:
            if self._is_cut():
                self.close()
            raise

    def _open(self) -> None:
        connection = mail.get_connection()
        # Where the server does not even answer, the other mails need not try.
        self.is_of_use = False
        connection.open()
        self.is_of_use = True
        self._connection = connection

    def _is_cut(self) -> bool:
        """Whether the server hung up; backends without a server have nothing to cut."""
        smtp = getattr(self._connection, "connection", None)
        return smtp is not None and smtp.sock is None

    def close(self) -> None:
        """Say good-bye; a server that does not hear it is gone anyway."""
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
            self._connection = None


_open_line: ContextVar[Line | None] = ContextVar("open_line", default=None)


@contextmanager
def shared() -> Iterator[Callable[[], bool]]:
    """Within this all mails go over one line; gives whether the line is of any use."""
    line = Line()
    token = _open_line.set(line)
    try:
        yield lambda: line.is_of_use
    finally:
        _open_line.reset(token)
        line.close()


@jobs.handler(
    outbox.SEND,
    steps=(_("Send the message"),),
    attempts=ATTEMPTS,
    shared=shared,
)
def send(message: str, *, progress: Progress) -> None:
    """Send one message, at least once, always with the same Message-ID.

    A final refusal (5xx) of the reader's address or of the text is kept with the message.
    Anything else is tried again: a full mailbox, a server that is away, a wrong password.
    """
    progress.step(1)
    waiting = Message.objects.filter(pk=message, state=Message.State.QUEUED)
    queued = waiting.select_related("recipient").first()
    if queued is None:
        return
    if choices.is_ended(queued):
        outbox.refuse(queued, "Its reader has ended the subscription.")
        return
    outbox.follow_reader(queued)
    line = _open_line.get()
    try:
        outbox.deliver(queued, send=line.send if line else None)
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
