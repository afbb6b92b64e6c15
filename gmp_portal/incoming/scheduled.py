"""What the clock starts: the mailbox is read, and old texts are forgotten."""

from datetime import date

from gmp_portal.incoming import polling, retention
from gmp_portal.jobs import clock


@clock.every_minute
def read_mailbox(today: date) -> None:
    """Ask for a job that reads the mailbox: a server that is slow holds up no clock."""
    polling.read_soon()


@clock.every_minute
def forget_old_texts(today: date) -> None:
    """Wipe the texts of old mails, a bounded number at a time (R-28)."""
    retention.forget_texts(today)
