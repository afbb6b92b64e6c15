"""A frozen report as PDF: contents in, bytes out."""

from collections.abc import Callable
from dataclasses import replace

from gmp_portal.ledger import checkpoints
from gmp_portal.typesetting.render import PdfResult
from gmp_portal.typesetting.session import session_pdf
from reporting.models import Report


def report(report: Report, *, progress: Callable[[str], None] | None = None) -> PdfResult:
    """Set the report in the layout of a session document; the same snapshot, the same bytes."""
    colophon = checkpoints.colophon(report.frozen_at)
    document = replace(report.document, colophon=colophon)
    return session_pdf(document, identifier=report.snapshot_sha256, progress=progress)
