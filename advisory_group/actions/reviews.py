"""The group reviews a frozen plan and recommends; it approves nothing (A1-3f-ii)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisory_group import emails, not_now
from advisory_group.actions import asides, refusals
from advisory_group.actions.chairs import check_decision
from advisory_group.acts import Act
from advisory_group.models import (
    SCORES,
    Assessment,
    PlanReview,
    Recommendation,
    ReviewComment,
    Seat,
    StandAside,
)
from advisory_group.reading import decision_texts, people
from areas.actions import plans
from areas.models import LeadTerm, PlanVersion
from gmp_portal import ledger, offered
from gmp_portal.accounts.models import User
from gmp_portal.meetings.actions import decisions
from gmp_portal.meetings.models import Decision
from gmp_portal.notifications import reminders
from gmp_portal.notifications.reminders import Step
from gmp_portal.workflow import RuleRefusedError, changed_fields

Status, Outcome = PlanReview.Status, PlanReview.Outcome
# What filing again replaces; whose answers they are, and on which review, stays.
ANSWERED = [*SCORES, "grade", "remarks"]
FILED = [*ANSWERED, "organisation", "filed_at", "is_late"]


@transaction.atomic
def open_(plan: PlanVersion, *, due_at: datetime, note: str = "", by: User) -> PlanReview:
    """Lay a frozen plan version before the group (A1-3f-ii)."""
    plan.lock()
    if plan.status != PlanVersion.Status.UNDER_REVIEW:
        raise not_now.why_no_review(plan)
    if due_at <= timezone.now():
        raise RuleRefusedError(
            _("Give the members time: the due date lies in the past."), clause="A1-3f-ii"
        )
    with refusals.in_words():
        review = PlanReview.objects.create(
            plan=plan,
            plan_sha256=plan.sha256,
            round=_round_of(plan),
            due_at=due_at,
            note=note,
            opened_by=by,
            opened_at=timezone.now(),
        )
    _set_leads_aside(review)
    ledger.record(Act.REVIEW_OPENED, review, by=by, to=Status.OPEN)
    emails.review_opened(review, by=by)
    return review


def _round_of(plan: PlanVersion) -> int:
    """The first round, or the next one where the earlier version never came into force."""
    before = plan.continues
    if before is None or before.published_at:
        return 1
    earlier = PlanReview.objects.filter(plan=before).first()
    return earlier.round + 1 if earlier else 1


def _set_leads_aside(review: PlanReview) -> None:
    """Nobody reviews the plan of an area that he or she leads."""
    led = LeadTerm.objects.current().filter(area=review.plan.area_id)
    for seat in Seat.objects.current().filter(person__in=led.values("person")):
        StandAside.objects.create(
            review=review,
            person=seat.person,
            organisation=seat.organisation,
            cause=StandAside.Cause.LEAD,
            at=review.opened_at,
        )


@transaction.atomic
def stand_aside(review: PlanReview, *, statement: str, by: User) -> StandAside:
    """Declare an interest in the plan: the member takes no further part in this review."""
    asides.lock_open(review, by=by)
    aside = StandAside.objects.create(
        review=review,
        person=by,
        organisation=people.organisation_of(by),
        cause=StandAside.Cause.INTEREST,
        statement=statement,
        at=timezone.now(),
    )
    ledger.record(Act.REVIEW_STOOD_ASIDE, review, by=by, reason=statement)
    return aside


@transaction.atomic
def comment(
    review: PlanReview, *, section: str, kind: str, text: str, by: User
) -> ReviewComment:
    """Make a point on a section; after the due date it is taken all the same, as late."""
    asides.lock_open(review, by=by)
    said = {"author": by, "section": section, "kind": kind, "text": text}
    if same := review.comments.filter(**said).first():
        return same
    point = ReviewComment.objects.create(
        review=review,
        organisation=people.organisation_of(by),
        **said,
        made_at=timezone.now(),
        is_late=review.is_past_due,
    )
    ledger.record(Act.REVIEW_COMMENTED, review, by=by, section=section, weight=kind)
    return point


@transaction.atomic
def assess(review: PlanReview, assessment: Assessment, *, by: User) -> Assessment:
    """File one's answers to the checklist; filing again replaces them."""
    asides.lock_open(review, by=by)
    filed = review.assessments.filter(person=by).first()
    if filed is not None:
        answers = {name: getattr(assessment, name) for name in ANSWERED}
        if not changed_fields(filed, answers):
            return filed
        assessment.pk, assessment.is_late = filed.pk, filed.is_late
    assessment.review, assessment.person = review, by
    assessment.organisation = people.organisation_of(by)
    assessment.filed_at = timezone.now()
    assessment.is_late = assessment.is_late or review.is_past_due
    assessment.save(update_fields=FILED if filed is not None else None)
    ledger.record(Act.REVIEW_ASSESSED, review, by=by)
    return assessment


