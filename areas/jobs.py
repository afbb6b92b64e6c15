"""The file of a plan that a worker makes: kind, key and payload of the job stand here only."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from areas.models import PlanVersion
from gmp_portal import jobs
from gmp_portal.jobs import told_jobs

if TYPE_CHECKING:
    from gmp_portal.jobs.models import Job

PLAN_FILE = "areas.typeset_plan"
told_jobs.register(
    PLAN_FILE, _("File of a business plan"), model="areas.planversion", key="plan"
)


def enqueue_plan_file(plan: PlanVersion) -> None:
    """Have the file of a published plan made (A1-6d-ii)."""
    jobs.enqueue(PLAN_FILE, plan.pk, plan=plan.pk)


def plan_file_job(plan: PlanVersion) -> "Job | None":
    return jobs.find(PLAN_FILE, plan.pk)
