"""What electors say about the current text of a decision (A1-4a-iii, A1-4b-iii)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import emails, not_now
from gmp_portal.meetings.actions import texts
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import Decision, Elector, Objection, Position
from gmp_portal.meetings.reading import electorates
from gmp_portal.workflow import InvalidTransitionError, NotNowError, RuleRefusedError

Kind = Position.Kind


@transaction.atomic
def take_position(
    decision: Decision,
    *,
    kind: str = Kind.NO_OBJECTION,
    statement: str = "",
    line: Elector | None = None,
    by: User,
) -> Position:
    """Say that one does not object to the current text, perhaps with a statement.

    Whoever explains a position gives a statement, whatever else was chosen. ``line`` is the
    voice that is meant, for whoever speaks for several partners.
    """
    decision.lock()
    elector = _elector(decision, by, line)
    if not decision.is_open and not decision.is_adopted:
        raise InvalidTransitionError(decision, decision.status)
    if decision.is_adopted or electorates.time_is_over(decision, elector):
        raise NotNowError(decision, not_now.why_too_late(decision))
    if decision.objections.standing().filter(elector=elector).exists():
        raise RuleRefusedError(
            _("You maintain an objection. Withdraw it if the text is acceptable now."),
            clause=decision.body.consensus_clause,
        )
    if kind == Kind.OBJECTION:
        message = "An objection has a reason and a wording: use object_to."
        raise ValueError(message)
    kind = Kind.WITH_STATEMENT if statement else kind
    if same := _same_position(decision, elector, kind, statement, by=by):
        return same
    position = _record_position(decision, elector, kind, statement, by=by)
    ledger.record(Act.DECISION_POSITION_TAKEN, decision, by=by, position=str(kind))
    emails.position_taken(position, by=by)
    return position


@transaction.atomic
def object_to(
    decision: Decision,
    *,
    reason: str,
    acceptable_wording: str,
    statement: str = "",
    line: Elector | None = None,
    by: User,
) -> Objection:
    """Object to the current text, with a reason and a wording one could accept.

    ``statement`` explains the position for the record. What comes after the end is kept as late
    and changes nothing.
    """
    decision.lock()
    elector = _elector(decision, by, line)
    # Before it is asked whether that is too late: the database compares the two.
    raised_at = timezone.now()
    late = decision.is_adopted or (
        decision.is_open and electorates.time_is_over(decision, elector)
    )
    if not decision.is_open and not late:
        raise InvalidTransitionError(decision, decision.status)
    _check_objection(decision, elector, reason, acceptable_wording)
    if late:
        _refuse_statement(decision, statement)
        _refuse_the_same(decision, elector, reason, acceptable_wording)
    objection = Objection.objects.create(
        decision=decision,
        elector=elector,
        text=texts.current(decision),
        reason=reason,
        acceptable_wording=acceptable_wording,
        is_late=late,
        raised_at=raised_at,
        raised_by=by,
    )
    if not late:
        _record_position(decision, elector, Kind.OBJECTION, statement, by=by)
    act = Act.DECISION_OBJECTED_LATE if late else Act.DECISION_OBJECTED
    ledger.record(act, decision, by=by, objection=objection.pk)
    emails.objection_raised(objection, by=by)
    return objection


def _check_objection(
    decision: Decision, elector: Elector, reason: str, acceptable_wording: str
) -> None:
    clause = decision.body.consensus_clause
    if not reason.strip() or not acceptable_wording.strip():
        raise RuleRefusedError(
            _("An objection needs a reason and a wording that you could accept."),
            clause=clause,
            status=422,
        )
    if decision.objections.standing().filter(elector=elector).exists():
        raise RuleRefusedError(_("You maintain an objection already."), clause=clause)


def _refuse_statement(decision: Decision, statement: str) -> None:
    """Lose no words: a late objection is no position, so it has no statement of its own."""
    if statement:
        raise RuleRefusedError(
            _(
                "The end has passed, and a late objection has no statement. Put its words into "
                "the reason."
            ),
            clause=decision.body.consensus_clause,
            status=422,
        )


def _refuse_the_same(
    decision: Decision, elector: Elector, reason: str, acceptable_wording: str
) -> None:
    """Keep a late objection once; after a recall the same words count, and are heard."""
    same = {"reason": reason, "acceptable_wording": acceptable_wording, "is_late": True}
    if decision.objections.filter(elector=elector, **same).exists():
        raise RuleRefusedError(
            _("This objection is on record already."), clause=decision.body.consensus_clause
        )


@transaction.atomic
def withdraw_objection(objection: Objection, *, note: str = "", by: User) -> None:
    """Take an objection back, as its author or whoever speaks for the same partner now."""
    decision = objection.decision
    decision.lock()
    objection.lock()
    if not electorates.speaks_for(by, objection):
        raise not_now.why_not_withdrawn_by(by, objection)
    if not decision.is_open or objection.is_late:
        raise InvalidTransitionError(decision, decision.status)
    before = objection.become(Objection.Status.WITHDRAWN)
    objection.settled_at, objection.settled_by = timezone.now(), by
    objection.settled_note = note
    # The database lets nobody settle an objection whose author has not said so first.
    _record_position(decision, objection.elector, Kind.NO_OBJECTION, by=by)
    objection.save(update_fields=["status", "settled_at", "settled_by", "settled_note"])
    ledger.record(
        Act.DECISION_OBJECTION_WITHDRAWN,
        decision,
        by=by,
        objection=objection.pk,
        before=before,
    )
    emails.objection_withdrawn(objection, by=by)


def _elector(decision: Decision, user: User, line: Elector | None) -> Elector:
    for own in electorates.lines_of(user, decision):
        if line is None or line.pk == own.pk:
            return own
    raise not_an_elector(decision, user)


def not_an_elector(decision: Decision, user: User) -> RuleRefusedError:
    """Why somebody may not take a position: UNEP and observers never do (A1-3e)."""
    if user.is_secretariat:
        return without_a_voice()
    if decision.standing_aside.filter(person=user).exists():
        return standing_aside(decision)
    return no_member_then(decision)


def without_a_voice() -> RuleRefusedError:
    return RuleRefusedError(
        _("UNEP takes part without a voice in the consensus."), clause="A1-3e", status=403
    )


def standing_aside(decision: Decision) -> RuleRefusedError:
    return RuleRefusedError(
        _("You stand aside in this matter, so you take no position on it."),
        clause=decision.body.consensus_clause,
        status=403,
    )


def no_member_then(decision: Decision) -> RuleRefusedError:
    return RuleRefusedError(
        _(
            "Only those who were members when the decision opened take a position, as long as "
            "their term runs."
        ),
        clause=decision.body.consensus_clause,
        status=403,
    )


def _same_position(
    decision: Decision, elector: Elector, kind: str, statement: str, *, by: User
) -> Position | None:
    """The last word on the current text, if the same person says the very same again."""
    words = Position.objects.filter(elector=elector, text=texts.current(decision))
    last = words.order_by("-taken_at", "-pk").first()
    if last is None or (last.kind, last.statement, last.taken_by) != (kind, statement, by):
        return None
    return last


def _record_position(
    decision: Decision, elector: Elector, kind: str, statement: str = "", *, by: User
) -> Position:
    """Keep one word more: the newest counts, and the earlier ones stay with their names."""
    return Position.objects.create(
        elector=elector,
        text=texts.current(decision),
        kind=kind,
        statement=statement,
        taken_at=timezone.now(),
        taken_by=by,
    )
