"""A job that failed is tried again, and the ledger keeps who asked for it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs, ledger
from gmp_portal.accounts.models import User
from gmp_portal.jobs.models import Job
from gmp_portal.website.acts import Act
from gmp_portal.workflow import RuleRefusedError


@transaction.atomic
def retry(job: Job, *, by: User) -> None:
    """Let a failing or parked job try again at once (A1-6c-i)."""
    job.lock()
    if not job.is_failing:
        raise RuleRefusedError(
            _("This job does not fail now, so it is not tried again. Its state is below."),
            clause="A1-6c-i",
        )
    jobs.retry(job)
    ledger.record(Act.JOB_RETRIED, job, by=by, job=job.kind)
