"""What finished jobs leave behind is kept for a while, and then forgotten (R-28)."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from gmp_portal import ledger, rulebook
from gmp_portal.jobs.acts import Act
from gmp_portal.jobs.models import Job

RULE = "R-28"
# So many at a time; what is left waits for the next minute.
AT_ONCE = 500


def end_of_keeping(today: date, part: str) -> datetime:
    """What was over before this moment is kept no longer; it changes at midnight only."""
    days = timedelta(days=rulebook.value(RULE, today)[part])
    return datetime.combine(today - days, time.min, tzinfo=UTC)


@transaction.atomic
def forget_finished(today: date) -> int:
    """Forget the oldest jobs that are done, and count them in the ledger (R-28).

    What is open or parked stays, however old it is.
    """
    old = Job.objects.filter(
        state=Job.State.DONE, done_at__lt=end_of_keeping(today, "job_days")
    )
    batch = list(old.select_for_update(skip_locked=True).order_by("done_at")[:AT_ONCE])
    if batch:
        Job.objects.filter(pk__in=[job.pk for job in batch]).delete()
        ledger.record(Act.JOBS_FORGOTTEN, batch[-1], by=None, count=len(batch))
    return len(batch)
