"""How the consensus of those who met is declared, and how that is taken back (R-18).

A declaration adopts nothing yet: it can be recalled for a while, and members who were absent
may object. What follows an adoption follows only once it is final.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gmp_portal import ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.meetings import emails, not_now
from gmp_portal.meetings.actions import endings, silences, texts
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import Attendance, Decision, Declaration, Elector
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
    declaration = Declaration.objects.create(
        decision=decision,
        sha256=sha256,
        declared_at=now,
        declared_by=by,
        recall_until=now + timedelta(hours=rule["recall_hours"]),
    )
    absent = _ask_unheard(decision, now)
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
def give_time(decision: Decision, attendance: Attendance, *, by: User) -> None:
    """Let a member who denies having been there object to what is declared already (R-18)."""
    decision.lock()
    denied_at = attendance.denied_at
    if attendance.role != Attendance.Role.MEMBER or not (
        denied_at and decision.is_declared
    ):
        return
    own = {line.pk for line in electorates.lines_of(by, decision)}
    owed = own.intersection(electorates.counted_wrongly(decision))
    # A colleague may have been there for the same partner, or its voice has been heard.
    if not any(line.pk in owed for line in electorates.unheard(decision)):
        return
    if asked := _ask_unheard(decision, denied_at):
        ledger.record(
            Act.DECISION_TIME_GIVEN, decision, by=by, absent_until=_end_of(decision)
        )
        emails.time_given(decision, asked)


def _ask_unheard(decision: Decision, since: datetime) -> list[Elector]:
    """Give the least time of R-07, from then on, to the voices that nobody has heard."""
    unheard = electorates.unheard(decision)
    if not unheard or not rulebook.value("R-18")["absent_may_object"]:
        return []
    # The rule may have changed since: nobody loses time that a declaration has given.
    ends = [since + timedelta(hours=silences.minimum_hours())]
    for made in decision.declarations.standing():
        declared = made.declared_at
        ends.append(declared + timedelta(hours=silences.minimum_hours(declared.date())))
    end = max([*ends, decision.closes_at or since])
    if end == decision.closes_at:
        return []
    decision.closes_at = end
    # An objection that stood at the end before is weighed again at the new one.
    decision.silence_broken_at = None
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
