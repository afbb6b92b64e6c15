"""Adding a picture to the narrative of a draft (A2)."""

from django.db import transaction

from areas import file_access
from areas.acts import Act
from areas.models import PlanFigure, PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents import files
from gmp_portal.documents.checks import Checked


@transaction.atomic
def add(plan: PlanVersion, section: str, upload: Checked, *, by: User) -> PlanFigure:
    """Keep a picture for the plans of this area; the text of the section shows it by its key."""
    plan.lock_draft()
    figure = PlanFigure.objects.create(
        area=plan.area,
        document=files.store_upload(upload, policy=file_access.FIGURE, by=by),
        added_by=by,
    )
    ledger.record(
        Act.PLAN_FIGURE_ADDED,
        plan,
        by=by,
        section=section,
        sha256=figure.document.sha256,
    )
    return figure
