"""Who is told what happens to meetings, decisions and reports; the texts are templates."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models import (
    Attendance,
    Body,
    Decision,
    Elector,
    Meeting,
    MeetingReport,
    Objection,
    ObserverInvitation,
    Position,
    ReportComment,
)
from gmp_portal.meetings.reading import electorates
from gmp_portal.notifications import outbox

FOLDER = "meetings/emails"
# What somebody who wants to come has to know.
MATTERS = {
    "title",
    "opens_at_time",
    "closes_at_time",
    "zone",
    "mode",
    "place",
    "country",
    "join_text",
}


def _members(body: Body) -> list[User]:
    return [member.person for member in body_rules.members(body)]


def _expected(meeting: Meeting) -> list[User]:
    """Members, and whoever else is on the list of the meeting."""
    listed = User.objects.filter(attendances__meeting=meeting).distinct()
    return [*_members(meeting.body), *listed]


def _told(meeting: Meeting) -> list[User]:
    """Whoever was invited to a convened meeting or registered for it, observers included."""
    if meeting.status != Meeting.Status.CONVENED:
        return []
    return [*_expected(meeting), *_observers(meeting)]


def _observers(meeting: Meeting) -> QuerySet[User]:
    asked = meeting.invitations.exclude(status=ObserverInvitation.Status.WITHDRAWN)
    return User.objects.filter(pk__in=asked.values("person"))


def _attendees(meeting: Meeting) -> QuerySet[User]:
    return User.objects.filter(
        attendances__meeting=meeting,
        attendances__presence__in=[
            Attendance.Presence.EXPECTED,
            Attendance.Presence.PRESENT,
            Attendance.Presence.ONLINE,
        ],
    ).distinct()


def _electors(decision: Decision) -> list[User]:
    """Whoever may raise a voice now; whose term is over is not written to any more."""
    return electorates.speakers(decision)


def _conductors(decision: Decision) -> list[User]:
    """Whoever opened the decision, and those who preside over the body."""
    return [
        *([decision.opened_by] if decision.opened_by else []),
        *body_rules.people(decision.body),
    ]


# Meetings ------------------------------------------------------------------------------


def convened(meeting: Meeting, *, by: User) -> None:
    outbox.post(f"{FOLDER}/convened.txt", to=_members(meeting.body), by=by, meeting=meeting)


def rescheduled(meeting: Meeting, *, was: Meeting, reason: str, by: User) -> None:
    """Tell those who come the old days and the new ones, with their hours."""
    outbox.post(
        f"{FOLDER}/rescheduled.txt",
        to=_told(meeting),
        by=by,
        meeting=meeting,
        was=was,
        reason=reason,
    )


def revised(meeting: Meeting, *, was: Meeting, changed: Collection[str], by: User) -> None:
    """Tell those who come what matters to them: the hour, the place and how to take part."""
    if not MATTERS.intersection(changed):
        return
    outbox.post(
        f"{FOLDER}/revised.txt",
        to=_told(meeting),
        by=by,
        meeting=meeting,
        was=was,
        changed=changed,
    )


def cancelled(meeting: Meeting, *, reason: str, by: User) -> None:
    outbox.post(
        f"{FOLDER}/cancelled.txt",
        to=[*_expected(meeting), *_observers(meeting)],
        by=by,
        meeting=meeting,
        reason=reason,
    )


def observer_invited(invitation: ObserverInvitation, *, by: User) -> None:
    members = User.objects.filter(
        attendances__meeting=invitation.meeting, attendances__role=Attendance.Role.MEMBER
    )
    outbox.post(f"{FOLDER}/observer_invited.txt", to=members, by=by, invitation=invitation)


def observer_admitted(invitation: ObserverInvitation) -> None:
    """Tell who was put on the list without a click of his or her own."""
    to = [invitation.person] if invitation.person else []
    outbox.post(
        f"{FOLDER}/observer_admitted.txt",
        to=to,
        invitation=invitation,
        meeting=invitation.meeting,
    )


def attendance_recorded(rows: Iterable[Attendance], *, by: User) -> None:
    """Tell each of those whose attendance somebody else recorded (R-18)."""
    for row in rows:
        outbox.post(
            f"{FOLDER}/attendance_recorded.txt",
            to=[row.person] if row.person else [],
            by=by,
            attendance=row,
            meeting=row.meeting,
        )


def attendance_denied(attendance: Attendance, *, gives_time: bool, by: User) -> None:
    """Tell who recorded it and who leads the body, and whether there is time to object (R-18)."""
    recorder = [attendance.recorded_by] if attendance.recorded_by else []
    outbox.post(
        f"{FOLDER}/attendance_denied.txt",
        to=[*recorder, *body_rules.people(attendance.meeting.body)],
        by=by,
        attendance=attendance,
        meeting=attendance.meeting,
        gives_time=gives_time,
    )


def attendance_affirmed(attendance: Attendance, *, recorder: User | None, by: User) -> None:
    """Tell who recorded it last and who leads the body that a denial is taken back."""
    outbox.post(
        f"{FOLDER}/attendance_affirmed.txt",
        to=[*([recorder] if recorder else []), *body_rules.people(attendance.meeting.body)],
        by=by,
        attendance=attendance,
        meeting=attendance.meeting,
    )


def observer_objected(invitation: ObserverInvitation, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/observer_objected.txt",
        to=[invitation.invited_by, *body_rules.people(invitation.meeting.body)],
        by=by,
        invitation=invitation,
    )


# Decisions -----------------------------------------------------------------------------


def decision_opened(decision: Decision, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/decision_opened.txt", to=_electors(decision), by=by, decision=decision
    )


def position_taken(position: Position, *, by: User) -> None:
    """Tell the others who speak for the same partner what was said in its name."""
    decision = position.elector.decision
    outbox.post(
        f"{FOLDER}/position_taken.txt",
        to=electorates.speakers(decision, [position.elector]),
        by=by,
        position=position,
        decision=decision,
    )


def objection_raised(objection: Objection, *, by: User) -> None:
    """Tell everybody concerned of an objection; of a late one only those who conduct."""
    decision = objection.decision
    to = (
        _conductors(decision)
        if objection.is_late
        else [
            *_conductors(decision),
            *_electors(decision),
        ]
    )
    outbox.post(
        f"{FOLDER}/objection.txt", to=to, by=by, objection=objection, decision=decision
    )


def objection_withdrawn(objection: Objection, *, by: User) -> None:
    """Tell those who conduct it, and everybody in whose name the objection was raised."""
    decision = objection.decision
    author = [objection.raised_by] if objection.raised_by else []
    speakers = electorates.speakers(decision, [objection.elector])
    outbox.post(
        f"{FOLDER}/objection_withdrawn.txt",
        to=[*_conductors(decision), *author, *speakers],
        by=by,
        objection=objection,
        decision=decision,
    )


def text_revised(decision: Decision, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/text_revised.txt", to=_electors(decision), by=by, decision=decision
    )


def consensus_declared(
    decision: Decision, absent: Collection[Elector], *, by: User
) -> None:
    """Tell those absent that they may object, and everybody else that they agreed (R-18)."""
    asked = _ask_absent(decision, absent, by=by)
    others = [*_electors(decision), *_conductors(decision)]
    outbox.post(
        f"{FOLDER}/consensus_declared.txt",
        to=[person for person in others if person not in asked],
        by=by,
        decision=decision,
    )


def time_given(decision: Decision, unheard: Collection[Elector]) -> None:
    """Tell whoever gets time by a denial, and all whose time it prolongs, until when (R-18)."""
    _ask_absent(decision, unheard, by=None)


def _ask_absent(
    decision: Decision, absent: Collection[Elector], *, by: User | None
) -> list[User]:
    asked = electorates.speakers(decision, absent) if absent else []
    outbox.post(f"{FOLDER}/absent_asked.txt", to=asked, by=by, decision=decision)
    return asked


def consensus_recalled(decision: Decision, reason: str, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/consensus_recalled.txt",
        to=[*_electors(decision), *_conductors(decision)],
        by=by,
        decision=decision,
        reason=reason,
    )


def silence_broken(decision: Decision) -> None:
    outbox.post(f"{FOLDER}/silence_broken.txt", to=_conductors(decision), decision=decision)


def decision_ended(decision: Decision, *, by: User | None) -> None:
    """Send the closing letter to everybody who was asked."""
    outbox.post(
        f"{FOLDER}/decision_ended.txt",
        to=[*_electors(decision), *_conductors(decision)],
        by=by,
        decision=decision,
    )


# Reports -------------------------------------------------------------------------------


def report_for_comments(report: MeetingReport, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/report_for_comments.txt",
        to=_attendees(report.meeting),
        by=by,
        report=report,
    )


def report_commented(comment: ReportComment, *, by: User) -> None:
    outbox.post(
        f"{FOLDER}/report_commented.txt",
        to=[comment.report.started_by],
        by=by,
        report=comment.report,
        comment=comment,
    )


def report_published(report: MeetingReport) -> None:
    outbox.post(
        f"{FOLDER}/report_published.txt",
        to=[*_members(report.meeting.body), *_attendees(report.meeting)],
        report=report,
    )
