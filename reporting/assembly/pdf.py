"""A frozen report as PDF: contents in, bytes out."""

from collections.abc import Callable

from gmp_portal.typesetting.render import PdfResult
from gmp_portal.typesetting.session import session_pdf
from reporting.models import Report


def report(report: Report, *, progress: Callable[[str], None] | None = None) -> PdfResult:
    """Set the report in the layout of a session document; the same snapshot, the same bytes."""
    return session_pdf(
        report.document, identifier=report.snapshot_sha256, progress=progress
    )
