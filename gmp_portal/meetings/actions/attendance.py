"""Who comes to a meeting, in which role (A1-4a-iv)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules, emails, not_now
from gmp_portal.meetings.actions import declarations
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import Attendance, Decision, Meeting, ObserverInvitation
from gmp_portal.workflow import (
    InvalidTransitionError,
    NotNowError,
    RuleRefusedError,
    changed_fields,
    unmet,
)

Role, Presence = Attendance.Role, Attendance.Presence
Invitation = ObserverInvitation.Status


@transaction.atomic
def register(meeting: Meeting, *, organisation: str = "", by: User) -> Attendance:
    """Register oneself: as member, for the secretariat, or as observer (A1-4a-iv).

    Whoever may come for several organizations says for which one.
    """
    meeting.lock()
    if not meeting.takes_registrations:
        raise InvalidTransitionError(meeting, meeting.status)
    role, organisations = capacity_of(by, meeting)
    if role is None:
        raise not_for_observers(meeting)
    if not organisation and len(organisations) == 1:
        [organisation] = organisations
    if organisation not in organisations:
        raise unmet(
            _("Choose for which organization you come: you speak for several."),
            meeting.body.planning_clause,
        )
    facts = {
        "name": by.name,
        "organisation": organisation,
        "role": role,
        "presence": Presence.EXPECTED,
        "recorded_by": by,
        "denied_at": None,
    }
    listed = meeting.attendances.filter(person=by).first()
    if listed and not changed_fields(listed, facts):
        return listed
    if listed and listed.says_who_was_there:
        raise not_now.why_registered_already(meeting)
    attendance, _created = Attendance.objects.update_or_create(
        meeting=meeting, person=by, defaults=facts
    )
    ledger.record(Act.MEETING_REGISTERED, meeting, by=by, role=str(role))
    return attendance


def capacity_of(user: User, meeting: Meeting) -> tuple[Attendance.Role | None, list[str]]:
    """In which role, and for which of which organizations, somebody may register now."""
    if user.is_secretariat:
        return Role.SECRETARIAT, [_("United Nations Environment Programme")]
    if places := body_rules.places(user, meeting.body):
        return Role.MEMBER, list(dict.fromkeys(place.organisation for place in places))
    admitted = meeting.invitations.filter(person=user, status=Invitation.ADMITTED).first()
    if admitted is not None:
        return Role.OBSERVER, [admitted.organisation]
    organisations = body_rules.observing_organisations(user, meeting.body)
    return (Role.OBSERVER, organisations) if organisations else (None, [])


def not_for_observers(meeting: Meeting) -> RuleRefusedError:
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
    attendance.refresh_from_db(fields=["presence"])
    _refuse_excuse(attendance, by)
    attendance.presence, attendance.recorded_by = Presence.EXCUSED, by
    attendance.save(update_fields=["presence", "recorded_by"])
    ledger.record(Act.MEETING_EXCUSED, meeting, by=by)


def not_oneself(attendance: Attendance) -> RuleRefusedError:
    """Why nobody excuses somebody else; those who run the meeting keep its list."""
    sentence = _(
        "Everybody excuses only himself or herself: whoever runs the meeting records the others."
    )
    clause = attendance.meeting.body.planning_clause
    return RuleRefusedError(sentence, clause=clause, status=403)


def _refuse_excuse(attendance: Attendance, by: User) -> None:
    """Everybody excuses only himself or herself, until somebody records who was there."""
    if attendance.person_id != by.pk:
        raise not_oneself(attendance)
    if attendance.presence != Presence.EXPECTED:
        raise NotNowError(attendance, not_now.why_not_excused(attendance))


@transaction.atomic
def invite_guest(
    meeting: Meeting, *, name: str, organisation: str = "", by: User
) -> Attendance:
    """Put an invited guest on the list, without a voice in the consensus."""
    _open(meeting)
    if meeting.attendances.filter(name=name, organisation=organisation).exists():
        raise on_the_list(meeting, name)
    guest = Attendance.objects.create(
        meeting=meeting,
        name=name,
        organisation=organisation,
        role=Role.INVITED,
        recorded_by=by,
    )
    ledger.record(Act.MEETING_GUEST_INVITED, meeting, by=by, attendance=guest.pk)
    return guest


def on_the_list(meeting: Meeting, name: str) -> RuleRefusedError:
    """Nobody is invited twice to a meeting, under one name and for one organization."""
    return RuleRefusedError(
        _("%(name)s stands on the list of this meeting already.") % {"name": name},
        clause=meeting.body.planning_clause,
    )


@transaction.atomic
def mark(meeting: Meeting, presences: Mapping[int, str], *, by: User) -> None:
    """Record who was there; ``presences`` holds the attendance of rows by their ids.

    Who is recorded by somebody else hears of it, and may deny having been there (R-18).
    """
    _open(meeting)
    changed = [
        attendance
        for attendance in meeting.attendances.select_related("person")
        if presences.get(attendance.pk, attendance.presence) != attendance.presence
    ]
    counted = [row for row in changed if row.role == Role.MEMBER and row.was_there]
    for attendance in changed:
        attendance.presence = Presence(presences[attendance.pk])
        attendance.recorded_by = by
    if not meeting.has_begun and any(row.says_who_was_there for row in changed):
        raise not_now.why_nobody_was_there_yet(meeting)
    # A consensus of those present would else stand beside a list of nobody.
    if meeting.asked_in_session and not all(row.counts_as_there for row in counted):
        raise not_now.why_presence_stays()
    Attendance.objects.bulk_update(changed, ["presence", "recorded_by"])
    if changed:
        marked = {str(attendance.pk): attendance.presence for attendance in changed}
        ledger.record(Act.MEETING_ATTENDANCE_MARKED, meeting, by=by, presences=marked)
        emails.attendance_recorded(changed, by=by)


@transaction.atomic
def deny(attendance: Attendance, *, by: User) -> None:
    """Say that one was not there, whatever somebody else recorded (R-18).

    One counts as present no more, and gets time to object to what was declared meanwhile.
    """
    meeting = attendance.meeting
    open_ones = Decision.objects.filter(
        meeting=meeting, status=Decision.Status.OPEN, mode=Decision.Mode.IN_SESSION
    )
    # A decision is held before its meeting, as wherever it is opened.
    held = list(open_ones.select_for_update(of=("self",)).order_by("pk"))
    _open(meeting)
    attendance.refresh_from_db(fields=["presence", "recorded_by", "denied_at"])
    if attendance.person_id != by.pk:
        raise not_oneself(attendance)
    if not attendance.can_be_denied:
        raise not_now.why_not_denied(attendance)
    attendance.denied_at = timezone.now()
    attendance.save(update_fields=["denied_at"])
    ledger.record(
        Act.MEETING_ATTENDANCE_DENIED,
        meeting,
        by=by,
        attendance=attendance.pk,
        recorded_by=attendance.recorded_by_id,
    )
    given = [declarations.give_time(decision, attendance, by=by) for decision in held]
    emails.attendance_denied(attendance, gives_time=any(given), by=by)


@transaction.atomic
def affirm(attendance: Attendance, *, by: User) -> None:
    """Take back that one was not there: one counts as recorded, by one's own word (R-18).

    Time to object that the denial gave stays.
    """
    meeting = attendance.meeting
    _open(meeting)
    attendance.refresh_from_db(fields=["presence", "recorded_by", "denied_at"])
    if attendance.person_id != by.pk:
        raise not_oneself(attendance)
    if not attendance.can_be_affirmed:
        raise not_now.why_not_affirmed(attendance)
    recorder = attendance.recorded_by
    attendance.denied_at, attendance.recorded_by = None, by
    attendance.save(update_fields=["denied_at", "recorded_by"])
    ledger.record(Act.MEETING_ATTENDANCE_AFFIRMED, meeting, by=by, attendance=attendance.pk)
    emails.attendance_affirmed(attendance, recorder=recorder, by=by)


def _open(meeting: Meeting) -> None:
    meeting.lock()
    if meeting.status not in (Meeting.Status.CONVENED, Meeting.Status.HELD):
        raise InvalidTransitionError(meeting, meeting.status)
