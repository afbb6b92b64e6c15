"""The files of a plan, made outside the web process."""

from areas import file_access
from areas.actions import files as plan_files_kept
from areas.acts import Act
from areas.jobs import PLAN_COPY, PLAN_FILE
from areas.models import PlanFile, PlanVersion
from areas.reading import plan_files, snapshot
from gmp_portal import ledger
from gmp_portal.documents import files
from gmp_portal.documents.kinds import DOCX, PDF
from gmp_portal.documents.models import Document
from gmp_portal.exchange.word import publications
from gmp_portal.jobs import Effect, handler
from gmp_portal.jobs.runner import Progress
from gmp_portal.ledger import checkpoints
from gmp_portal.typesetting import render
from gmp_portal.typesetting.publication import publication_pdf

MEDIA_TYPES = {PlanFile.Kind.PDF: PDF, PlanFile.Kind.WORD: DOCX}


@handler(PLAN_FILE, steps=render.STEP_LABELS)
def typeset_plan(plan: int, *, progress: Progress) -> Effect | None:
    """Typeset the frozen text of a plan and attach the file. Safe to run twice."""
    version = PlanVersion.objects.select_related("area", "consensus_decision").get(pk=plan)
    if version.pdf_id or version.published_at is None or version.snapshot is None:
        return None
    publication = plan_files.booklet(
        version,
        snapshot.of(version),
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
            result.content, name=name, media_type=PDF, policy=file_access.PLAN
        )

    return lambda: _attach(version, store())


def _attach(plan: PlanVersion, document: Document) -> None:
    PlanVersion.objects.filter(pk=plan.pk).update(pdf=document)
    ledger.record(Act.PLAN_TYPESET, plan, by=None, sha256=document.sha256)


@handler(PLAN_COPY, steps=render.STEP_LABELS)
def make_copy(
    plan: int, file_kind: str, language: str, *, progress: Progress
) -> Effect | None:
    """Make the file of what a version says now, unless there is one. Safe to run twice."""
    version = PlanVersion.objects.select_related("area", "consensus_decision").get(pk=plan)
    content = plan_files.content_in(version, language)
    stamp = plan_files.stamp(version, content)
    if version.made_files.filter(kind=file_kind, language=language, stamp=stamp).exists():
        return None
    made = _made(version, content, file_kind, progress)
    name = plan_files.name_of(version, file_kind, language)

    def store() -> Document:
        return files.store(
            made,
            name=name,
            media_type=MEDIA_TYPES[PlanFile.Kind(file_kind)],
            policy=file_access.COPY,
        )

    return lambda: plan_files_kept.keep(version, file_kind, language, stamp, store)


def _made(
    plan: PlanVersion, content: snapshot.Content, kind: str, progress: Progress
) -> bytes:
    booklet = plan_files.booklet(plan, content)
    if kind == PlanFile.Kind.WORD:
        progress.step(1)
        own = plan_files.own_properties(plan, content)
        return publications.publication(booklet, own=own)
    made = publication_pdf(
        booklet,
        identifier=plan_files.name_of(plan, kind, content["language"]),
        progress=lambda step: progress.step(render.number_of(step)),
    )
    return made.content
