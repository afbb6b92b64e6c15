"""What can happen to a meeting (annex 1, section 4)."""

from copy import copy
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import emails, not_now
from gmp_portal.meetings.actions import hours
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import Body, Meeting
from gmp_portal.reference import numbers
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError, changed_fields

Status = Meeting.Status
HOURS = {"opens_at_time", "closes_at_time", "zone"}


@transaction.atomic
def plan(body: Body, *, starts_on: date, by: User, **details: Any) -> Meeting:
    """Put a meeting of a body on the calendar, for its officers only (A1-4a-i, A1-4b-i).

    ``details`` are further fields of the meeting, such as title, ends_on, mode and place.
    """
    # Whoever plans another meeting of this body at the same time waits for its number.
    body = Body.objects.select_for_update().get(pk=body.pk)
    number = _next_number(body)
    code = _code(body, number, starts_on)
    details.setdefault("ends_on", starts_on)
    details["title"] = details.get("title") or _default_title(body, number)
    hours.check(Meeting(body=body, starts_on=starts_on, **details))
    meeting = Meeting.objects.create(
        body=body,
        number=number,
        code=code,
        slug=numbers.free_slug(Meeting, f"{body.slug}-{number or starts_on.isoformat()}"),
        starts_on=starts_on,
        planned_by=by,
        **details,
    )
    ledger.record(Act.MEETING_PLANNED, meeting, by=by, to=Status.PLANNED)
    return meeting


def _next_number(body: Body) -> int | None:
    if not body.is_advisory_group:
        return None
    return (body.meetings.aggregate(last=Max("number"))["last"] or 0) + 1


def _code(body: Body, number: int | None, starts_on: date) -> str:
    if number is not None:
        return f"{body.prefix}.{number}"
    running = numbers.take(f"{body.prefix}-MEETING", starts_on.year)
    return f"{body.prefix}.{starts_on.year}-{running}"


def _default_title(body: Body, number: int | None) -> str:
    if number is not None:
        return _("Meeting %(number)d of the Advisory Group") % {"number": number}
    return _("Meeting of the area: %(area)s") % {"area": body.name}


@transaction.atomic
def revise(meeting: Meeting, *, by: User, **details: Any) -> None:
    """Change what is known of a coming meeting, except its days; those who come are told.

    Its hour and zone do not make a meeting that runs begin later: it decides (A1-4a-iii).
    """
    meeting.lock()
    if meeting.status not in (Status.PLANNED, Status.CONVENED):
        raise InvalidTransitionError(meeting, meeting.status)
    has_begun = meeting.status == Status.CONVENED and meeting.has_begun
    changed, was = changed_fields(meeting, details), copy(meeting)
    for name in changed:
        setattr(meeting, name, details[name])
    if has_begun and not meeting.has_begun:
        raise not_now.why_days_stay(meeting)
    if HOURS.intersection(changed):
        hours.check(meeting)
    if changed:
        meeting.save(update_fields=changed)
        ledger.record(Act.MEETING_REVISED, meeting, by=by, changed=changed)
        emails.revised(meeting, was=was, changed=changed, by=by)


@transaction.atomic
def convene(meeting: Meeting, *, by: User) -> None:
    """Invite the members and make the meeting public (A1-4a-iv)."""
    meeting.lock()
    before = meeting.become(Status.CONVENED)
    meeting.convened_at, meeting.convened_by = timezone.now(), by
    meeting.save(update_fields=["status", "convened_at", "convened_by"])
    ledger.record(Act.MEETING_CONVENED, meeting, by=by, from_=before, to=meeting.status)
    emails.convened(meeting, by=by)


@transaction.atomic
def reschedule(
    meeting: Meeting, *, starts_on: date, ends_on: date | None = None, reason: str, by: User
) -> None:
    """Move the meeting to other days and keep the day it was meant for.

    Without a new last day it lasts as long as before. Never into the past, nor once it has begun
    or something rests on its days: what was decided in session was decided on them (A1-4a-iii,
    A1-4b-iii).
    """
    meeting.lock()
    if meeting.status not in (Status.PLANNED, Status.CONVENED):
        raise InvalidTransitionError(meeting, Status.CONVENED)
    if meeting.days_stay:
        raise not_now.why_days_stay(meeting)
    if starts_on < meeting.today_there:
        raise not_now.why_not_into_the_past(meeting)
    ends_on = ends_on or moved_last_day(meeting, starts_on)
    days = {"starts_on": starts_on, "ends_on": ends_on}
    if not changed_fields(meeting, days):
        raise RuleRefusedError(
            _("The meeting takes place on these days already: choose others."),
            clause=meeting.body.planning_clause,
        )
    before, was = meeting.starts_on, copy(meeting)
    meeting.rescheduled_from = before
    meeting.starts_on, meeting.ends_on = starts_on, ends_on
    hours.check(meeting)
    meeting.save(update_fields=["starts_on", "ends_on", "rescheduled_from"])
    ledger.record(
        Act.MEETING_RESCHEDULED,
        meeting,
        by=by,
        reason=reason,
        moved_from=str(before),
        moved_to=str(starts_on),
    )
    emails.rescheduled(meeting, was=was, reason=reason, by=by)


def moved_last_day(meeting: Meeting, starts_on: date) -> date:
    """The last day of a meeting that begins on another day and lasts as long as before."""
    if meeting.starts_on is None or meeting.ends_on is None:
        return starts_on
    return starts_on + (meeting.ends_on - meeting.starts_on)


@transaction.atomic
def hold(meeting: Meeting, *, by: User) -> None:
    """Record that the meeting took place."""
    meeting.lock()
    if not meeting.may_be_over:
        raise not_now.why_not_held(meeting)
    before = meeting.become(Status.HELD)
    meeting.save(update_fields=["status"])
    ledger.record(Act.MEETING_HELD, meeting, by=by, from_=before, to=meeting.status)


@transaction.atomic
def close(meeting: Meeting, *, by: User | None) -> None:
    """Close the books on a meeting: nothing is added to it any more.

    Not while a decision of it is open: until its end members may deny having been there (R-18).
    """
    meeting.lock()
    meeting.refuse_unless_it_becomes(Status.CLOSED)
    if meeting.is_deciding:
        raise not_now.why_not_closed(meeting)
    before = meeting.become(Status.CLOSED)
    meeting.save(update_fields=["status"])
    ledger.record(Act.MEETING_CLOSED, meeting, by=by, from_=before, to=meeting.status)


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, by: User) -> None:
    """Call the meeting off, and tell whoever was to come; not over a decision of it."""
    meeting.lock()
    meeting.refuse_unless_it_becomes(Status.CANCELLED)
    if meeting.decides:
        raise not_now.why_not_cancelled(meeting)
    before = meeting.become(Status.CANCELLED)
    meeting.save(update_fields=["status"])
    ledger.record(
        Act.MEETING_CANCELLED,
        meeting,
        by=by,
        from_=before,
        to=meeting.status,
        reason=reason,
    )
    if before == Status.CONVENED:
        emails.cancelled(meeting, reason=reason, by=by)
