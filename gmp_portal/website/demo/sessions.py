"""Example sessions: members register, meet, agree, and the time to recall goes by."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F

from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.actions import attendance, declarations, endings, meetings
from gmp_portal.meetings.models import (
    Attendance,
    Body,
    Decision,
    Meeting,
    Position,
    TimeToObject,
)

TIME_TO_OBJECT = timedelta(days=4)


@contextmanager
def as_before(*changed: type[models.Model]) -> Iterator[None]:
    """Let rows of these models lie in the past, which the database refuses otherwise.

    Only the owner of a table may, so that whoever runs the portal cannot.
    """
    tables = [connection.ops.quote_name(model._meta.db_table) for model in changed]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [[role]] = cursor.fetchall()
        cursor.execute("SET ROLE NONE")
        # Nobody alters a table for which the database has something left to check.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"SET ROLE {connection.ops.quote_name(role)}")


def members(body: Body) -> list[User]:
    return [member.person for member in body_rules.members(body)]


def met(body: Body, *, days_ago: int, by: User, **details: Any) -> Meeting:
    """A meeting in the past, convened and attended by the members of the body."""
    details = {"mode": Meeting.Mode.ONLINE, **details}
    meeting = meetings.plan(body, starts_on=today(), by=by, **details)
    meetings.convene(meeting, by=by)
    attended(meeting, members(body), by=by)
    move_back(meeting, days_ago)
    return meeting


def attended(meeting: Meeting, people: Iterable[User], *, by: User) -> None:
    """Everybody registers and comes, some of them online."""
    for person in people:
        attendance.register(meeting, by=person)
    there, wired = Attendance.Presence.PRESENT, Attendance.Presence.ONLINE
    presences = {
        row.pk: wired if number % 3 == 2 else there
        for number, row in enumerate(meeting.attendances.all())
    }
    attendance.mark(meeting, presences, by=by)


def move_back(meeting: Meeting, days: int, **hours: time) -> None:
    """Registration closes with the meeting, so the sample began today until now.

    Its hours are said only now: the sample is made at any hour, also before this one.
    """
    back = timedelta(days=days)
    with as_before(Meeting):
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_on=F("starts_on") - back, ends_on=F("ends_on") - back, **hours
        )
    meeting.refresh_from_db()


def agreed(decision: Decision, *, by: User) -> None:
    """The consensus is declared, nobody recalls it in time, and it is adopted (R-18)."""
    text = decision.texts.order_by("-version")[0]
    declarations.declare(decision, sha256=text.sha256, by=by)
    back = _since_the_session(decision)
    let_time_pass(decision, back)
    endings.adopt(decision, by=by)
    with as_before(Decision):
        Decision.objects.filter(pk=decision.pk).update(
            ended_at=F("ended_at") - (back - TIME_TO_OBJECT)
        )
    decision.refresh_from_db()


def _since_the_session(decision: Decision) -> timedelta:
    """How long ago the members agreed: on the last day of the meeting, if it was before that."""
    meeting = decision.meeting
    if meeting is None or meeting.ends_on is None:
        return TIME_TO_OBJECT
    return max(TIME_TO_OBJECT, today() - meeting.ends_on)


def let_time_pass(decision: Decision, back: timedelta = TIME_TO_OBJECT) -> None:
    """Everything about this decision happened so much earlier than it did, in its order."""
    moments: dict[models.QuerySet[Any], tuple[str, ...]] = {
        Decision.objects.filter(pk=decision.pk): ("drafted_at", "opened_at", "closes_at"),
        decision.texts.all(): ("written_at",),
        Position.objects.filter(text__decision=decision): ("taken_at",),
        decision.objections.all(): ("raised_at", "settled_at"),
        decision.declarations.all(): ("declared_at", "recall_until", "recalled_at"),
        TimeToObject.objects.filter(declaration__decision=decision): ("given_at",),
    }
    with as_before(*(rows.model for rows in moments)):
        for rows, names in moments.items():
            rows.order_by().update(**{name: F(name) - back for name in names})
    decision.refresh_from_db()
