"""What can happen to a report: assembled, frozen, approved, published, corrected."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal import characters, ledger
from gmp_portal.accounts.models import User
from gmp_portal.documents.models import Document
from gmp_portal.reference import numbers
from gmp_portal.typesetting.session import SessionDocument
from gmp_portal.words import sentences
from gmp_portal.workflow import RuleRefusedError, changed_fields
from reporting import emails, jobs
from reporting.acts import Act
from reporting.assembly import blocks, languages, mastheads, report_document
from reporting.assembly.mastheads import Masthead
from reporting.models import Report, ReportingCycle
from reporting.permissions import roles

Status = Report.Status


@dataclass(frozen=True)
class Origin:
    """What a draft was made from: a cycle, sources of blocks, a report it corrects."""

    cycle: ReportingCycle | None = None
    sources: dict[str, Any] = field(default_factory=dict)
    corrects: Report | None = None


NOWHERE = Origin()
NOT_WRITTEN = _(
    "The portal cannot write the sentences of a report in this language yet, and a document speaks "
    "one language throughout. Choose one of the languages offered and have the report translated."
)
Changed = tuple[SessionDocument, dict[str, Any]]
"""A document with the sources of its blocks."""


def assemble(cycle: ReportingCycle, masthead: Masthead, *, as_of: date, by: User) -> Report:
    """Make the draft of a report on a cycle from the records of a day (B7-4)."""
    if masthead.language not in languages.COMPLETE:
        raise RuleRefusedError(NOT_WRITTEN, clause="B7-4", status=422)
    document, sources = report_document.report(cycle, masthead, as_of=as_of)
    origin = Origin(cycle, sources)
    return keep(document, kind=masthead.kind, as_of=as_of, by=by, origin=origin)


@transaction.atomic
def keep(
    document: SessionDocument,
    *,
    kind: str,
    as_of: date,
    by: User | None,
    origin: Origin = NOWHERE,
) -> Report:
    """Keep an assembled or imported document as the draft of a report (B7-4)."""
    try:
        with transaction.atomic():
            report = Report.objects.create(
                kind=kind,
                title=document.title[:300],
                slug=_free_slug(document),
                symbol=document.symbol,
                language=document.language,
                cycle=origin.cycle,
                content=document.to_data(),
                sources=origin.sources,
                as_of=as_of,
                assembled_by=by,
                corrects=origin.corrects,
            )
    except IntegrityError as error:
        raise _symbol_is_taken() from error
    act = Act.REPORT_IMPORTED if kind == Report.Kind.PAST else Act.REPORT_ASSEMBLED
    ledger.record(act, report, by=by, to=Status.ASSEMBLED, symbol=document.symbol)
    return report


def _symbol_is_taken() -> RuleRefusedError:
    return RuleRefusedError(
        _("This symbol already belongs to another document in this language."),
        clause="A1-6c-ii",
        status=422,
    )


@transaction.atomic
def edit(
    report: Report,
    change: Callable[[Report], Changed],
    *,
    by: User,
    act: Act = Act.REPORT_EDITED,
) -> None:
    """Keep a changed text: the change is made to what is stored now, not to what a page showed."""
    report.lock()
    refuse_frozen(report)
    document, sources = change(report)
    edited: dict[str, Any] = {
        "content": document.to_data(),
        "title": document.title[:300],
        "symbol": document.symbol,
        "sources": sources,
    }
    changed = changed_fields(report, edited)
    if not changed:
        return
    for name in changed:
        setattr(report, name, edited[name])
    report.version += 1
    try:
        with transaction.atomic():
            report.save(update_fields=[*changed, "version"])
    except IntegrityError as error:
        raise _symbol_is_taken() from error
    ledger.record(act, report, by=by, version=report.version)


def refuse_frozen(report: Report) -> None:
    """What is frozen is not changed: its snapshot is opened again first (A1-6c-ii)."""
    if not report.is_editable:
        raise RuleRefusedError(
            _("This report is frozen. Open its snapshot again before you change it."),
            clause="A1-6c-ii",
        )


@transaction.atomic
def freeze(report: Report, *, by: User) -> None:
    """Freeze text and figures, note their hash, and have the snapshot typeset by a job."""
    report.lock()
    if report.is_editable:
        _refuse_unfinished(report)
    before = report.become(Status.FROZEN)
    report.snapshot_sha256 = digest(report.content)
    report.frozen_by, report.frozen_at = by, timezone.now()
    report.pdf, report.pages, report.problems = None, None, []
    report.save(
        update_fields=[
            "status",
            "snapshot_sha256",
            "frozen_by",
            "frozen_at",
            "pdf",
            "pages",
            "problems",
        ]
    )
    ledger.record(
        Act.REPORT_FROZEN,
        report,
        by=by,
        from_=before,
        to=report.status,
        sha256=report.snapshot_sha256,
    )
    jobs.enqueue_report_file(report)


def _refuse_unfinished(report: Report) -> None:
    """What is frozen has a text, and the lines by which it is found and quoted."""
    gaps = mastheads.gaps(report)
    if not report.document.blocks:
        gaps.append(gettext("This report has no text yet."))
    places = blocks.places(report.document, report.sources)
    if any(blocks.is_unwritten(place) for place in places):
        gaps.append(gettext("A paragraph has no words."))
    if gaps:
        raise RuleRefusedError(sentences(*gaps), clause="A1-6c-ii", status=422)


@transaction.atomic
def thaw(report: Report, *, reason: str, by: User) -> None:
    """Open the snapshot again for changes; it must be typeset and approved anew."""
    report.lock()
    before = report.become(Status.ASSEMBLED)
    report.round += 1
    report.snapshot_sha256 = ""
    report.pdf, report.pages, report.problems = None, None, []
    report.frozen_by = report.frozen_at = report.approved_by = report.approved_at = None
    report.save(
        update_fields=[
            "status",
            "round",
            "snapshot_sha256",
            "pdf",
            "pages",
            "problems",
            "frozen_by",
            "frozen_at",
            "approved_by",
            "approved_at",
        ]
    )
    ledger.record(
        Act.REPORT_THAWED, report, by=by, from_=before, to=report.status, reason=reason
    )


@transaction.atomic
def attach_pdf(
    report: Report, store: Callable[[], Document], *, pages: int, problems: tuple[str, ...]
) -> None:
    """Attach the typeset PDF once; a snapshot that was opened again meanwhile gets none."""
    round_ = report.round
    report.lock()
    if report.status != Status.FROZEN or report.round != round_:
        return
    before = report.become(Status.TYPESET)
    report.pdf, report.pages, report.problems = store(), pages, list(problems)
    report.save(update_fields=["status", "pdf", "pages", "problems"])
    ledger.record(
        Act.REPORT_TYPESET,
        report,
        by=None,
        from_=before,
        to=report.status,
        snapshot=report.snapshot_sha256,
        pdf=report.pdf.sha256,
        pages=pages,
    )
    emails.report_typeset(report)


@transaction.atomic
def retry(report: Report, *, by: User) -> None:
    """Let a typesetting that failed try again at once; there is still one job."""
    report.lock()
    if report.status != Status.FROZEN or not jobs.retry_report_file(report):
        raise RuleRefusedError(
            _("The typesetting has not failed, so it is not tried again."),
            clause="A1-6c-ii",
        )
    ledger.record(Act.REPORT_RETRIED, report, by=by)


@transaction.atomic
def approve(report: Report, *, by: User) -> None:
    """Let a second person stand for the report; never who froze it."""
    report.lock()
    if refusal := roles.refusal_of_freezer(by, report):
        raise refusal
    before = report.become(Status.APPROVED)
    report.approved_by, report.approved_at = by, timezone.now()
    report.save(update_fields=["status", "approved_by", "approved_at"])
    ledger.record(Act.REPORT_APPROVED, report, by=by, from_=before, to=report.status)


@transaction.atomic
def publish(report: Report, *, by: User) -> None:
    """Show the report to everybody, with the hash of its file (A1-6d-vii)."""
    report.lock()
    before = report.become(Status.PUBLISHED)
    report.published_at = timezone.now()
    report.save(update_fields=["status", "published_at"])
    ledger.record(
        Act.REPORT_PUBLISHED,
        report,
        by=by,
        from_=before,
        to=report.status,
        pdf=report.pdf.sha256 if report.pdf else "",
    )
    emails.report_published(report, by=by)


@transaction.atomic
def correct(report: Report, *, by: User) -> Report:
    """Begin a correction: a new document with a symbol of its own; the first one stays."""
    report.lock()
    if report.status != Status.PUBLISHED:
        raise RuleRefusedError(
            _("Only a published report is corrected; a draft is simply changed."),
            clause="A1-6c-ii",
        )
    number = report.corrections.count() + 1
    mark = f"Corr.{number}"
    changed = (
        {"symbol": f"{report.symbol}/{mark}"}
        if report.symbol
        else {"title": f"{report.title} ({mark})"}
    )
    correction = keep(
        SessionDocument.from_data(report.content | changed),
        kind=report.kind,
        as_of=report.as_of,
        by=by,
        origin=Origin(report.cycle, report.sources, corrects=report),
    )
    ledger.record(Act.REPORT_CORRECTED, report, by=by, correction=correction.pk)
    return correction


def digest(content: Any) -> str:
    """The SHA-256 of a document's data in one canonical writing."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _free_slug(document: SessionDocument) -> str:
    symbol = slugify(document.symbol.replace("/", "-").replace(".", "-"))
    base = symbol or characters.slug_of(document.title)
    base = f"{base or 'report'}-{document.language}"[:100].strip("-")
    return numbers.free_slug(Report, base)
