"""Who is on the list of a meeting, by role, as far as a reader may know it (A1-4a-iv)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings import permissions
from gmp_portal.meetings.models import Attendance, Meeting, ObserverInvitation
from gmp_portal.meetings.permissions import roles
from gmp_portal.rounds import Reading
from gmp_portal.ui.paging import ListPage, page_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


OPEN_ROWS = 8
PER_PAGE = 60
LABELS: "dict[str, StrOrPromise]" = {
    Attendance.Role.MEMBER: gettext_lazy("Members"),
    Attendance.Role.OBSERVER: gettext_lazy("Observers"),
    Attendance.Role.SECRETARIAT: gettext_lazy("Secretariat"),
    Attendance.Role.INVITED: gettext_lazy("Invited guests"),
}


@dataclass(frozen=True)
class Group:
    """Those who come in one role: people for those who may know them, else organizations."""

    role: str
    label: "StrOrPromise"
    page: ListPage
    """Of organizations, or of people, each with who recorded it where that is somebody else."""

    is_long: bool
    """Whether the list stays closed until somebody opens it."""


def of_meeting(meeting: Meeting, request: HttpRequest) -> Reading[dict[str, Any]]:
    """Gather for the page of a meeting: names are for those who take part."""
    user = request.user
    rows = meeting.attendances.select_related("person", "recorded_by")
    invited = _invitations(meeting)
    yield [rows, invited, *offices.staff_for(user)]
    listed = list(rows)
    own = next((row for row in listed if user.pk and row.person_id == user.pk), None)
    sees_names = own is not None or roles.sees_names(user, meeting)
    for invitation in invited:
        invitation.meeting = meeting
    recorders, coming = _recorders(listed, user), _coming(listed)
    return {
        "groups": [
            _group(request, meeting, role, rows, recorders if sees_names else None)
            for role, rows in coming.items()
        ],
        "are_several": sum(map(len, coming.values())) > 1,
        "own_recorder": recorders.get(own.pk) if own else None,
        "sees_names": sees_names,
        "own": own,
        "organisations": (
            roles.capacity_of(user, meeting)[1]
            if isinstance(user, User) and meeting.takes_registrations
            else []
        ),
        "can_deny": own is not None and permissions.can_deny(user, own),
        "can_affirm": own is not None and permissions.can_affirm(user, own),
        "can_excuse": own is not None and permissions.can_excuse(user, own),
        "invitations": page_of(
            request,
            [
                (invitation, permissions.INVITATION.possible(user, invitation))
                for invitation in (invited if sees_names else [])
            ],
            parameter="invitations",
        ),
    }


def _recorders(listed: list[Attendance], reader: Anybody) -> "dict[int, StrOrPromise]":
    """Who recorded the attendance of somebody else; staff by name for staff only."""
    others = [row for row in listed if row.is_recorded_by_another]
    people = {row.recorded_by for row in others if row.recorded_by}
    names = offices.names_of(people, reader)
    return {row.pk: names[row.recorded_by_id] for row in others if row.recorded_by_id}


def _coming(listed: list[Attendance]) -> dict[str, list[Attendance]]:
    """Who comes, by role."""
    coming = [row for row in listed if row.presence not in Attendance.AWAY]
    by_role = {role: [row for row in coming if row.role == role] for role in LABELS}
    return {role: rows for role, rows in by_role.items() if rows}


def _group(
    request: HttpRequest,
    meeting: Meeting,
    role: str,
    rows: list[Attendance],
    recorders: "dict[int, StrOrPromise] | None",
) -> Group:
    """Those of one role; an area has partners where the group has members."""
    is_of_area = meeting.body.is_area and role == Attendance.Role.MEMBER
    listed: list[Any] = (
        sorted({row.organisation for row in rows if row.organisation})
        if recorders is None
        else [(row, recorders.get(row.pk, "")) for row in rows]
    )
    page = page_of(request, listed, PER_PAGE, parameter=role)
    label = _("Partners") if is_of_area else LABELS[role]
    return Group(role, label, page, is_long=len(rows) > OPEN_ROWS)


def _invitations(meeting: Meeting) -> "QuerySet[ObserverInvitation]":
    if not meeting.body.is_area:
        return meeting.invitations.none()
    return meeting.invitations.exclude(status=ObserverInvitation.Status.WITHDRAWN)
