"""Other words for a text of a draft: suggested, taken in, refused, withdrawn (B4-2)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas import emails, not_now, permissions, writings
from areas.acts import Act
from areas.models import PlanSuggestion, PlanVersion
from areas.models.suggestions import SuggestionStatus
from areas.reading import proposals, wordings
from areas.reading.wordings import Wording
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.ui.versions import Values
from gmp_portal.workflow import RuleRefusedError, unmet
from gmp_portal.writing import actions as revisions
from gmp_portal.writing import other_values
from partners.models import Partner

Status = PlanSuggestion.Status


@transaction.atomic
def make(
    plan: PlanVersion,
    wording: Wording,
    *,
    proposed: str,
    reason: str = "",
    partner: Partner | None = None,
    by: User,
) -> PlanSuggestion:
    """Suggest other words for a text of the draft; its leads are told (B4-2)."""
    plan.lock()
    if not permissions.can_suggestion_make.fits(plan):
        raise not_now.why_no_suggestion(plan)
    partners = permissions.voices_of(by, plan.area)
    if partner is None and len(partners) == 1:
        [partner] = partners
    if partner is None or partner not in partners:
        raise unmet(_("Choose for which partner you write: you speak for several."), "B4-2")
    said = {
        "section": wording.section.key,
        "kind": wording.kind,
        "key": wording.key,
        "field": wording.field,
        "base": wording.text,
        "proposed": proposed,
        "reason": reason,
        "author": by,
        "partner": partner,
    }
    if same := plan.suggestions.waiting().filter(**said).first():
        return same
    suggestion = PlanSuggestion.objects.create(plan=plan, **said)
    ledger.record(Act.PLAN_SUGGESTION_MADE, plan, by=by, section=suggestion.section)
    emails.suggestion_made(suggestion, by=by)
    return suggestion


@transaction.atomic
def accept(suggestion: PlanSuggestion, *, text: str, seen: str, by: User) -> None:
    """Take the words in, as they were suggested or changed; the revision names their author.

    ``seen`` is the token of the wording that stood there when this was decided: what somebody
    else saved meanwhile is overwritten by nobody (C4).
    """
    # In the order of every save of this text: first its words, then the plan.
    revisions.hold(suggestion.kind, suggestion.key)
    suggestion.plan.lock()
    suggestion.lock()
    if not permissions.can_suggestion_accept.fits(suggestion):
        raise not_now.why_not_accepted(suggestion)
    wording = wordings.of_suggestion(suggestion)
    if wording is None:
        raise not_now.why_wording_is_gone()
    if wording.token != seen:
        sentence = _("The text was changed meanwhile: read it again, and decide then.")
        raise RuleRefusedError(sentence, clause="B4-2")
    is_whole = text == proposals.merged(suggestion, wording).text
    _write(suggestion.plan, wording, text, suggestion.author if is_whole else None, by)
    _settle(suggestion, Status.ACCEPTED if is_whole else Status.ADAPTED, by=by)


@transaction.atomic
def refuse(suggestion: PlanSuggestion, *, reason: str, by: User) -> None:
    """Leave the text as it is, and say why (B4-2)."""
    suggestion.lock()
    if not permissions.can_suggestion_refuse.fits(suggestion):
        raise not_now.why_suggestion_settled(suggestion)
    suggestion.answer = reason
    _settle(suggestion, Status.REFUSED, by=by, reason=reason)


@transaction.atomic
def withdraw(suggestion: PlanSuggestion, *, by: User) -> None:
    """Take a suggestion back before it is settled (B4-2)."""
    suggestion.lock()
    if not permissions.can_suggestion_withdraw.fits(suggestion):
        raise not_now.why_suggestion_settled(suggestion)
    _settle(suggestion, Status.WITHDRAWN, by=by)


def _write(
    plan: PlanVersion, wording: Wording, text: str, author: User | None, by: User
) -> None:
    """Save it through the forms by which the leads write, with all that they refuse."""
    writing: Any
    record: Any
    if wording.row_kind is None:
        writing = writings.SECTION
        record = writings.SectionOfPlan(plan, wording.section)
    else:
        writing = writings.ROW
        record = writings.RowOfPlan(plan, wording.row_kind, wording.row)
    values: Values = {wording.field: [text] if text else []}
    other_values.put(writing, record, values, by=by, clause="B4-2", words_of=author)


ACTS = {
    Status.ACCEPTED: Act.PLAN_SUGGESTION_ACCEPTED,
    Status.ADAPTED: Act.PLAN_SUGGESTION_ADAPTED,
    Status.REFUSED: Act.PLAN_SUGGESTION_REFUSED,
    Status.WITHDRAWN: Act.PLAN_SUGGESTION_WITHDRAWN,
}


def _settle(
    suggestion: PlanSuggestion, status: SuggestionStatus, *, by: User, reason: str = ""
) -> None:
    suggestion.become(status)
    suggestion.settled_at, suggestion.settled_by = timezone.now(), by
    suggestion.save(update_fields=["status", "answer", "settled_at", "settled_by"])
    plan, section = suggestion.plan, suggestion.section
    ledger.record(ACTS[status], plan, by=by, reason=reason, section=section)
    if status != Status.WITHDRAWN:
        emails.suggestion_settled(suggestion, by=by)
