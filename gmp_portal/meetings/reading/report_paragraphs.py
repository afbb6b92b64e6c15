"""The paragraphs of a report of a meeting, numbered as its page and its file number them."""

from gmp_portal.meetings.models import MeetingReport, ReportSection
from gmp_portal.typesetting.prose import Part

Numbered = list[tuple[int, Part]]


def of(report: MeetingReport) -> list[tuple[ReportSection, Numbered]]:
    """Count the paragraphs through the whole report; items and tables have the number 0."""
    number, numbered = 0, []
    for section in report.sections.all():
        rows = []
        for part in section.parts:
            counts = part.kind in ("paragraph", "number")
            number += counts
            rows.append((number if counts else 0, part))
        numbered.append((section, rows))
    return numbered
