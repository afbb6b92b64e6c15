"""What a worker does for the pages above the apps: kind, key and payload stand here only."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gmp_portal import jobs
from gmp_portal.jobs import told_jobs
from gmp_portal.website.models import Bulk

if TYPE_CHECKING:
    from gmp_portal.jobs.models import Job

BULK = "website.bulk"
told_jobs.register(
    BULK, _("Act on many letters or partners"), model="website.bulk", key="bulk"
)


def enqueue_bulk(bulk: Bulk) -> None:
    """Have a list gone through, one record after another (R-53)."""
    jobs.enqueue(BULK, bulk.pk, bulk=bulk.pk)


def bulk_job(bulk: Bulk) -> "Job | None":
    """What the page waits for."""
    return jobs.find(BULK, bulk.pk)
