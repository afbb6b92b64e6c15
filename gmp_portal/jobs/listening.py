"""The pump sleeps until the database tells of a job, or until it is time to look anyway."""

import os
import select
from typing import Any

from django.db import connection

CHANNEL = "jobs"


class Listener:
    """Wakes when a transaction that wrote a job is committed, or when it is told to.

    A message that never comes costs only time: whoever waits names the longest.
    """

    def __init__(self) -> None:
        self._session: Any = None
        self._told, self._teller = os.pipe()

    def listen(self) -> None:
        """Ask the database for its messages, once for each session."""
        connection.ensure_connection()
        if self._session is not connection.connection:
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            self._session = connection.connection

    def wait(self, seconds: float) -> None:
        """Return at the next message, or after this time."""
        if not self._session.notifies:
            with connection.wrap_database_errors:
                select.select([self._told, self._session], [], [], seconds)
                self._session.poll()
        self._session.notifies.clear()

    def rest(self, seconds: float) -> None:
        """Return after this time, whatever the database tells."""
        select.select([self._told], [], [], seconds)

    def wake(self) -> None:
        """End the waiting for good; a handler of signals may do so."""
        os.write(self._teller, b".")

    def close(self) -> None:
        """Give the pipe back."""
        os.close(self._told)
        os.close(self._teller)
