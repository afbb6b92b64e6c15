"""Who may do what to a meeting, its agenda and its papers."""

from django.utils.translation import gettext as _

from gmp_portal.accounts.steps import permission, stands_at
from gmp_portal.meetings.models import Meeting, Paper
from gmp_portal.meetings.permissions.roles import (
    always,
    if_it_becomes,
    officers_only,
    plans,
    plans_for,
    runs_meeting,
    runs_meeting_of,
)

M = Meeting.Status

can_plan = permission(
    plans_for,
    always,
    lambda user, body: _("The secretariat plans meetings, and leads those of their area."),
)


def _is_coming(meeting: Meeting) -> bool:
    return meeting.status in (M.PLANNED, M.CONVENED)


can_revise = can_reschedule = permission(plans, _is_coming, officers_only)
can_convene = permission(plans, if_it_becomes(M.CONVENED), officers_only)
can_hold = permission(plans, if_it_becomes(M.HELD), officers_only)
can_close = permission(plans, if_it_becomes(M.CLOSED), officers_only)
can_cancel = permission(plans, if_it_becomes(M.CANCELLED), officers_only)


def is_unfinished(meeting: Meeting) -> bool:
    return meeting.status not in (M.CLOSED, M.CANCELLED)


can_manage = permission(runs_meeting, is_unfinished, officers_only)
"""Work on agenda, papers and participants, while anything can change."""
can_agenda_add = can_agenda_edit = can_agenda_move = can_agenda_remove = can_manage


def _takes_papers(meeting: Meeting) -> bool:
    return bool(meeting.code) and is_unfinished(meeting)


def _paper_can_change(paper: Paper) -> bool:
    return paper.is_available and _takes_papers(paper.meeting)


def _why_paper_stays(paper: Paper) -> str:
    return stands_at(paper.meeting if paper.is_available else paper)


can_paper_add = permission(runs_meeting, _takes_papers, officers_only)
can_paper_revise = can_paper_translate = can_paper_withdraw = permission(
    runs_meeting_of, _paper_can_change, officers_only, _why_paper_stays
)
