"""Who somebody is to a body and its records; a role says to the wrong person why not."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import (
    Anybody,
    Refusal,
    asked_once,
    is_officer,
    refuse,
)
from gmp_portal.meetings import body_rules, not_now
from gmp_portal.meetings.actions import attendance, observers, positions, reports
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
from gmp_portal.meetings.reading import electorates

# Questions -----------------------------------------------------------------------------


def runs(user: Anybody, body: Body) -> bool:
    """Say who prepares a body's meetings: secretariat, chairs, leads (A1-6c-i)."""
    return is_officer(user) or body_rules.presides(user, body)


def plans(user: Anybody, body: Body) -> bool:
    """The secretariat plans for every body, leads for their area (A1-4b-i, A1-6b-i)."""
    return is_officer(user) or (body.is_area and body_rules.presides(user, body))


@asked_once
def is_elector(user: Anybody, decision: Decision) -> bool:
    """Raises a voice that counts since the decision opened (A1-4a-iii, A1-4b-iii, A1-3e)."""
    return bool(electorates.lines_of(user, decision))


def reads_positions(user: Anybody, decision: Decision) -> bool:
    """Sees who took which position: electors and officers."""
    return is_elector(user, decision) or runs(user, decision.body)


@asked_once
def sees_names(user: Anybody, meeting: Meeting) -> bool:
    """Let officers, and whoever is on the list, read its names."""
    if isinstance(user, AnonymousUser):
        return False
    return runs(user, meeting.body) or meeting.attendances.filter(person=user).exists()


def reads_comments(user: Anybody, report: MeetingReport) -> bool:
    """Once the report is public, its comments are for those who run the body (R-13)."""
    return report.status != MeetingReport.Status.PUBLISHED or runs(
        user, report.meeting.body
    )


@asked_once
def attends(user: Anybody, meeting: Meeting) -> bool:
    """Is on the list as a member who comes (A1-4b-iv)."""
    return isinstance(user, User) and observers.attends_as_member(user, meeting)


# Those who run a body ------------------------------------------------------------------

ONLY_THOSE_WHO_RUN = gettext_lazy(
    "The secretariat does this, or whoever chairs or leads the body. You may read the page."
)
ONLY_PLANNERS = gettext_lazy(
    "The secretariat plans meetings, and leads those of their area."
)


# Of a meeting or a decision, and of what belongs to a meeting.
def runner(user: Anybody, record: Meeting | Decision) -> Refusal:
    """Whoever runs the body; others are told by the clause of its kind."""
    body = record.body
    return None if runs(user, body) else refuse(ONLY_THOSE_WHO_RUN, body.planning_clause)


def runner_of_meeting(
    user: Anybody, record: Paper | ObserverInvitation | MeetingReport
) -> Refusal:
    return runner(user, record.meeting)


def planner_for(user: Anybody, body: Body) -> Refusal:
    """Whoever plans the meetings of a body; others are told by the clause of its kind."""
    return None if plans(user, body) else refuse(ONLY_PLANNERS, body.planning_clause)


def planner(user: Anybody, meeting: Meeting) -> Refusal:
    return planner_for(user, meeting.body)


def drafter(user: Anybody, body: Body) -> Refusal:
    """Whoever runs a body that decides (A1-4a-iii, A1-4b-iii)."""
    if body.kind == Body.Kind.EVENT:
        return not_now.takes_no_decisions(body, status=403)
    if runs(user, body):
        return None
    sentence = _(
        "The secretariat, or whoever chairs or leads this body, drafts its decisions. "
        "Send them what you propose."
    )
    return refuse(sentence, body.consensus_clause)


def inviter(user: Anybody, meeting: Meeting) -> Refusal:
    """The lead or co-lead invites to meetings of the area, or the secretariat (A1-4b-iv)."""
    if not meeting.body.is_area:
        return observers.only_areas_invite()
    return runner(user, meeting)


# Those who take part -------------------------------------------------------------------


def registrant(user: Anybody, meeting: Meeting) -> Refusal:
    """Members, the secretariat, and observers by the rules of the body (A1-4a-iv)."""
    if isinstance(user, User) and attendance.role_of(user, meeting)[0] is not None:
        return None
    return attendance.not_for_observers(meeting)


def attending_partner(user: Anybody, invitation: ObserverInvitation) -> Refusal:
    """Attending partners object, nobody else (A1-4b-iv)."""
    return None if attends(user, invitation.meeting) else observers.not_attending()


def attendee(user: Anybody, report: MeetingReport) -> Refusal:
    """Those who attended comment (R-13)."""
    if isinstance(user, User) and reports.attended(user, report.meeting):
        return None
    return reports.not_an_attendee()


def elector(user: Anybody, decision: Decision) -> Refusal:
    """Those who were members when the decision opened, and never UNEP (A1-3e)."""
    if isinstance(user, AnonymousUser):
        return refuse(_("Sign in to take a position."), decision.body.consensus_clause)
    return None if is_elector(user, decision) else positions.not_an_elector(decision, user)


def whoever_is_listed(user: Anybody, own: Attendance) -> Refusal:
    """Everybody for himself or herself."""
    return None if own.person_id == user.pk else attendance.not_oneself(own)


def whoever_objected_to_observer(user: Anybody, invitation: ObserverInvitation) -> Refusal:
    """Whoever raised an objection lifts it, nobody else (A1-4b-iv)."""
    is_theirs = invitation.objected_by_id == user.pk
    return None if is_theirs else observers.not_who_objected()


def author_of_objection(user: Anybody, objection: Objection) -> Refusal:
    """Whoever speaks for the voice that objected takes that back (A1-4a-iii, A1-4b-iii)."""
    if electorates.speaks_for(user, objection):
        return None
    return not_now.why_objection_stays(objection, status=403)
