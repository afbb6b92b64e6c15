"""A job that failed is tried again, and the ledger keeps who asked for it."""

from django.db import transaction

from gmp_portal import jobs, ledger
from gmp_portal.accounts.models import User
from gmp_portal.jobs.models import Job
from gmp_portal.website.acts import Act


@transaction.atomic
def retry(job: Job, *, by: User) -> None:
    """Let a failing or parked job try again at once."""
    job.lock()
    jobs.retry(job)
    ledger.record(Act.JOB_RETRIED, job, by=by, job=job.kind)
