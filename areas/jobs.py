"""The file of a plan that a worker makes: kind, key and payload of the job stand here only."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import PlanFile, PlanVersion
from gmp_portal import jobs
from gmp_portal.jobs import told_jobs
from gmp_portal.jobs.models import Job

PLAN_FILE = "areas.typeset_plan"
PLAN_COPY = "areas.copy_plan"
told_jobs.register(
    PLAN_FILE, _("File of a business plan"), model="areas.planversion", key="plan"
)
told_jobs.register(
    PLAN_COPY, _("Copy of a business plan"), model="areas.planversion", key="plan"
)


def enqueue_plan_file(plan: PlanVersion) -> None:
    """Have the file of a published plan made (A1-6d-ii)."""
    jobs.enqueue(PLAN_FILE, plan.pk, plan=plan.pk)


def plan_file_job(plan: PlanVersion) -> Job | None:
    return jobs.find(PLAN_FILE, plan.pk)


def enqueue_plan_copy(plan: PlanVersion, kind: str, language: str) -> None:
    """Have a version made as a file, in one language; once more where its text has changed."""
    facts = {"plan": plan.pk, "file_kind": kind, "language": language}
    jobs.enqueue_again(PLAN_COPY, _key(plan, kind, language), **facts)


def plan_copy_job(plan: PlanVersion, kind: str, language: str) -> Job | None:
    return jobs.find(PLAN_COPY, _key(plan, kind, language))


def plan_copy_jobs(plan: PlanVersion, language: str) -> QuerySet[Job]:
    """The question for the jobs that make its files in a language and are not done."""
    keys = [f"{PLAN_COPY}:{_key(plan, kind, language)}" for kind in PlanFile.Kind.values]
    return Job.objects.filter(key__in=keys).exclude(state=Job.State.DONE)


def is_about(job: Job, kind: str) -> bool:
    """Whether the job makes a file of this kind."""
    return bool(job.payload.get("file_kind") == kind)


def _key(plan: PlanVersion, kind: str, language: str) -> str:
    return f"{plan.pk}:{kind}:{language}"
