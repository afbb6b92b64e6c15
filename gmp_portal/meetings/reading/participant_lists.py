"""Who is on the list of a meeting, by role, as far as a reader may know it (A1-4a-iv)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings import permissions
from gmp_portal.meetings.models import Attendance, Meeting, ObserverInvitation
from gmp_portal.meetings.permissions import roles
from gmp_portal.rounds import Reading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


OPEN_ROWS = 8
LABELS: "dict[str, StrOrPromise]" = {
    Attendance.Role.MEMBER: gettext_lazy("Members"),
    Attendance.Role.OBSERVER: gettext_lazy("Observers"),
    Attendance.Role.SECRETARIAT: gettext_lazy("Secretariat"),
    Attendance.Role.INVITED: gettext_lazy("Invited guests"),
}


@dataclass(frozen=True)
class Group:
    """Those who come in one role."""

    label: "StrOrPromise"
    rows: "list[tuple[Attendance, StrOrPromise]]"
    """Each with who recorded it, where that is somebody else."""

    @property
    def organisations(self) -> list[str]:
        named = (row.organisation for row, _recorder in self.rows)
        return sorted({organisation for organisation in named if organisation})

    @property
    def is_long(self) -> bool:
        """Whether the list stays closed until somebody opens it."""
        return len(self.rows) > OPEN_ROWS


def of_meeting(meeting: Meeting, user: Anybody) -> Reading[dict[str, Any]]:
    """Gather for the page of a meeting: names are for those who take part."""
    rows = meeting.attendances.select_related("person", "recorded_by")
    invited = _invitations(meeting)
    yield [rows, invited, *offices.staff_for(user)]
    listed = list(rows)
    own = next((row for row in listed if user.pk and row.person_id == user.pk), None)
    sees_names = own is not None or roles.sees_names(user, meeting)
    for invitation in invited:
        invitation.meeting = meeting
    recorders = _recorders(listed, user)
    return {
        "groups": _groups(meeting, listed, recorders),
        "own_recorder": recorders.get(own.pk) if own else None,
        "sees_names": sees_names,
        "own": own,
        "can_deny": own is not None and permissions.can_deny(user, own),
        "can_affirm": own is not None and permissions.can_affirm(user, own),
        "can_excuse": own is not None and permissions.can_excuse(user, own),
        "invitations": [
            (invitation, permissions.INVITATION.possible(user, invitation))
            for invitation in (invited if sees_names else [])
        ],
    }


def _recorders(listed: list[Attendance], reader: Anybody) -> "dict[int, StrOrPromise]":
    """Who recorded the attendance of somebody else; staff by name for staff only."""
    others = [row for row in listed if row.is_recorded_by_another]
    people = {row.recorded_by for row in others if row.recorded_by}
    names = offices.names_of(people, reader)
    return {row.pk: names[row.recorded_by_id] for row in others if row.recorded_by_id}


def _groups(
    meeting: Meeting, listed: list[Attendance], recorders: "dict[int, StrOrPromise]"
) -> list[Group]:
    """Who comes, by role; an area has partners where the group has members."""
    coming = [row for row in listed if row.presence not in Attendance.AWAY]
    is_area = meeting.body.is_area
    groups = [
        Group(
            _("Partners") if is_area and role == Attendance.Role.MEMBER else label,
            [(row, recorders.get(row.pk, "")) for row in coming if row.role == role],
        )
        for role, label in LABELS.items()
    ]
    return [group for group in groups if group.rows]


def _invitations(meeting: Meeting) -> "QuerySet[ObserverInvitation]":
    if not meeting.body.is_area:
        return meeting.invitations.none()
    return meeting.invitations.exclude(status=ObserverInvitation.Status.WITHDRAWN)
