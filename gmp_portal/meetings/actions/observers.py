"""Observers whom an area invites, and objections to them (A1-4b-iv)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules, emails
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import Attendance, Body, Meeting, ObserverInvitation
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError

Role, Presence = Attendance.Role, Attendance.Presence
Invitation = ObserverInvitation.Status
OBJECTION_DAYS = 7


@transaction.atomic
def invite(
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
    _refuse_invitation(meeting, until)
    if _is_invited(meeting, name, organisation):
        raise RuleRefusedError(
            _("%(name)s is invited to this meeting already.") % {"name": name},
            clause="A1-4b-iv",
        )
    invitation = ObserverInvitation.objects.create(
        meeting=meeting,
        name=name,
        organisation=organisation,
        person=person,
        objections_until=until or _last_day_for_objections(meeting),
        invited_by=by,
    )
    ledger.record(Act.MEETING_OBSERVER_INVITED, meeting, by=by, invitation=invitation.pk)
    emails.observer_invited(invitation, by=by)
    return invitation


def _is_invited(meeting: Meeting, name: str, organisation: str) -> bool:
    invited = meeting.invitations.filter(name=name, organisation=organisation)
    return invited.exclude(status=Invitation.WITHDRAWN).exists()


def _refuse_invitation(meeting: Meeting, until: date | None) -> None:
    """Areas invite observers, and partners have time to object to them (A1-4b-iv)."""
    if not meeting.body.is_area:
        raise only_areas_invite()
    if until and until < meeting.today_there:
        raise RuleRefusedError(
            _("The last day for objections has passed. Choose a later one."),
            clause="A1-4b-iv",
            status=422,
        )


def only_areas_invite() -> RuleRefusedError:
    """Why nobody is invited to a meeting of another body (A1-4b-iv)."""
    return RuleRefusedError(
        _(
            "Only meetings of an area have invited observers. To this one, representatives of "
            "confirmed partners register themselves. Others come on the list as guests."
        ),
        clause="A1-4b-iv",
        status=403,
    )


def _last_day_for_objections(meeting: Meeting) -> date:
    """Give a week, or until the day before the meeting if that is earlier."""
    today = meeting.today_there
    wanted = today + timedelta(days=OBJECTION_DAYS)
    before = (meeting.starts_on or wanted) - timedelta(days=1)
    return max(today, min(wanted, before))


@transaction.atomic
def object_to(invitation: ObserverInvitation, *, reason: str, by: User) -> None:
    """Object, as an attending partner, to the admission of an observer (A1-4b-iv)."""
    invitation.lock()
    if not attends_as_member(by, invitation.meeting):
        raise not_attending()
    before = invitation.become(Invitation.OBJECTED)
    invitation.objection, invitation.objected_by = reason, by
    invitation.objected_at = timezone.now()
    invitation.save(update_fields=["status", "objection", "objected_by", "objected_at"])
    ledger.record(
        Act.MEETING_OBSERVER_OBJECTED,
        invitation.meeting,
        by=by,
        invitation=invitation.pk,
        before=before,
    )
    emails.observer_objected(invitation, by=by)


@transaction.atomic
def lift_objection(invitation: ObserverInvitation, *, by: User) -> None:
    """Take one's objection to an observer back."""
    invitation.lock()
    if invitation.objected_by_id not in (None, by.pk):
        raise not_who_objected()
    invitation.become(Invitation.PENDING)
    invitation.objection, invitation.objected_by, invitation.objected_at = "", None, None
    invitation.save(update_fields=["status", "objection", "objected_by", "objected_at"])
    ledger.record(
        Act.MEETING_OBSERVER_OBJECTION_LIFTED,
        invitation.meeting,
        by=by,
        invitation=invitation.pk,
    )


@transaction.atomic
def admit(invitation: ObserverInvitation) -> None:
    """Admit an observer to whom nobody objected in time (A1-4b-iv)."""
    # The list of the meeting stays as it is, though the invited one may register now.
    invitation.meeting.lock()
    invitation.lock()
    if invitation.status == Invitation.OBJECTED:
        raise RuleRefusedError(
            _("An attending partner objects to this observer."), clause="A1-4b-iv"
        )
    if invitation.objections_until >= invitation.meeting.today_there:
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
            recorded_by=invitation.invited_by,
        )
    ledger.record(
        Act.MEETING_OBSERVER_ADMITTED, invitation.meeting, by=None, invitation=invitation.pk
    )
    emails.observer_admitted(invitation)


def _on_the_list(invitation: ObserverInvitation) -> bool:
    if invitation.person is None:
        return False
    return invitation.meeting.attendances.filter(person=invitation.person).exists()


@transaction.atomic
def withdraw(invitation: ObserverInvitation, *, by: User) -> None:
    """Take an invitation of an observer back."""
    invitation.lock()
    invitation.become(Invitation.WITHDRAWN)
    invitation.save(update_fields=["status"])
    ledger.record(
        Act.MEETING_OBSERVER_INVITATION_WITHDRAWN,
        invitation.meeting,
        by=by,
        invitation=invitation.pk,
    )


def attends_as_member(user: User, meeting: Meeting) -> bool:
    """Whether a member who comes is on the list; who left the body has no say there (N41)."""
    comes = meeting.attendances.filter(person=user, role=Role.MEMBER).exclude(
        presence__in=[Presence.EXCUSED, Presence.ABSENT]
    )
    return comes.exists() and belongs(user, meeting.body)


def belongs(user: User, body: Body) -> bool:
    """Whether somebody is of the body today; an event has no members, and whoever comes is."""
    return (
        body.kind == Body.Kind.EVENT
        or body.pk in body_rules.memberships_of(user)
        or body_rules.presides(user, body)
    )


def not_who_objected() -> RuleRefusedError:
    """Why somebody may not lift an objection of somebody else (A1-4b-iv)."""
    return RuleRefusedError(
        _("Only whoever objected to the observer lifts the objection."),
        clause="A1-4b-iv",
        status=403,
    )


def not_attending() -> RuleRefusedError:
    """Why somebody has no say about an observer (A1-4b-iv)."""
    return RuleRefusedError(
        _("Only a partner that attends the meeting may object to an observer."),
        clause="A1-4b-iv",
        status=403,
    )
