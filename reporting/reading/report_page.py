"""A report as everybody reads it: the words of its file as a page, with contents and sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from gmp_portal.accounts.rights import Anybody
from gmp_portal.typesetting.content import Chapter, Heading, Section, Subsection, plain
from gmp_portal.typesetting.languages import language as spoken
from gmp_portal.typesetting.session import SESSION, SessionDocument
from gmp_portal.ui import contents
from gmp_portal.ui.contents import Entry
from gmp_portal.ui.page_writer import PageWriter, Source
from reporting.assembly import blocks
from reporting.assembly.outline import Sources
from reporting.models import AreaReport, Report

# Where everybody looks up what the portal counted.
LISTS = {
    "register": "partners:partner_list",
    "meetings": "meetings:meeting_list",
    "decisions": "meetings:decision_list",
}


@dataclass(frozen=True)
class ReadReport:
    """What the page shows of the document."""

    contents: list[Entry]
    body: SafeString
    annexes: list[dict[str, Any]]
    subtitle: str
    prepared_for: tuple[str, ...]


def of(report: Report, reader: Anybody) -> ReadReport:
    """Write the document once; its sources are read for all blocks together."""
    document = report.document
    writer = PageWriter(
        spoken(document.language), sources=_sources(report, document, reader)
    )
    page = SESSION.compose(document, writer).context
    annexes = page["annexes"]
    return ReadReport(
        contents=contents.nested(_headings(writer, document, annexes)),
        body=page["body"],
        annexes=annexes,
        subtitle=page["subtitle"],
        prepared_for=_prepared_for(document),
    )


def _headings(
    writer: PageWriter, document: SessionDocument, annexes: list[dict[str, Any]]
) -> Iterator[tuple[int, str, str]]:
    """The headings of two degrees; an annex is headed by its label and its title."""
    begun = zip(annexes, document.annexes, strict=True)
    for degree, anchor, words in writer.outline:
        if not words:
            shown, annex = next(begun)
            yield 1, anchor, f"{shown['label']} {writer.line(annex.title)}".strip()
        elif degree <= 2:
            yield degree, anchor, words


def _prepared_for(document: SessionDocument) -> tuple[str, ...]:
    meeting = document.meeting
    lines = (meeting.body, meeting.session, meeting.place_and_dates, meeting.agenda_item)
    said = (plain(line).strip() for line in (*lines, meeting.agenda_title))
    return tuple(line for line in said if line)


def _sources(
    report: Report, document: SessionDocument, reader: Anybody
) -> dict[int, Source]:
    """The source of each run of blocks that has the same one, at its last block."""
    told = Sources(report)
    seen = AreaReport.objects.visible_to(reader).filter(pk__in=told.reports)
    told.reports = {row.pk: row for row in seen}
    sources: dict[int, Source] = {}
    before = None
    for place in blocks.places(document, report.sources):
        if isinstance(place.block, Chapter | Section | Subsection | Heading):
            before = None
            continue
        source = _source(told, place.source)
        if source and source == before:
            del sources[place.number - 1]
        if source:
            sources[place.number] = source
        before = source
    return sources


def _source(told: Sources, source: dict[str, Any]) -> Source | None:
    kind = source.get("kind", "")
    url = reverse(LISTS[kind]) if kind in LISTS else told.url(source)
    words = told.words(source)
    return Source(capfirst(words), url) if url and words else None
