"""The line to the mail server: open while many mails go over it, closed when none is left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage


class Line:
    """One connection that is opened for its first mail, and anew after the server hung up."""

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


def send(message: EmailMessage) -> None:
    """Hand a mail over, on the line that is open or on one for it alone."""
    line = _open_line.get()
    if line is None:
        message.send()
    else:
        line.send(message)
