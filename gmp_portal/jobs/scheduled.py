"""What the clock starts: forgetting what was done long ago (R-28)."""

from datetime import date

from gmp_portal.jobs import clock, retention


@clock.every_minute
def forget_finished_jobs(today: date) -> None:
    """Forget jobs that were done long ago, a bounded number at a time (R-28)."""
    retention.forget_finished(today)
