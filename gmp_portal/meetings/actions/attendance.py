"""Who comes to a meeting, in which role (A1-4a-iv, A1-4b-iv)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules, emails
from gmp_portal.meetings.models import Attendance, Meeting, ObserverInvitation
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError

Role, Presence = Attendance.Role, Attendance.Presence
Invitation = ObserverInvitation.Status
OBJECTION_DAYS = 7


@transaction.atomic
def register(meeting: Meeting, *, by: User) -> Attendance:
    """Register oneself: as member, for the secretariat, or as observer (A1-4a-iv)."""
    meeting.lock()
    if not meeting.takes_registrations:
        raise InvalidTransitionError(meeting, meeting.status)
    role, organisation = role_of(by, meeting)
    if role is None:
        raise refusal(meeting)
    attendance, _created = Attendance.objects.update_or_create(
        meeting=meeting,
        person=by,
        defaults={
            "name": by.name,
            "organisation": organisation,
            "role": role,
            "presence": Presence.EXPECTED,
        },
    )
    ledger.record("meeting.registered", meeting, by=by, role=str(role))
    return attendance


def role_of(user: User, meeting: Meeting) -> tuple[Attendance.Role | None, str]:
    """In which role, and for which organization, somebody may register now."""
    if user.is_secretariat:
        return Role.SECRETARIAT, _("United Nations Environment Programme")
    member = body_rules.member(user, meeting.body)
    if member is not None:
        return Role.MEMBER, member.organisation
    admitted = meeting.invitations.filter(person=user, status=Invitation.ADMITTED).first()
    if admitted is not None:
        return Role.OBSERVER, admitted.organisation
    organisation = body_rules.observing_organisation(user, meeting.body)
    return (Role.OBSERVER, organisation) if organisation else (None, "")


def refusal(meeting: Meeting) -> RuleRefusedError:
    """Why somebody may not register by a click."""
    if meeting.body.is_area:
        return RuleRefusedError(
            _("Observers come to meetings of an area by invitation."),
            clause="A1-4b-iv",
            status=403,
        )
    return RuleRefusedError(
        _("Representatives of confirmed partners may register as observers."),
        clause="A1-4a-iv",
        status=403,
    )


@transaction.atomic
def excuse(attendance: Attendance, *, by: User) -> None:
    """Say that somebody who registered will not come."""
    meeting = attendance.meeting
    meeting.lock()
    if not meeting.takes_registrations:
        raise InvalidTransitionError(meeting, meeting.status)
    attendance.presence = Presence.EXCUSED
    attendance.save(update_fields=["presence"])
    ledger.record("meeting.excused", meeting, by=by)


@transaction.atomic
def invite_guest(
    meeting: Meeting, *, name: str, organisation: str = "", by: User
) -> Attendance:
    """Put an invited guest on the list, without a voice in the consensus."""
    _open(meeting)
    guest = Attendance.objects.create(
        meeting=meeting, name=name, organisation=organisation, role=Role.INVITED
    )
    ledger.record("meeting.guest_invited", meeting, by=by, attendance=guest.pk)
    return guest


@transaction.atomic
def mark(meeting: Meeting, presences: Mapping[int, str], *, by: User) -> None:
    """Record who was there; ``presences`` holds the attendance of rows by their ids."""
    _open(meeting)
    changed = [
        one
        for one in meeting.attendances.all()
        if presences.get(one.pk, one.presence) != one.presence
    ]
    for one in changed:
        one.presence = Presence(presences[one.pk])
    Attendance.objects.bulk_update(changed, ["presence"])
    if changed:
        marked = {str(one.pk): one.presence for one in changed}
        ledger.record("meeting.attendance_marked", meeting, by=by, presences=marked)


# Observers of an area ------------------------------------------------------------------


@transaction.atomic
def invite_observer(
    meeting: Meeting,
    *,
    name: str,
    organisation: str = "",
    person: User | None = None,
    until: date | None = None,
    by: User,
) -> ObserverInvitation:
    """Invite an observer to an area's meeting; attending partners may object (A1-4b-iv)."""
    meeting.lock()
    if not meeting.takes_registrations:
        raise InvalidTransitionError(meeting, meeting.status)
    invitation = ObserverInvitation.objects.create(
        meeting=meeting,
        name=name,
        organisation=organisation,
        person=person,
        objections_until=until or _last_day_for_objections(meeting),
        invited_by=by,
    )
    emails.observer_invited(invitation, by=by)
    ledger.record("meeting.observer_invited", meeting, by=by, invitation=invitation.pk)
    return invitation


