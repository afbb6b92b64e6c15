"""How a decision comes about: in session or by silence (A1-4a-iii, A1-4b-iii).

Every function locks the row of the decision first, so that an objection and an adoption
never pass each other; the database refuses the same once more by a trigger.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.meetings import body_rules, emails
from gmp_portal.meetings.actions.endings import (
    adopt,
    close_silence,
    defer,
    record_no_consensus,
    withdraw,
)
from gmp_portal.meetings.models import (
    Body,
    Decision,
    DecisionText,
    Elector,
    Meeting,
    Objection,
    Position,
)
from gmp_portal.reference import numbers
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError

__all__ = [
    "accommodate",
    "adopt",
    "close_silence",
    "defer",
    "draft",
    "object_to",
    "open_for_silence",
    "open_in_session",
    "record_no_consensus",
    "redraft",
    "revise_text",
    "take_position",
    "withdraw",
    "withdraw_objection",
]

Status, Mode, Kind = Decision.Status, Decision.Mode, Position.Kind


# Before it opens -----------------------------------------------------------------------


@transaction.atomic
def draft(body: Body, *, title: str, text: str, by: User, **details: Any) -> Decision:
    """Write down what a body is to decide.

    ``details`` are meeting, agenda_item, subject_label, subject_url and language.
    """
    language = details.pop("language", "en")
    year = timezone.now().year
    slug = f"proposal-{year}-{numbers.take('PROPOSAL', year)}"
    decision = Decision.objects.create(
        body=body, title=title, slug=slug, first_slug=slug, drafted_by=by, **details
    )
    _write(decision, text, language, by=by)
    ledger.record("decision.drafted", decision, by=by, to=Status.DRAFTED)
    return decision


@transaction.atomic
def redraft(decision: Decision, *, text: str, by: User, **details: Any) -> None:
    """Change a draft that nobody was asked about yet; its text keeps the number 1."""
    decision.lock()
    if decision.status != Status.DRAFTED:
        raise InvalidTransitionError(decision, Status.DRAFTED)
    language = details.pop("language", "en")
    for name, value in details.items():
        setattr(decision, name, value)
    if details:
        decision.save(update_fields=list(details))
    decision.texts.update(text=text, language=language, sha256=DecisionText.hash_of(text))
    ledger.record("decision.redrafted", decision, by=by)


@transaction.atomic
def open_in_session(decision: Decision, *, by: User) -> None:
    """Put the text before the members who meet; the electorate is kept as it is now."""
    decision.lock()
    meeting = decision.meeting
    if meeting is None or meeting.status not in (
        Meeting.Status.CONVENED,
        Meeting.Status.HELD,
    ):
        raise RuleRefusedError(
            _("A decision in session needs a meeting that was convened."),
            clause=decision.body.consensus_clause,
        )
    _open(decision, Mode.IN_SESSION, None, by=by)


@transaction.atomic
def open_for_silence(
    decision: Decision, *, closes_at: datetime | None = None, by: User
) -> None:
    """Ask between meetings whether anybody objects, for 72 hours at least (R-07)."""
    decision.lock()
    _open(decision, Mode.NO_OBJECTION, closes_at or default_deadline(), by=by)


def default_deadline() -> datetime:
    """When a period that opens now ends unless somebody says otherwise (R-07)."""
    return timezone.now() + timedelta(days=rulebook.value("R-07")["default_days"])


def _open(decision: Decision, mode: str, closes_at: datetime | None, *, by: User) -> None:
    before = decision.become(Status.OPEN)
    _check_period(closes_at)
    _freeze_electorate(decision)
    decision.mode, decision.closes_at = mode, closes_at
    decision.opened_at, decision.opened_by = timezone.now(), by
    decision.save(update_fields=["status", "mode", "closes_at", "opened_at", "opened_by"])
    emails.decision_opened(decision, by=by)
    ledger.record(
        "decision.opened",
        decision,
        by=by,
        from_=before,
        to=decision.status,
        mode=str(mode),
        closes_at=closes_at and closes_at.isoformat(),
    )


def _check_period(closes_at: datetime | None) -> None:
    hours = rulebook.value("R-07")["minimum_hours"]
    if closes_at is not None and closes_at < timezone.now() + timedelta(
        hours=hours, minutes=-1
    ):
        raise RuleRefusedError(
            _("A no-objection period lasts %(hours)d hours at least.") % {"hours": hours},
            clause="R-07",
            status=422,
        )


def _freeze_electorate(decision: Decision) -> None:
    """Keep who belongs to the body now; whoever joins or leaves later changes nothing."""
    decision.electors.all().delete()
    members = body_rules.members(decision.body)
    if not members:
        raise RuleRefusedError(
            _("This body has no members who could agree on anything."),
            clause=decision.body.consensus_clause,
        )
    Elector.objects.bulk_create(
        Elector(decision=decision, person=one.person, organisation=one.organisation)
        for one in members
    )


# Positions -----------------------------------------------------------------------------


@transaction.atomic
def take_position(
    decision: Decision, *, kind: str = Kind.NO_OBJECTION, statement: str = "", by: User
) -> Position:
    """Say that one does not object to the current text, perhaps with a statement."""
    decision.lock()
    elector = _elector(decision, by)
    if not decision.is_open or _is_too_late(decision):
        raise InvalidTransitionError(decision, decision.status)
    if decision.standing_objections().filter(elector=elector).exists():
        raise RuleRefusedError(
            _("You maintain an objection. Withdraw it if the text is acceptable now."),
            clause=decision.body.consensus_clause,
        )
    if kind == Kind.OBJECTION:
        message = "An objection has a reason and a wording: use object_to."
        raise ValueError(message)
    position = _record_position(decision, elector, kind, statement)
    ledger.record("decision.position_taken", decision, by=by, position=str(kind))
    return position


@transaction.atomic
def object_to(
    decision: Decision, *, reason: str, acceptable_wording: str, by: User
) -> Objection:
    """Object to the current text, with a reason and a wording one could accept.

    What comes after the end is kept as late and changes nothing.
    """
    decision.lock()
    elector = _elector(decision, by)
    late = decision.is_adopted or (decision.is_open and _is_too_late(decision))
    if not decision.is_open and not late:
        raise InvalidTransitionError(decision, decision.status)
    _check_objection(decision, elector, reason, acceptable_wording)
    objection = Objection.objects.create(
        decision=decision,
        elector=elector,
        text=_current(decision),
        reason=reason,
        acceptable_wording=acceptable_wording,
        is_late=late,
    )
    if not late:
        _record_position(decision, elector, Kind.OBJECTION)
    emails.objection_raised(objection, by=by)
    kind = "decision.objected_late" if late else "decision.objected"
    ledger.record(kind, decision, by=by, objection=objection.pk)
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
    if decision.standing_objections().filter(elector=elector).exists():
        raise RuleRefusedError(_("You maintain an objection already."), clause=clause)


@transaction.atomic
def withdraw_objection(objection: Objection, *, note: str = "", by: User) -> None:
    """Take one's objection back: its author no longer stands in the way."""
    decision = objection.decision
    decision.lock()
    objection.lock()
    if not decision.is_open:
        raise InvalidTransitionError(decision, decision.status)
    before = objection.become(Objection.Status.WITHDRAWN)
    objection.settled_at, objection.settled_note = timezone.now(), note
    objection.save(update_fields=["status", "settled_at", "settled_note"])
    _record_position(decision, objection.elector, Kind.NO_OBJECTION)
    emails.objection_withdrawn(objection, by=by)
    ledger.record(
        "decision.objection_withdrawn",
        decision,
        by=by,
        objection=objection.pk,
        before=before,
    )


