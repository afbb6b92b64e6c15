"""The wording of a decision: its versions, and how one meets an objection (A1-4a-iii)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.meetings import emails, not_now
from gmp_portal.meetings.actions import silences
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import Decision, DecisionText, Objection
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError

Status = Decision.Status


@transaction.atomic
def revise_text(decision: Decision, *, text: str, by: User) -> DecisionText:
    """Put a new version before a session; everybody is asked anew.

    Not while a no-objection period runs: withdraw it, or accommodate an objection.
    """
    decision.lock()
    if decision.status not in (Status.DRAFTED, Status.OPEN):
        raise InvalidTransitionError(decision, decision.status)
    if decision.is_open and decision.is_silent:
        raise not_now.why_text_stays()
    if decision.is_declared:
        raise not_now.why_declared_stays()
    _refuse_same_words(decision, text)
    version = write(decision, text, current(decision).language, by=by)
    ledger.record(Act.DECISION_TEXT_REVISED, decision, by=by, version=version.version)
    if decision.is_open:
        emails.text_revised(decision, by=by)
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

    A no-objection period begins again, and a consensus declared on the text before is void;
    objections that are not named stay as they are.
    """
    decision.lock()
    if not decision.is_open:
        raise InvalidTransitionError(decision, decision.status)
    standing = list(
        decision.objections.standing().filter(
            pk__in=[objection.pk for objection in objections]
        )
    )
    if not standing:
        raise RuleRefusedError(
            _("Choose the objection that the new text accommodates."),
            clause=decision.body.consensus_clause,
            status=422,
        )
    _refuse_same_words(decision, text)
    if decision.is_silent:
        closes_at = closes_at or silences.default_deadline()
        silences.refuse_too_short(closes_at)
    version = write(decision, text, current(decision).language, by=by)
    decision.declarations.standing().update(superseded_at=timezone.now())
    decision.closes_at = closes_at if decision.is_silent else None
    decision.silence_broken_at = None
    decision.save(update_fields=["closes_at", "silence_broken_at"])
    for objection in standing:
        objection.become(Objection.Status.ACCOMMODATED)
        objection.settled_at, objection.settled_by = timezone.now(), by
        objection.accommodated_in = version
        objection.save(
            update_fields=["status", "settled_at", "settled_by", "accommodated_in"]
        )
    ledger.record(
        Act.DECISION_ACCOMMODATED,
        decision,
        by=by,
        version=version.version,
        objections=[objection.pk for objection in standing],
    )
    emails.text_revised(decision, by=by)
    return version


def _refuse_same_words(decision: Decision, text: str) -> None:
    """Nobody is asked anew about words that have not changed."""
    if current(decision).text == text:
        raise RuleRefusedError(
            _("These are the words of the version before: change them, or leave it."),
            clause=decision.body.consensus_clause,
            status=422,
        )


def write(decision: Decision, text: str, language: str, *, by: User) -> DecisionText:
    newest = decision.texts.order_by("-version").first()
    return DecisionText.objects.create(
        decision=decision,
        version=newest.version + 1 if newest else 1,
        text=text,
        language=language,
        sha256=DecisionText.hash_of(text),
        written_by=by,
    )


def current(decision: Decision) -> DecisionText:
    return decision.texts.order_by("-version")[0]