def _last_day_for_objections(meeting: Meeting) -> date:
    """Give a week, or until the day before the meeting if that is earlier."""
    today = timezone.now().date()
    wanted = today + timedelta(days=OBJECTION_DAYS)
    before = (meeting.starts_on or wanted) - timedelta(days=1)
    return max(today, min(wanted, before))


@transaction.atomic
def object_to_observer(invitation: ObserverInvitation, *, reason: str, by: User) -> None:
    """Object, as an attending partner, to the admission of an observer (A1-4b-iv)."""
    invitation.lock()
    if not attends_as_member(by, invitation.meeting):
        raise RuleRefusedError(
            _("Only a partner that attends the meeting may object to an observer."),
            clause="A1-4b-iv",
            status=403,
        )
    before = invitation.become(Invitation.OBJECTED)
    invitation.objection, invitation.objected_by = reason, by
    invitation.objected_at = timezone.now()
    invitation.save(update_fields=["status", "objection", "objected_by", "objected_at"])
    emails.observer_objected(invitation, by=by)
    ledger.record(
        "meeting.observer_objected",
        invitation.meeting,
        by=by,
        invitation=invitation.pk,
        before=before,
    )


@transaction.atomic
def lift_objection(invitation: ObserverInvitation, *, by: User) -> None:
    """Take one's objection to an observer back."""
    invitation.lock()
    invitation.become(Invitation.PENDING)
    invitation.objection, invitation.objected_by, invitation.objected_at = "", None, None
    invitation.save(update_fields=["status", "objection", "objected_by", "objected_at"])
    ledger.record(
        "meeting.observer_objection_lifted",
        invitation.meeting,
        by=by,
        invitation=invitation.pk,
    )


@transaction.atomic
def admit(invitation: ObserverInvitation, *, by: User | None = None) -> None:
    """Admit an observer to whom nobody objected in time (A1-4b-iv)."""
    invitation.lock()
    if invitation.status == Invitation.OBJECTED:
        raise RuleRefusedError(
            _("An attending partner objects to this observer."), clause="A1-4b-iv"
        )
    if invitation.objections_until >= timezone.now().date():
        raise RuleRefusedError(
            _("Attending partners may still object to this observer."), clause="A1-4b-iv"
        )
    invitation.become(Invitation.ADMITTED)
    invitation.save(update_fields=["status"])
    if not _on_the_list(invitation):
        Attendance.objects.create(
            meeting=invitation.meeting,
            person=invitation.person,
            name=invitation.name,
            organisation=invitation.organisation,
            role=Role.OBSERVER,
        )
    ledger.record(
        "meeting.observer_admitted", invitation.meeting, by=by, invitation=invitation.pk
    )


def _on_the_list(invitation: ObserverInvitation) -> bool:
    if invitation.person is None:
        return False
    return invitation.meeting.attendances.filter(person=invitation.person).exists()


@transaction.atomic
def withdraw_invitation(invitation: ObserverInvitation, *, by: User) -> None:
    """Take an invitation of an observer back."""
    invitation.lock()
    invitation.become(Invitation.WITHDRAWN)
    invitation.save(update_fields=["status"])
    ledger.record(
        "meeting.observer_invitation_withdrawn",
        invitation.meeting,
        by=by,
        invitation=invitation.pk,
    )


def attends_as_member(user: User, meeting: Meeting) -> bool:
    """Whether somebody is on the list of the meeting as a member who comes."""
    return (
        meeting.attendances.filter(person=user, role=Role.MEMBER)
        .exclude(presence__in=[Presence.EXCUSED, Presence.ABSENT])
        .exists()
    )


def _open(meeting: Meeting) -> None:
    meeting.lock()
    if meeting.status not in (Meeting.Status.CONVENED, Meeting.Status.HELD):
        raise InvalidTransitionError(meeting, meeting.status)