@transaction.atomic
def consolidate(review: PlanReview, *, by: User) -> int:
    """Draft one recommendation from each comment that is in none yet; answers how many."""
    asides.lock_open(review, by=by)
    number = review.last_number
    waiting = review.comments.filter(recommendation=None)
    drafted = 0
    for point in waiting.order_by("section", "made_at"):
        drafted += 1
        point.recommendation = Recommendation.objects.create(
            review=review,
            number=number + drafted,
            section=point.section,
            kind=point.kind,
            text=point.text,
        )
        point.save(update_fields=["recommendation"])
    if drafted:
        ledger.record(Act.REVIEW_CONSOLIDATED, review, by=by, drafted=drafted)
        emails.recommendations_drafted(review, drafted, by=by)
    return drafted


@transaction.atomic
def draft_decision(review: PlanReview, *, outcome: str, by: User) -> Decision:
    """Draft the decision by which the group may conclude, from the list as it stands.

    While one is drafted or open, that one is it.
    """
    asides.lock_open(review, by=by)
    if outcome not in Outcome.values:
        raise RuleRefusedError(
            _("Choose what the group is to find; then the decision can be drafted."),
            clause="A1-3f-ii",
            status=422,
        )
    drafted = decisions.under_way(people.body(), review.conclusion)
    if drafted is not None:
        return drafted
    with offered.whole(review.plan.language) as language:
        title = decision_texts.title(review)
        text = decision_texts.text(review, outcome)
    decision = decisions.draft_once(
        people.body(),
        title=title,
        text=text,
        language=language,
        about=review.conclusion,
        by=by,
    )
    ledger.record(Act.REVIEW_DECISION_DRAFTED, review, by=by, outcome=outcome)
    return decision


@transaction.atomic
def conclude(
    review: PlanReview, *, decision: Decision, outcome: str, reason: str = "", by: User
) -> None:
    """Close the review with the consensus that the group reached (A1-3f-ii)."""
    asides.lock_open(review, by=by)
    check_decision(decision, review.conclusion, clause="A1-3f-ii")
    _check_outcome(review, outcome, reason)
    before = review.become(Status.CONCLUDED)
    review.decision, review.outcome = decision, outcome
    review.unanswered_reason = (
        reason if review.recommendations.unanswered_musts().exists() else ""
    )
    review.concluded_by, review.concluded_at = by, timezone.now()
    review.save(
        update_fields=[
            "status",
            "decision",
            "outcome",
            "unanswered_reason",
            "concluded_by",
            "concluded_at",
        ]
    )
    plans.mark_reviewed(review.plan, aligned=outcome == Outcome.ALIGNED, by=by)
    ledger.record(
        Act.REVIEW_CONCLUDED,
        review,
        by=by,
        from_=before,
        to=Status.CONCLUDED,
        reason=review.unanswered_reason,
        outcome=outcome,
        decision=decision.symbol,
    )
    emails.review_concluded(review, by=by)


def _check_outcome(review: PlanReview, outcome: str, reason: str) -> None:
    has_points = review.recommendations.exclude(kind="editorial").exists()
    if outcome == Outcome.RECOMMENDATIONS and not review.recommendations.exists():
        raise RuleRefusedError(
            _("There is no recommendation on the list. Add one, or find the plan aligned."),
            clause="A1-3f-ii",
        )
    if outcome == Outcome.ALIGNED and has_points:
        raise RuleRefusedError(
            _(
                "The list holds recommendations: a plan found aligned has editorial points only."
            ),
            clause="A1-3f-ii",
        )
    if review.recommendations.unanswered_musts().exists() and not reason.strip():
        raise RuleRefusedError(
            _("A point that must be followed has no answer yet. Say why you conclude now."),
            clause="A1-3f-ii",
        )


@transaction.atomic
def hand_in(review: PlanReview, *, by: User) -> None:
    """Hand the area's answers in: every point that must or should be followed has one."""
    review.lock()
    if any(point.needs_answer for point in review.recommendations.all()):
        raise RuleRefusedError(
            _("Answer every recommendation that must or should be followed first."),
            clause="A1-3f-ii",
        )
    plans.answer_done(review.plan, by=by)
    ledger.record(Act.REVIEW_HANDED_IN, review, by=by)
    emails.answers_handed_in(review, by=by)


@transaction.atomic
def remind(review: PlanReview, step: Step) -> None:
    """Write to the members who have not said anything yet, each step once (R-61)."""
    due = PlanReview.objects.open().filter(pk=review.pk)
    if reminders.begin(step) and due.update(reminded_at=timezone.now()):
        emails.review_due_soon(review, step)
