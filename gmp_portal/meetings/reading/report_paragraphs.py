"""The paragraphs of a report of a meeting, numbered as its page and its file number them."""

from gmp_portal.meetings.models import MeetingReport, ReportSection
from gmp_portal.typesetting.prose import Part
from gmp_portal.ui.contents import Entry, nested

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


def contents(numbered: list[tuple[ReportSection, Numbered]], voices: str) -> list[Entry]:
    """The headings with their anchors, and what follows the text."""
    headings = [
        (section.level, f"section-{section.position}", section.title)
        for section, _rows in numbered
    ]
    if voices:
        headings.append((1, "voices", voices))
    return nested(headings)
