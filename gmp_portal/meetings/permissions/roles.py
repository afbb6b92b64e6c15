"""Who somebody is to a body and its records; a role says to the wrong person why not."""

from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import (
    Anybody,
    Role,
    asked_once,
    every,
    is_officer,
    once,
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
)
from gmp_portal.meetings.reading import electorates
from gmp_portal.workflow import RuleRefusedError

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
THOSE_WHO_RUN = gettext_lazy("the secretariat, whoever chairs or leads the body")
# Others are told by the clause of the kind of body: one of each kind, for the table of rights.
AN_AREA, THE_GROUP, AN_EVENT = (
    Body(kind=kind) for kind in (Body.Kind.AREA, Body.Kind.ADVISORY_GROUP, Body.Kind.EVENT)
)


def _not_a_runner(body: Body) -> RuleRefusedError:
    return refuse(ONLY_THOSE_WHO_RUN, body.planning_clause)


def _not_a_planner(body: Body) -> RuleRefusedError:
    return refuse(ONLY_PLANNERS, body.planning_clause)


def _not_a_drafter(body: Body) -> RuleRefusedError:
    sentence = _(
        "The secretariat, or whoever chairs or leads this body, drafts its decisions. "
        "Send them what you propose."
    )
    return refuse(sentence, body.consensus_clause)


# Of a meeting or a decision, and of what belongs to a meeting.
runner = Role(
    THOSE_WHO_RUN,
    lambda user, record: None if runs(user, record.body) else _not_a_runner(record.body),
    partial(_not_a_runner, AN_AREA),
    partial(_not_a_runner, THE_GROUP),
)
runner_of_meeting = runner.of(lambda record: record.meeting)
# Whoever plans the meetings of a body.
planner_for = Role(
    gettext_lazy("the secretariat, and the leads for their area"),
    lambda user, body: None if plans(user, body) else _not_a_planner(body),
    partial(_not_a_planner, AN_AREA),
    partial(_not_a_planner, THE_GROUP),
)
planner = planner_for.of(lambda meeting: meeting.body)
# Whoever runs a body that decides (A1-4a-iii, A1-4b-iii).
drafter = every(
    THOSE_WHO_RUN,
    Role(
        gettext_lazy("anybody, where the body decides"),
        lambda _user, body: (
            not_now.takes_no_decisions(body, status=403)
            if body.kind == Body.Kind.EVENT
            else None
        ),
        partial(not_now.takes_no_decisions, AN_EVENT, status=403),
    ),
    Role(
        THOSE_WHO_RUN,
        lambda user, body: None if runs(user, body) else _not_a_drafter(body),
        partial(_not_a_drafter, AN_AREA),
        partial(_not_a_drafter, THE_GROUP),
    ),
)
# The lead or co-lead invites to meetings of the area, or the secretariat (A1-4b-iv).
inviter = every(
    gettext_lazy("the secretariat and the leads, to meetings of an area"),
    Role(
        gettext_lazy("anybody, to meetings of an area"),
        lambda _user, meeting: (
            None if meeting.body.is_area else observers.only_areas_invite()
        ),
        observers.only_areas_invite,
    ),
    runner,
)

# Those who take part -------------------------------------------------------------------


def capacity_of(user: User, meeting: Meeting) -> tuple[Attendance.Role | None, list[str]]:
    """In which role and for which organizations; the page and its button ask once."""
    key = (attendance.capacity_of, user.pk, meeting.pk)
    answer: tuple[Attendance.Role | None, list[str]] = once(
        key, lambda: attendance.capacity_of(user, meeting)
    )
    return answer


# Members, the secretariat, and observers by the rules of the body (A1-4a-iv).
registrant = Role(
    gettext_lazy(
        "members of the body, the secretariat, observers by the rules of the body"
    ),
    lambda user, meeting: (
        None
        if isinstance(user, User) and capacity_of(user, meeting)[0] is not None
        else attendance.not_for_observers(meeting)
    ),
    partial(attendance.not_for_observers, Meeting(body=AN_AREA)),
    partial(attendance.not_for_observers, Meeting(body=THE_GROUP)),
)
# Attending partners object, nobody else (A1-4b-iv).
attending_partner = Role(
    gettext_lazy("partners of the area who attend the meeting"),
    lambda user, invitation: (
        None if attends(user, invitation.meeting) else observers.not_attending()
    ),
    observers.not_attending,
)
# Those who attended comment.
attendee = Role(
    gettext_lazy("whoever attended the meeting"),
    lambda user, report: (
        None
        if isinstance(user, User) and reports.attended(user, report.meeting)
        else reports.not_an_attendee()
    ),
    reports.not_an_attendee,
)


def _not_signed_in(body: Body) -> RuleRefusedError:
    return refuse(_("Sign in to take a position."), body.consensus_clause)


# Those who were members when the decision opened, and never UNEP (A1-3e).
elector = every(
    gettext_lazy("members of the body since the decision opened, never UNEP"),
    Role(
        gettext_lazy("anybody with an account"),
        lambda user, decision: (
            None if user.is_authenticated else _not_signed_in(decision.body)
        ),
        partial(_not_signed_in, AN_AREA),
        partial(_not_signed_in, THE_GROUP),
    ),
    Role(
        gettext_lazy("members of the body since the decision opened"),
        lambda user, decision: (
            None if is_elector(user, decision) else positions.not_an_elector(decision, user)
        ),
        positions.without_a_voice,
        partial(positions.no_member_then, Decision(body=AN_AREA)),
        partial(positions.no_member_then, Decision(body=THE_GROUP)),
    ),
)
# Everybody for himself or herself.
whoever_is_listed = Role(
    gettext_lazy("the participant, and nobody else"),
    lambda user, own: None if own.person_id == user.pk else attendance.not_oneself(own),
    partial(attendance.not_oneself, Attendance(meeting=Meeting(body=AN_AREA))),
    partial(attendance.not_oneself, Attendance(meeting=Meeting(body=THE_GROUP))),
)
# Whoever raised an objection lifts it, nobody else (A1-4b-iv).
whoever_objected_to_observer = Role(
    gettext_lazy("whoever objected to the observer"),
    lambda user, invitation: (
        None if invitation.objected_by_id == user.pk else observers.not_who_objected()
    ),
    observers.not_who_objected,
)
# Whoever speaks for the voice that objected takes that back, nobody else (A1-4a-iii, A1-4b-iii).
author_of_objection = Role(
    gettext_lazy("whoever speaks for the voice that objected"),
    lambda user, objection: (
        None
        if electorates.speaks_for(user, objection)
        else not_now.why_not_withdrawn_by(user, objection)
    ),
    partial(
        not_now.why_objection_stays, Objection(decision=Decision(body=AN_AREA)), status=403
    ),
    partial(
        not_now.why_objection_stays,
        Objection(decision=Decision(body=THE_GROUP)),
        status=403,
    ),
)
