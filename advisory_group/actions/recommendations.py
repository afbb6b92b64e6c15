"""The group's list: written from the comments, answered by the area (A1-3f-ii)."""

from copy import copy

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisory_group import emails, not_now
from advisory_group.actions import asides
from advisory_group.acts import Act
from advisory_group.models import PlanReview, Recommendation
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError, changed_fields


@transaction.atomic
def add(review: PlanReview, recommendation: Recommendation, *, by: User) -> Recommendation:
    """Put a point on the consolidated list, with the next number."""
    asides.lock_open(review, by=by)
    recommendation.review, recommendation.number = review, review.last_number + 1
    recommendation.save()
    ledger.record(Act.REVIEW_RECOMMENDED, review, by=by, number=recommendation.number)
    return recommendation


@transaction.atomic
def change(
    recommendation: Recommendation, *, section: str, kind: str, text: str, by: User
) -> None:
    """Word a point anew before it is answered."""
    review = _lock_unanswered(recommendation, by=by)
    wording = {"section": section, "kind": kind, "text": text}
    if not changed_fields(recommendation, wording):
        return
    recommendation.section, recommendation.kind = section, kind
    recommendation.text = text
    recommendation.save(update_fields=["section", "kind", "text"])
    ledger.record(Act.REVIEW_RECOMMENDED, review, by=by, number=recommendation.number)


@transaction.atomic
def merge(recommendation: Recommendation, *, into: Recommendation, by: User) -> None:
    """Take a point up in another one of the same list; its comments go along.

    The ledger keeps how it was worded: nothing that was typed is lost.
    """
    review = _lock_unanswered(recommendation, by=by)
    others = review.recommendations.filter(answer_kind="").exclude(pk=recommendation.pk)
    if not others.filter(pk=into.pk).exists():
        raise RuleRefusedError(
            _(
                "A recommendation is merged into another one of the same list that the area "
                "has not answered yet. Choose again."
            ),
            clause="A1-3f-ii",
        )
    recommendation.comments.update(recommendation=into)
    number, wording = recommendation.number, recommendation.text
    point = recommendation.pk
    recommendation.delete()
    ledger.record(
        Act.REVIEW_MERGED,
        review,
        by=by,
        point=point,
        number=number,
        into_number=into.number,
        wording=wording,
    )


@transaction.atomic
def drop(recommendation: Recommendation, *, reason: str, by: User) -> None:
    """Take a point off the list; its comments are kept, its wording and the reason recorded."""
    review = _lock_unanswered(recommendation, by=by)
    number, wording = recommendation.number, recommendation.text
    point = recommendation.pk
    recommendation.delete()
    ledger.record(
        Act.REVIEW_DROPPED,
        review,
        by=by,
        reason=reason,
        point=point,
        number=number,
        wording=wording,
    )


def hold(recommendation: Recommendation) -> Recommendation:
    """Give the point as it is stored now, held with its review, in a copy of its own."""
    recommendation.review.lock()
    held = copy(recommendation)
    _read_again(held)
    held.review = recommendation.review
    return held


def _lock_unanswered(recommendation: Recommendation, *, by: User) -> PlanReview:
    review = recommendation.review
    asides.lock_open(review, by=by)
    _read_again(recommendation)
    if recommendation.answer_kind:
        raise not_now.why_wording_stays(recommendation)
    return review


def _read_again(recommendation: Recommendation) -> None:
    """Read a point again: somebody may have merged or dropped it meanwhile."""
    review = recommendation.review
    try:
        recommendation.refresh_from_db()
    except Recommendation.DoesNotExist:
        raise InvalidTransitionError(review, "changed") from None


@transaction.atomic
def answer(recommendation: Recommendation, *, kind: str, text: str, by: User) -> None:
    """Say for the area what was changed, or explain why not (A1-3f-ii)."""
    review = recommendation.review
    review.lock()
    if not review.takes_answers:
        raise InvalidTransitionError(review, "answered")
    _read_again(recommendation)
    if not changed_fields(recommendation, {"answer_kind": kind, "answer": text}):
        return
    recommendation.answer_kind, recommendation.answer = kind, text
    recommendation.answered_by, recommendation.answered_at = by, timezone.now()
    recommendation.save(
        update_fields=["answer_kind", "answer", "answered_by", "answered_at"]
    )
    ledger.record(
        Act.REVIEW_ANSWERED, review, by=by, reason=text, number=recommendation.number
    )
    emails.answered(recommendation, by=by)
