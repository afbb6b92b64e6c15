"""What the clock starts: forgetting the texts of mails that went long ago (R-28)."""

from datetime import date

from gmp_portal.jobs import clock
from gmp_portal.notifications import retention


@clock.every_minute
def forget_old_texts(today: date) -> None:
    """Wipe the texts of old mails, a bounded number at a time (R-28)."""
    retention.forget_texts(today)
