"""Who may do what to meetings, decisions and reports. Every rule is role *and* state."""

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.actions import attendance as attending
from gmp_portal.meetings.actions import reports as reporting
from gmp_portal.meetings.models import (
    Attendance,
    Body,
    Decision,
    Meeting,
    MeetingReport,
    Objection,
    ObserverInvitation,
    Paper,
)

Anybody = User | AnonymousUser
M, D, R = Meeting.Status, Decision.Status, MeetingReport.Status


def is_officer(user: Anybody) -> bool:
    """Acts for the secretariat now."""
    return user.is_authenticated and user.is_secretariat


def runs(user: Anybody, body: Body) -> bool:
    """Say who prepares a body's meetings: secretariat, chairs, leads (A1-6c-i)."""
    return is_officer(user) or body_rules.presides(user, body)


# Meetings ------------------------------------------------------------------------------


def can_plan(user: Anybody, body: Body) -> bool:
    """Let the secretariat plan for every body, leads for their area (A1-4b-i)."""
    return is_officer(user) or (body.is_area and body_rules.presides(user, body))


def can_manage(user: Anybody, meeting: Meeting) -> bool:
    """May work on agenda, papers and participants, while anything can change."""
    return meeting.status not in (M.CLOSED, M.CANCELLED) and runs(user, meeting.body)


def can_revise(user: Anybody, meeting: Meeting) -> bool:
    return meeting.status in (M.PLANNED, M.CONVENED) and can_plan(user, meeting.body)


def can_convene(user: Anybody, meeting: Meeting) -> bool:
    return meeting.can_become(M.CONVENED) and can_plan(user, meeting.body)


def can_hold(user: Anybody, meeting: Meeting) -> bool:
    return meeting.can_become(M.HELD) and can_plan(user, meeting.body)


def can_close(user: Anybody, meeting: Meeting) -> bool:
    return meeting.can_become(M.CLOSED) and can_plan(user, meeting.body)


def can_cancel(user: Anybody, meeting: Meeting) -> bool:
    return meeting.can_become(M.CANCELLED) and can_plan(user, meeting.body)


def can_add_paper(user: Anybody, meeting: Meeting) -> bool:
    return bool(meeting.code) and can_manage(user, meeting)


def can_change_paper(user: Anybody, paper: Paper) -> bool:
    return paper.is_available and can_add_paper(user, paper.meeting)


def can_register(user: Anybody, meeting: Meeting) -> bool:
    """Members, the secretariat, and observers by the rules of the body (A1-4a-iv)."""
    if isinstance(user, AnonymousUser) or not meeting.takes_registrations:
        return False
    return attending.role_of(user, meeting)[0] is not None


def can_excuse(user: Anybody, attendance: Attendance) -> bool:
    return (
        attendance.person_id == user.pk
        and attendance.meeting.takes_registrations
        and attendance.presence == Attendance.Presence.EXPECTED
    )


def can_mark(user: Anybody, meeting: Meeting) -> bool:
    return meeting.status in (M.CONVENED, M.HELD) and runs(user, meeting.body)


def can_invite_observer(user: Anybody, meeting: Meeting) -> bool:
    """Let the lead or co-lead invite to meetings of the area (A1-4b-iv)."""
    return meeting.body.is_area and meeting.takes_registrations and runs(user, meeting.body)


def can_object_to_observer(user: Anybody, invitation: ObserverInvitation) -> bool:
    """Attending partners object, nobody else (A1-4b-iv)."""
    return (
        isinstance(user, User)
        and invitation.status == ObserverInvitation.Status.PENDING
        and attending.attends_as_member(user, invitation.meeting)
    )


def can_lift(user: Anybody, invitation: ObserverInvitation) -> bool:
    return (
        invitation.status == ObserverInvitation.Status.OBJECTED
        and invitation.objected_by_id == user.pk
    )


def can_withdraw_invitation(user: Anybody, invitation: ObserverInvitation) -> bool:
    return invitation.can_become(ObserverInvitation.Status.WITHDRAWN) and runs(
        user, invitation.meeting.body
    )


def sees_names(user: Anybody, meeting: Meeting) -> bool:
    """Let officers, and whoever is on the list, read its names."""
    if isinstance(user, AnonymousUser):
        return False
    return runs(user, meeting.body) or meeting.attendances.filter(person=user).exists()


# Decisions -----------------------------------------------------------------------------


def can_draft_decision(user: Anybody, body: Body) -> bool:
    return body.kind != Body.Kind.EVENT and runs(user, body)


def can_redraft(user: Anybody, decision: Decision) -> bool:
    return decision.status == D.DRAFTED and runs(user, decision.body)


def can_open(user: Anybody, decision: Decision) -> bool:
    return decision.can_become(D.OPEN) and runs(user, decision.body)


def is_elector(user: Anybody, decision: Decision) -> bool:
    """Was a member when the decision opened (A1-4a-iii, A1-3e)."""
    return user.is_authenticated and decision.electors.filter(person=user).exists()


def can_take_position(user: Anybody, decision: Decision) -> bool:
    """Whether it came too late, the action decides: a late objection is kept."""
    return (decision.is_open or decision.is_adopted) and is_elector(user, decision)


def can_withdraw_objection(user: Anybody, objection: Objection) -> bool:
    return (
        objection.status == Objection.Status.MAINTAINED
        and not objection.is_late
        and objection.decision.is_open
        and objection.elector.person_id == user.pk
    )


def can_change_text(user: Anybody, decision: Decision) -> bool:
    return decision.is_open and runs(user, decision.body)


def can_adopt(user: Anybody, decision: Decision) -> bool:
    """Let the chair declare consensus in session; the secretariat keeps the record."""
    return decision.is_open and runs(user, decision.body)


def can_end(user: Anybody, decision: Decision) -> bool:
    return decision.can_become(D.WITHDRAWN) and runs(user, decision.body)


def reads_positions(user: Anybody, decision: Decision) -> bool:
    """Sees who took which position: electors and officers."""
    return is_elector(user, decision) or runs(user, decision.body)


# Reports -------------------------------------------------------------------------------


def can_start_report(user: Anybody, meeting: Meeting) -> bool:
    return (
        meeting.status == M.HELD
        and not MeetingReport.objects.filter(meeting=meeting).exists()
        and runs(user, meeting.body)
    )


def can_edit_report(user: Anybody, report: MeetingReport) -> bool:
    return report.is_editable and runs(user, report.meeting.body)


def can_open_comments(user: Anybody, report: MeetingReport) -> bool:
    return report.can_become(R.COMMENTS) and runs(user, report.meeting.body)


def can_comment(user: Anybody, report: MeetingReport) -> bool:
    """Those who attended comment (R-13)."""
    return (
        isinstance(user, User)
        and report.status == R.COMMENTS
        and reporting.attended(user, report.meeting)
    )


def can_adopt_report(user: Anybody, report: MeetingReport) -> bool:
    return report.can_become(R.ADOPTED) and runs(user, report.meeting.body)


def can_publish_report(user: Anybody, report: MeetingReport) -> bool:
    return (
        report.can_become(R.PUBLISHED)
        and report.release_at is None
        and runs(user, report.meeting.body)
    )
