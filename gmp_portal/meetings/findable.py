"""What can be found of meetings: themselves, their papers, decisions and reports."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.documents import texts
from gmp_portal.meetings.models import (
    Body,
    Decision,
    Meeting,
    MeetingReport,
    Paper,
    ReportSection,
)
from gmp_portal.meetings.reading import report_paragraphs
from gmp_portal.search import register
from gmp_portal.search.files import of_file
from gmp_portal.search.register import (
    Findable,
    Place,
    Text,
    address,
    in_all_languages,
    names,
    own,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def register_all() -> None:
    register.register(
        "meeting",
        Findable(
            label=_("Meetings"),
            singular=_("Meeting"),
            place=Place.MEETINGS,
            records=Meeting.objects.all,
            texts=_meetings,
            ordinary=frozenset({"closed"}),
            follows={"meetings.meeting": own},
        ),
    )
    register.register(
        "paper",
        Findable(
            label=_("Papers of meetings"),
            singular=_("Paper of a meeting"),
            place=Place.PAPERS,
            records=Paper.objects.all,
            texts=_papers,
            ordinary=frozenset({"available"}),
            follows={"meetings.paper": own, "meetings.meeting": _papers_of},
            of_file=_papers_with_file,
        ),
    )
    register.register(
        "decision",
        Findable(
            label=_("Decisions"),
            singular=_("Decision"),
            place=Place.DECISIONS,
            records=Decision.objects.all,
            texts=_decisions,
            ordinary=frozenset({"adopted"}),
            follows={"meetings.decision": own},
        ),
    )
    register.register(
        "meeting_report",
        Findable(
            label=_("Reports of meetings"),
            singular=_("Report of a meeting"),
            place=Place.PAPERS,
            records=MeetingReport.objects.all,
            texts=_reports,
            titles=_names_of_reports,
            ordinary=frozenset({"published"}),
            follows={"meetings.meetingreport": own, "meetings.meeting": _report_of},
        ),
    )


def _papers_of(meeting: Meeting) -> Iterable[int]:
    return meeting.papers.values_list("pk", flat=True)


def _papers_with_file(sha256: str) -> Iterable[int]:
    return Paper.objects.filter(document__sha256=sha256).values_list("pk", flat=True)


def _report_of(meeting: Meeting) -> Iterable[int]:
    reports = MeetingReport.objects.filter(meeting=meeting)
    return reports.values_list("pk", flat=True)


def _called(kind: "StrOrPromise", body: Body) -> str:
    """What a record is and whose, in each language: its own words say it in one at most."""
    return "\n".join([*in_all_languages(kind), *in_all_languages(lazystr(body))])


def _meetings(keys: list[int]) -> Iterator[Text]:
    meetings = Meeting.objects.filter(pk__in=keys).select_related("body")
    for meeting in meetings.prefetch_related("agenda"):
        agenda = (f"{item.title}\n{item.notes}" for item in meeting.agenda.all())
        yield Text(
            meeting.pk,
            title=meeting.title,
            path=address(meeting),
            text="\n".join([meeting.body.name, meeting.place, meeting.facts, *agenda]),
            also=_called(_("Meeting"), meeting.body),
            dated_on=meeting.starts_on,
        )


def _papers(keys: list[int]) -> Iterator[Text]:
    papers = Paper.objects.filter(pk__in=keys, status=Paper.Status.AVAILABLE)
    papers = papers.select_related("meeting", "document")
    words = texts.pieces_of_all(paper.document for paper in papers if paper.document)
    for paper in papers:
        whole = Text(
            paper.pk,
            title=f"{paper.symbol} {paper.title}",
            path=address(paper),
            text=paper.meeting.title,
            language=paper.language,
            dated_on=dates.day_of(paper.added_at),
        )
        yield whole
        if paper.document:
            yield from of_file(whole, paper.document, words[paper.document.pk])


def _decisions(keys: list[int]) -> Iterator[Text]:
    decisions = Decision.objects.filter(pk__in=keys).select_related("body")
    for decision in decisions.prefetch_related("texts"):
        moment = decision.ended_at or decision.opened_at or decision.drafted_at
        newest = max(decision.texts.all(), key=lambda text: text.version, default=None)
        yield Text(
            decision.pk,
            title=" ".join(filter(None, (decision.symbol, decision.title))),
            path=address(decision),
            text=newest.text if newest else "",
            also=_called(_("Decision"), decision.body),
            language=newest.language if newest else "",
            dated_on=dates.day_of(moment),
        )


def _named_reports(keys: list[int]) -> QuerySet[MeetingReport]:
    return MeetingReport.objects.filter(pk__in=keys).select_related("meeting")


def _names_of_reports(keys: list[int]) -> dict[int, str]:
    return names(_named_reports(keys))


def _reports(keys: list[int]) -> Iterator[Text]:
    reports = _named_reports(keys)
    for report in reports.prefetch_related("sections"):
        moment = report.published_at or report.started_at
        whole = Text(
            report.pk,
            title=str(report),
            path=address(report),
            language=report.language,
            dated_on=dates.day_of(moment),
        )
        for section, rows in report_paragraphs.of(report):
            yield from _paragraphs(whole, section, rows)


def _paragraphs(
    whole: Text, section: ReportSection, rows: report_paragraphs.Numbered
) -> Iterator[Text]:
    """Each numbered paragraph with the items and tables that follow it."""
    lines: list[str] = []
    last = 0
    for number, part in [*rows, (-1, None)]:
        if number and (lines or last or not rows):
            yield replace(
                whole,
                part=f"{section.pk}-{last}",
                heading=f"{section.title} {last or ''}".strip(),
                path=f"{whole.path}#p{last}" if last else whole.path,
                text="\n".join(lines),
            )
            lines = []
        last = number or last
        if part is not None:
            lines += [part.text, *(" ".join(row) for row in part.rows)]
