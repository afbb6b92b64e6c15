"""The file of a published plan, made outside the web process."""

from django.conf import settings

from areas import file_access
from areas.acts import Act
from areas.jobs import PLAN_FILE
from areas.models import PlanVersion
from areas.reading import plan_pdf, snapshot
from gmp_portal import dates, ledger
from gmp_portal.documents import files
from gmp_portal.documents.models import Document
from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from gmp_portal.ledger import checkpoints
from gmp_portal.typesetting import render
from gmp_portal.typesetting.publication import publication_pdf


@handler(PLAN_FILE, steps=render.STEP_LABELS)
def typeset_plan(plan: int, *, progress: Progress) -> Effect | None:
    """Typeset the frozen text of a plan and attach the file. Safe to run twice."""
    version = PlanVersion.objects.select_related("area").get(pk=plan)
    if version.pdf_id or version.published_at is None or version.snapshot is None:
        return None
    publication = plan_pdf.publication(
        snapshot.of(version),
        sha256=version.sha256,
        address=settings.SITE_URL + version.get_absolute_url(),
        published_on=dates.day_of(version.published_at),
        checkpoint=checkpoints.as_of(version.published_at),
    )
    name = f"{version.area.slug}-plan-{version.number}.pdf"
    result = publication_pdf(
        publication,
        identifier=name,
        progress=lambda step: progress.step(render.number_of(step)),
    )

    def store() -> Document:
        return files.store(
            result.content, name=name, media_type="application/pdf", policy=file_access.PLAN
        )

    return lambda: _attach(version, store())


def _attach(plan: PlanVersion, document: Document) -> None:
    PlanVersion.objects.filter(pk=plan.pk).update(pdf=document)
    ledger.record(Act.PLAN_TYPESET, plan, by=None, sha256=document.sha256)
