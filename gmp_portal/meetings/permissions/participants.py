"""Who may do what to the list of participants, and to observers whom an area invites."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from gmp_portal.accounts.models import User
from gmp_portal.accounts.steps import Anybody, permission
from gmp_portal.meetings.actions import attendance, observers
from gmp_portal.meetings.models import Attendance, Meeting, ObserverInvitation
from gmp_portal.meetings.permissions.roles import (
    if_it_becomes,
    officers_only,
    runs,
    runs_meeting,
    runs_meeting_of,
)
from gmp_portal.workflow import RuleRefusedError

M, Invited = Meeting.Status, ObserverInvitation.Status


def _may_register(user: Anybody, meeting: Meeting) -> bool:
    """Members, the secretariat, and observers by the rules of the body (A1-4a-iv)."""
    return isinstance(user, User) and attendance.role_of(user, meeting)[0] is not None


def takes_registrations(meeting: Meeting) -> bool:
    return meeting.takes_registrations


def no_registrations(record: object) -> str:
    return _("This meeting takes no registrations now.")


def _can_still_excuse(own: Attendance) -> bool:
    is_expected = own.presence == Attendance.Presence.EXPECTED
    return is_expected and own.meeting.takes_registrations


def _why_no_excuse(own: Attendance) -> str:
    if own.presence == Attendance.Presence.EXPECTED:
        return no_registrations(own)
    presence = own.get_presence_display()
    return _("Your attendance is recorded as “%(presence)s”.") % {"presence": presence}


def _is_convened_or_held(meeting: Meeting) -> bool:
    return meeting.status in (M.CONVENED, M.HELD)


can_register = permission(
    _may_register,
    takes_registrations,
    lambda user, meeting: attendance.not_for_observers(meeting),
    no_registrations,
)
can_excuse = permission(
    lambda user, own: own.person_id == user.pk,
    _can_still_excuse,
    lambda user, own: _("Everybody excuses only himself or herself."),
    _why_no_excuse,
)
can_mark = can_add_guest = permission(runs_meeting, _is_convened_or_held, officers_only)


def sees_names(user: Anybody, meeting: Meeting) -> bool:
    """Let officers, and whoever is on the list, read its names."""
    if isinstance(user, AnonymousUser):
        return False
    return runs(user, meeting.body) or meeting.attendances.filter(person=user).exists()


# Observers of an area ------------------------------------------------------------------


def _may_invite(user: Anybody, meeting: Meeting) -> bool:
    """The lead or co-lead invites to meetings of the area, or the secretariat (A1-4b-iv)."""
    return meeting.body.is_area and runs(user, meeting.body)


def _attends(user: Anybody, invitation: ObserverInvitation) -> bool:
    """Attending partners object, nobody else (A1-4b-iv)."""
    return isinstance(user, User) and observers.attends_as_member(user, invitation.meeting)


def _not_attending(user: Anybody, invitation: ObserverInvitation) -> RuleRefusedError:
    return observers.not_attending()


can_observer_invite = permission(
    _may_invite, takes_registrations, officers_only, no_registrations
)
can_observer_object = permission(_attends, if_it_becomes(Invited.OBJECTED), _not_attending)
can_lift_objection = permission(
    lambda user, invitation: invitation.objected_by_id == user.pk,
    if_it_becomes(Invited.PENDING),
    _not_attending,
)
can_observer_withdraw = permission(
    runs_meeting_of, if_it_becomes(Invited.WITHDRAWN), officers_only
)