# Texts ---------------------------------------------------------------------------------


@transaction.atomic
def revise_text(
    decision: Decision, *, text: str, language: str = "en", by: User
) -> DecisionText:
    """Put a new version before a session; everybody is asked anew.

    Not while a no-objection period runs: withdraw it, or accommodate an objection.
    """
    decision.lock()
    if decision.status not in (Status.DRAFTED, Status.OPEN):
        raise InvalidTransitionError(decision, decision.status)
    if decision.is_open and decision.is_silent:
        raise RuleRefusedError(
            _("The text stays as it is while members are asked. Withdraw it first."),
            clause="R-07",
        )
    version = _write(decision, text, language, by=by)
    if decision.is_open:
        emails.text_revised(decision, by=by)
    ledger.record("decision.text_revised", decision, by=by, version=version.version)
    return version


@transaction.atomic
def accommodate(
    decision: Decision,
    objections: Sequence[Objection],
    *,
    text: str,
    closes_at: datetime | None = None,
    by: User,
) -> DecisionText:
    """Meet objections by a new version of the text; everybody is asked anew.

    A no-objection period begins again; objections that are not named stay as they are.
    """
    decision.lock()
    if not decision.is_open:
        raise InvalidTransitionError(decision, decision.status)
    standing = list(
        decision.standing_objections().filter(pk__in=[one.pk for one in objections])
    )
    if not standing:
        raise RuleRefusedError(
            _("Choose the objection that the new text accommodates."),
            clause=decision.body.consensus_clause,
            status=422,
        )
    version = _write(decision, text, _current(decision).language, by=by)
    if decision.is_silent:
        decision.closes_at = closes_at or default_deadline()
        _check_period(decision.closes_at)
        decision.silence_broken_at = None
        decision.save(update_fields=["closes_at", "silence_broken_at"])
    for objection in standing:
        objection.become(Objection.Status.ACCOMMODATED)
        objection.settled_at, objection.accommodated_in = timezone.now(), version
        objection.save(update_fields=["status", "settled_at", "accommodated_in"])
    emails.text_revised(decision, by=by)
    ledger.record(
        "decision.accommodated",
        decision,
        by=by,
        version=version.version,
        objections=[objection.pk for objection in standing],
    )
    return version


