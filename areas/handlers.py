"""The file of a published plan, made outside the web process."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from areas.models import PlanVersion
from areas.reading import plan_pdf
from gmp_portal import jobs, ledger
from gmp_portal.documents import files
from gmp_portal.documents.models import Document
from gmp_portal.jobs import Effect
from gmp_portal.jobs.runner import Progress
from gmp_portal.typesetting.publication import publication_pdf

STEPS = (
    _("Collect the text"),
    _("Lay out the pages"),
    _("Check the notes"),
    _("Verify the file"),
)


@jobs.handler("areas.typeset_plan", steps=STEPS)
def typeset_plan(plan: int, *, progress: Progress) -> Effect | None:
    """Typeset the frozen text of a plan and attach the file. Safe to run twice."""
    found = PlanVersion.objects.select_related("area").get(pk=plan)
    if found.pdf_id or found.published_at is None or found.snapshot is None:
        return None
    publication = plan_pdf.publication(
        found.snapshot,
        sha256=found.sha256,
        address=settings.SITE_URL + found.get_absolute_url(),
        published_on=found.published_at.date(),
    )
    name = f"{found.area.slug}-plan-{found.number}.pdf"
    numbers = iter(range(1, len(STEPS) + 1))
    result = publication_pdf(
        publication,
        identifier=name,
        progress=lambda _name: progress.step(next(numbers, len(STEPS))),
    )
    document = files.store(
        result.content, name=name, media_type="application/pdf", policy="plan_file"
    )
    return lambda: _attach(found, document)


def _attach(plan: PlanVersion, document: Document) -> None:
    PlanVersion.objects.filter(pk=plan.pk).update(pdf=document)
    ledger.record("plan.typeset", plan, by=None, sha256=document.sha256)
