"""How the consensus of those who met is declared, and how that is taken back (R-18).

A declaration adopts nothing yet: it can be recalled for a while, and members who were absent
may object. What follows an adoption follows only once it is final.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal import dates, ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.meetings import emails, not_now
from gmp_portal.meetings.actions import endings, silences, texts
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import (
    Attendance,
    Decision,
    Declaration,
    Elector,
    TimeToObject,
)
from gmp_portal.meetings.reading import electorates
from gmp_portal.workflow import InvalidTransitionError, NotNowError

Status = Decision.Status


@transaction.atomic
def declare(decision: Decision, *, sha256: str, by: User) -> Declaration:
    """Declare that nobody present objects to the text with this hash (A1-4a-iii, A1-4b-iii).

    Members who were absent and have said nothing then get the least time of R-07 to object,
    and so do those whose objection was met by words to which they have not agreed.
    """
    decision.lock()
    if not decision.is_open:
        raise InvalidTransitionError(decision, decision.status)
    if decision.is_silent or decision.is_declared:
        raise NotNowError(decision, not_now.why_not_declared(decision))
    refuse_without_attendance(decision)
    if refused := not_now.why_not_in_session(decision):
        raise refused
    if texts.current(decision).sha256 != sha256:
        raise not_now.why_text_changed()
    endings.refuse_over_objection(decision)
    rule, now = rulebook.value("R-18"), timezone.now()
    with_time = electorates.leaves_time_to(decision)
    declaration = Declaration.objects.create(
        decision=decision,
        sha256=sha256,
        declared_at=now,
        declared_by=by,
        recall_until=now + timedelta(hours=rule["recall_hours"]),
    )
    absent = _give(declaration, with_time, now)
    ledger.record(
        Act.DECISION_DECLARED,
        decision,
        by=by,
        sha256=sha256,
        recall_until=declaration.recall_until.isoformat(),
        absent_until=_end_of(decision),
    )
    emails.consensus_declared(decision, absent, by=by)
    return declaration


@transaction.atomic
def give_time(decision: Decision, attendance: Attendance, *, by: User) -> bool:
    """Let a member who denies having been there object to what is declared already (R-18).

    Answers whether any time was given: a guest has no voice, and a voice that a colleague
    raised or that has spoken on the text is heard.
    """
    decision.lock()
    declaration = decision.declarations.standing().first()
    denied_at = attendance.denied_at
    is_member = attendance.role == Attendance.Role.MEMBER
    if declaration is None or denied_at is None or not is_member:
        return False
    wrongly = electorates.counted_wrongly(decision)
    heard = electorates.said_on_newest_text(decision).values("elector")
    lines = decision.electors.filter(pk__in=wrongly).exclude(pk__in=heard)
    new = set(lines.values_list("pk", flat=True)) - electorates.leaves_time_to(decision)
    before = decision.closes_at
    asked = _give(declaration, new, denied_at)
    if not asked:
        return False
    ledger.record(Act.DECISION_TIME_GIVEN, decision, by=by, absent_until=_end_of(decision))
    if decision.closes_at == before:
        # Nobody else's time has changed.
        asked = [line for line in asked if line.pk in new]
    emails.time_given(decision, asked)
    return True


def _give(
    declaration: Declaration, with_time: Collection[int], since: datetime
) -> list[Elector]:
    """Leave these voices the least time of R-07, from then on; answer who is not heard yet."""
    decision, day = declaration.decision, dates.day_of(declaration.declared_at)
    if not with_time or not rulebook.value("R-18", day)["absent_may_object"]:
        return []
    TimeToObject.objects.bulk_create(
        TimeToObject(declaration=declaration, elector_id=pk, given_at=since)
        for pk in with_time
    )
    unheard = electorates.unheard(decision)
    if not unheard:
        return []
    # The rule may have changed since: nobody loses time that the declaration has given.
    ends = [
        since + timedelta(hours=silences.minimum_hours()),
        declaration.declared_at + timedelta(hours=silences.minimum_hours(day)),
    ]
    end = max([*ends, decision.closes_at or since])
    if end != decision.closes_at:
        # An objection that stood at the end before is weighed again at the new one.
        decision.closes_at, decision.silence_broken_at = end, None
        decision.save(update_fields=["closes_at", "silence_broken_at"])
    return unheard


def _end_of(decision: Decision) -> str | None:
    """Until when those may object who were not heard, as the ledger keeps it."""
    return decision.closes_at.isoformat() if decision.closes_at else None


def refuse_without_attendance(decision: Decision) -> None:
    """Nobody agrees in a meeting at which nobody was."""
    if not electorates.is_attended(decision):
        raise not_now.why_attendance_first()


@transaction.atomic
def recall(decision: Decision, *, reason: str, by: User) -> None:
    """Take a declared consensus back while there is time; the members are asked again."""
    decision.lock()
    if not decision.is_open:
        raise InvalidTransitionError(decision, decision.status)
    if not decision.can_be_recalled:
        raise NotNowError(decision, not_now.why_not_recalled(decision))
    declaration = decision.declarations.standing().get()
    declaration.recalled_at, declaration.recalled_by = timezone.now(), by
    declaration.recall_reason = reason
    declaration.save(update_fields=["recalled_at", "recalled_by", "recall_reason"])
    decision.closes_at, decision.silence_broken_at = None, None
    decision.save(update_fields=["closes_at", "silence_broken_at"])
    ledger.record(Act.DECISION_RECALLED, decision, by=by, reason=reason)
    emails.consensus_recalled(decision, reason, by=by)
