"""How a decision ends: adopted without a maintained objection, or otherwise."""

from django.db import transaction
from django.utils import timezone

from gmp_portal import dates, ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules, emails, not_now
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import Decision, Position
from gmp_portal.meetings.reading import electorates
from gmp_portal.reference import numbers
from gmp_portal.workflow import InvalidTransitionError

Status = Decision.Status


@transaction.atomic
def adopt(decision: Decision, *, by: User | None) -> None:
    """Adopt the current text because nobody maintains an objection (A1-4a-iii, A1-4b-iii).

    A no-objection period has to end first, and so has the time in which a consensus that was
    declared in session can be recalled, and in which absent members may object (R-18).
    """
    decision.lock()
    if not decision.is_open:
        raise InvalidTransitionError(decision, Status.ADOPTED)
    refuse_over_objection(decision)
    if not decision.is_due:
        raise not_now.why_not_final(decision)
    before = decision.become(_kind_of_adoption(decision))
    now = timezone.now()
    decision.ended_at, decision.ended_by = now, by
    decision.year = dates.day_of(now).year
    decision.number = numbers.take(_series(decision), decision.year)
    decision.symbol = f"{_series(decision)}-{decision.year}/{decision.number}"
    decision.slug = decision.symbol.replace("/", "-")
    decision.save(
        update_fields=["status", "ended_at", "ended_by", "year", "number", "symbol", "slug"]
    )
    _conclude(decision, Act.DECISION_ADOPTED, before, by=by)


def refuse_over_objection(decision: Decision) -> None:
    """Refuse, with its clause, whatever would pass over a maintained objection."""
    if decision.objections.standing().exists():
        raise not_now.why_nothing_over_objection(decision)


def _series(decision: Decision) -> str:
    return f"{decision.body.prefix}-DEC"


def _kind_of_adoption(decision: Decision) -> str:
    said = electorates.said_on_newest_text(decision).newest()
    statement = Position.Kind.WITH_STATEMENT
    has_statements = any(position.kind == statement for position in said)
    return Status.ADOPTED_WITH_STATEMENTS if has_statements else Status.ADOPTED


@transaction.atomic
def defer(decision: Decision, *, reason: str, by: User) -> None:
    """Put the matter off."""
    _end(decision, Status.DEFERRED, Act.DECISION_DEFERRED, reason, by=by)


@transaction.atomic
def record_no_consensus(decision: Decision, *, reason: str, by: User) -> None:
    """Record that the members did not reach consensus."""
    _end(decision, Status.NO_CONSENSUS, Act.DECISION_NO_CONSENSUS, reason, by=by)


@transaction.atomic
def withdraw(decision: Decision, *, reason: str, by: User) -> None:
    """Take the text back; nothing was decided."""
    _end(decision, Status.WITHDRAWN, Act.DECISION_WITHDRAWN, reason, by=by)


def _end(decision: Decision, status: str, act: Act, reason: str, *, by: User) -> None:
    decision.lock()
    decision.refuse_unless_it_becomes(status)
    if decision.is_agreed:
        raise not_now.why_declared_stays()
    before = decision.become(status)
    decision.ended_at, decision.ended_by = timezone.now(), by
    decision.outcome_note = reason
    decision.save(update_fields=["status", "ended_at", "ended_by", "outcome_note"])
    _conclude(decision, act, before, by=by, reason=reason)


def _conclude(
    decision: Decision, act: Act, before: str, *, by: User | None, reason: str = ""
) -> None:
    ledger.record(
        act,
        decision,
        by=by,
        from_=before,
        to=decision.status,
        reason=reason,
        symbol=decision.symbol,
    )
    body_rules.follow(decision, by)
    emails.decision_ended(decision, by=by)


@transaction.atomic
def close_silence(decision: Decision) -> None:
    """End what the clock ends: adopt, or tell who conducts it (R-07, R-18)."""
    decision.lock()
    if not (decision.is_open and decision.is_due) or decision.silence_broken_at is not None:
        return
    if not decision.objections.standing().exists():
        adopt(decision, by=None)
        return
    decision.silence_broken_at = timezone.now()
    decision.save(update_fields=["silence_broken_at"])
    ledger.record(Act.DECISION_SILENCE_BROKEN, decision, by=None)
    emails.silence_broken(decision)