# Small parts ---------------------------------------------------------------------------


def _write(decision: Decision, text: str, language: str, *, by: User) -> DecisionText:
    newest = decision.texts.order_by("-version").first()
    return DecisionText.objects.create(
        decision=decision,
        version=newest.version + 1 if newest else 1,
        text=text,
        language=language,
        sha256=DecisionText.hash_of(text),
        written_by=by,
    )


def _current(decision: Decision) -> DecisionText:
    return decision.texts.order_by("-version")[0]


def _elector(decision: Decision, user: User) -> Elector:
    elector = decision.electors.filter(person=user).first()
    if elector is not None:
        return elector
    raise not_an_elector(decision, user)


def not_an_elector(decision: Decision, user: User) -> RuleRefusedError:
    """Why somebody may not take a position: UNEP and observers never do (A1-3e)."""
    if user.is_secretariat:
        return RuleRefusedError(
            _("UNEP takes part without a voice in the consensus."),
            clause="A1-3e",
            status=403,
        )
    return RuleRefusedError(
        _("Only those who were members when the decision opened take a position."),
        clause=decision.body.consensus_clause,
        status=403,
    )


def _is_too_late(decision: Decision) -> bool:
    return decision.is_silent and decision.deadline_has_passed


def _record_position(
    decision: Decision, elector: Elector, kind: str, statement: str = ""
) -> Position:
    position, _created = Position.objects.update_or_create(
        elector=elector,
        text=_current(decision),
        defaults={
            "kind": kind,
            "statement": statement if kind == Kind.WITH_STATEMENT else "",
            "taken_at": timezone.now(),
        },
    )
    return position
