"""Who is on the list of a meeting, by role, as far as a reader may know it (A1-4a-iv)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings import permissions
from gmp_portal.meetings.models import Attendance, Meeting, ObserverInvitation
from gmp_portal.meetings.permissions import roles

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Presence = Attendance.Presence


@dataclass(frozen=True)
class Group:
    """Those who come in one role."""

    label: "StrOrPromise"
    rows: list[Attendance]

    @property
    def organisations(self) -> list[str]:
        return sorted({row.organisation for row in self.rows if row.organisation})


def of_meeting(meeting: Meeting, user: Anybody) -> dict[str, Any]:
    """Gather for the page of a meeting: names are for those who take part."""
    listed = list(meeting.attendances.select_related("person"))
    own = next((row for row in listed if user.pk and row.person_id == user.pk), None)
    sees_names = roles.sees_names(user, meeting)
    return {
        "groups": _groups(listed),
        "sees_names": sees_names,
        "own": own,
        "can_excuse": own is not None and permissions.can_excuse(user, own),
        "invitations": [
            (invitation, permissions.INVITATION.possible(user, invitation))
            for invitation in (_invitations(meeting) if sees_names else [])
        ],
    }


def _groups(listed: list[Attendance]) -> list[Group]:
    coming = [
        row for row in listed if row.presence not in (Presence.EXCUSED, Presence.ABSENT)
    ]
    groups = [
        Group(label, [row for row in coming if row.role == role])
        for role, label in Attendance.Role.choices
    ]
    return [group for group in groups if group.rows]


def _invitations(meeting: Meeting) -> list[ObserverInvitation]:
    if not meeting.body.is_area:
        return []
    invitations = meeting.invitations.exclude(status=ObserverInvitation.Status.WITHDRAWN)
    for invitation in invitations:
        invitation.meeting = meeting
    return list(invitations)
