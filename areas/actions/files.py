"""Having a version made as a file, and keeping the file until the text changes (B4-1)."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from areas import jobs
from areas.acts import Act
from areas.models import PlanFile, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document


@transaction.atomic
def make(plan: PlanVersion, *, kind: str, language: str, by: User) -> None:
    """Have the version made as a PDF or a Word file in one of its languages."""
    plan.lock()
    ledger.record(Act.PLAN_FILE_WANTED, plan, by=by, kind=kind, language=language)
    jobs.enqueue_plan_copy(plan, kind, language)


@transaction.atomic
def keep(
    plan: PlanVersion,
    kind: str,
    language: str,
    stamp: str,
    store: Callable[[], Document],
) -> PlanFile | None:
    """Keep the file that a job has made in the place of the one before.

    One of a version that went on to the next readers meanwhile is not kept: it may hold words
    that these were never meant to read.
    """
    made_of = plan.status
    plan.lock()
    if plan.status != made_of:
        return None
    file, _is_new = PlanFile.objects.update_or_create(
        plan=plan,
        kind=kind,
        language=language,
        defaults={"stamp": stamp, "document": store(), "made_at": timezone.now()},
    )
    if plan.is_public:
        # Pages that everybody reads name it from now on.
        ledger.record(Act.PLAN_FILE_MADE, plan, by=None, kind=kind, language=language)
    return file
