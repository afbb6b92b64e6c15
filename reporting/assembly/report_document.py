"""What a report to a governing body says: gathered read-only from the register and the reports.

Figures are queried, never typed; each block knows where it comes from. Nothing here writes.
"""

from datetime import date
from typing import Any

from django.utils import translation

from gmp_portal.typesetting.session import SessionDocument
from reporting.assembly import annexes, area_sections, chapters
from reporting.assembly.making import Assembly
from reporting.assembly.mastheads import Masthead
from reporting.models import ReportingCycle


def report(
    cycle: ReportingCycle, masthead: Masthead, *, as_of: date
) -> tuple[SessionDocument, dict[str, Any]]:
    """Assemble the report on a cycle in one language, with the source of every part (B7-4)."""
    with translation.override(masthead.language):
        made = Assembly(cycle, masthead, as_of)
        chapters.introduction(made)
        chapters.composition(made)
        chapters.advisory_group(made)
        area_sections.progress(made)
        chapters.action(made)
        made_annexes = list(annexes.of(made))
        document = SessionDocument(
            language=masthead.language,
            title=masthead.title,
            subtitle=masthead.subtitle,
            symbol=masthead.symbol,
            body_code=masthead.body_code,
            issued_on=masthead.issued_on,
            job_number=masthead.job_number,
            as_received=masthead.as_received,
            meeting=masthead.meeting,
            blocks=tuple(made.body.blocks),
            annexes=tuple(annex for annex, _sources in made_annexes),
        )
    return document, {
        "parts": [made.body.sources, *(sources for _annex, sources in made_annexes)]
    }


def is_empty(cycle: ReportingCycle) -> bool:
    """Nothing was accepted in this cycle, so there is nothing to report."""
    return not (
        cycle.area_reports.filter(status="accepted").exists()
        or cycle.progress_reports.filter(status="accepted").exists()
    )
