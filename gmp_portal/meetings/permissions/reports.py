"""Who may do what to the report of a meeting."""

from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.accounts.steps import Anybody, permission, stands_at
from gmp_portal.meetings.actions import reports
from gmp_portal.meetings.models import Meeting, MeetingReport
from gmp_portal.meetings.permissions.roles import (
    if_it_becomes,
    officers_only,
    runs_meeting,
    runs_meeting_of,
)

M, R = Meeting.Status, MeetingReport.Status


def _has_no_report(meeting: Meeting) -> bool:
    return not MeetingReport.objects.filter(meeting=meeting).exists()


def _why_no_report(meeting: Meeting) -> str:
    if meeting.status == M.HELD:
        return _("This meeting has a report already.")
    return stands_at(meeting)


def _may_comment(user: Anybody, report: MeetingReport) -> bool:
    """Those who attended comment (R-13)."""
    return isinstance(user, User) and reports.attended(user, report.meeting)


def _can_publish(report: MeetingReport) -> bool:
    return report.can_become(R.PUBLISHED) and report.release_at is None


def _why_not_published(report: MeetingReport) -> str:
    if report.can_become(R.PUBLISHED):
        return _("The report becomes public as soon as its file is made.")
    return stands_at(report)


can_report_start = permission(
    runs_meeting,
    lambda meeting: meeting.status == M.HELD and _has_no_report(meeting),
    officers_only,
    _why_no_report,
)
can_report_edit = permission(
    runs_meeting_of, lambda report: report.is_editable, officers_only
)
can_report_open_comments = permission(
    runs_meeting_of, if_it_becomes(R.COMMENTS), officers_only
)
can_report_comment = permission(
    _may_comment,
    lambda report: report.status == R.COMMENTS,
    lambda user, report: reports.not_an_attendee(),
)
can_report_adopt = permission(runs_meeting_of, if_it_becomes(R.ADOPTED), officers_only)
can_report_publish = permission(
    runs_meeting_of, _can_publish, officers_only, _why_not_published
)
