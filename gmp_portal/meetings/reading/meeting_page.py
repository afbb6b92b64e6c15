"""What the page of a meeting shows: agenda, papers, participants, decisions, report."""

from typing import Any

from django.http import HttpRequest

from gmp_portal import ledger, rounds, rulebook
from gmp_portal.ledger import histories
from gmp_portal.meetings import permissions
from gmp_portal.meetings.models import Decision, Meeting, MeetingReport, Paper
from gmp_portal.meetings.permissions import roles
from gmp_portal.meetings.reading import (
    agendas,
    page_sections,
    participant_lists,
    record_notes,
    removed_items,
)
from gmp_portal.rounds import Reading, asked, known, side_by_side
from gmp_portal.ui.paging import page_of, reading_page


def gather(meeting: Meeting, request: HttpRequest) -> dict[str, Any]:
    """Everything on the page, in a few queries however much there is; long lists have pages."""
    user = request.user
    runs = roles.runs(user, meeting.body)
    written, present, trail = rounds.run(
        _written(meeting, request, runs=runs),
        participant_lists.of_meeting(meeting, request),
        histories.told(ledger.trail(meeting), to=user).beside() if runs else known(None),
    )
    context: dict[str, Any] = {
        "meeting": meeting,
        "record": record_notes.of(meeting),
        "report_exists": meeting.has_report,
        "report_is_late": meeting.status == Meeting.Status.HELD
        and meeting.report_due_on is not None
        and meeting.report_due_on < meeting.today_there,
        **written,
        **present,
        "possible": permissions.MEETING.possible(user, meeting),
        "trail": trail,
    }
    context["sections"] = page_sections.of_meeting(meeting, context)
    return context


def _written(
    meeting: Meeting, request: HttpRequest, *, runs: bool
) -> Reading[dict[str, Any]]:
    """The agenda with its papers, what is decided, and the report if it may be read."""
    user = request.user
    items = meeting.agenda.all()
    papers = Paper.objects.filter(meeting=meeting).in_order()
    papers = papers.select_related("document", "agenda_item")
    decisions = Decision.objects.visible_to(user).filter(meeting=meeting).with_language()
    reports = MeetingReport.objects.visible_to(user).filter(meeting=meeting)[:1]
    _asked, decided = yield from side_by_side(
        asked(items, papers, reports, *rulebook.questions()),
        reading_page(request, decisions, parameter="decisions"),
    )
    removed = removed_items.of_meeting(meeting, items, user) if runs else known([])
    lines = agendas.flat(agendas.tree_of(items, papers))
    return {
        "lines": page_of(request, lines, agendas.PER_PAGE, parameter="agenda"),
        "papers": page_of(request, list(papers), parameter="papers"),
        "decisions": decided,
        "report": next(iter(reports), None),
        "removed": (yield from removed),
    }
