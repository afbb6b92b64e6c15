"""What several people write on a review, by its forms (A1-3f-ii, C4)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from advisory_group import not_now, permissions
from advisory_group.actions import recommendations, reviews, taken_up
from advisory_group.acts import Act
from advisory_group.forms.reviews import (
    AnswerForm,
    AssessmentForm,
    RecommendationForm,
    TakenUpForm,
)
from advisory_group.models import Assessment, PlanReview, Recommendation, TakenUp
from advisory_group.reading import review_display
from areas.models import PlanVersion
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, Permission, get_for_role, require_step
from gmp_portal.ledger.models import Entry
from gmp_portal.words import beside
from gmp_portal.workflow import NotNowError
from gmp_portal.writing.written import Forms, Writing, register

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

SEPARATOR = "-"


def find_point(user: Anybody, pk: int, permission: Permission[Any]) -> Recommendation:
    """A point for its role; whoever finds it gone reads who took it off the list, and when."""
    points = Recommendation.objects.visible_to(user).select_related("review__plan__area")
    if not points.filter(pk=pk).exists():
        _refuse_gone(user, pk, permission)
    point: Recommendation = get_for_role(points, user, permission, pk=pk)
    return point


def _refuse_gone(user: Anybody, pk: int, permission: Permission[Any]) -> None:
    """Tell whoever may know of it how a point went; nothing where it never was there."""
    visible = PlanReview.objects.visible_to(user).values_list("pk", flat=True)
    reviews = {ledger.subject_of(PlanReview(pk=review)): review for review in visible}
    kinds = [Act.REVIEW_MERGED, Act.REVIEW_DROPPED]
    # By their subjects the entries are found in an index, however long the ledger is.
    entries = Entry.objects.filter(subject__in=reviews, kind__in=kinds, body__point=pk)
    gone = entries.select_related("actor").first()
    if gone is None:
        return
    review = PlanReview.objects.get(pk=reviews[gone.subject])
    if refusal := permission.refusal_of_role(user, Recommendation(review=review)):
        raise refusal
    raise NotNowError(review, not_now.why_point_is_gone(gone, user))


class PointWriting(Writing[Recommendation]):
    """What is written on a point of the consolidated list."""

    permission: ClassVar[Permission[Any]]
    address: ClassVar[str]

    def find(self, user: Anybody, key: str) -> Recommendation:
        if not key.isdecimal():
            raise Http404
        return find_point(user, int(key[:18]), self.permission)

    def require_now(self, user: User, record: Recommendation) -> None:
        require_step(user, self.permission, record)

    def page(self, record: Recommendation) -> str:
        return reverse(f"advisory_group:{self.address}", args=[record.pk])

    def lock(self, record: Recommendation) -> Recommendation:
        return recommendations.hold(record)

    def subject(self, record: Recommendation) -> PlanReview:
        return record.review

    def scope(self, record: Recommendation) -> str:
        return f"advisory_group.review:{record.review_id}"


class WordingWriting(PointWriting):
    """The wording of a point, until the area answers it."""

    kind: ClassVar[str] = "advisory_group.point"
    becomes_public = True
    permission: ClassVar[Permission[Any]] = permissions.can_change
    address: ClassVar[str] = "recommendation_change"

    def forms(self, record: Recommendation, data: Any = None, files: Any = None) -> Forms:
        return [RecommendationForm(data, instance=record)]

    def save(self, record: Recommendation, forms: Forms, *, by: User) -> None:
        recommendations.change(record, **forms[0].cleaned_data, by=by)

    def title(self, record: Recommendation) -> "StrOrPromise":
        return self.part(record)

    def part(self, record: Recommendation) -> str:
        return _("Recommendation %(number)s") % {"number": record.number}


class AnswerWriting(PointWriting):
    """The area's answer to a point, until its answers are handed in."""

    kind: ClassVar[str] = "advisory_group.answer"
    becomes_public = True
    permission: ClassVar[Permission[Any]] = permissions.can_answer
    address: ClassVar[str] = "recommendation_answer"

    def forms(self, record: Recommendation, data: Any = None, files: Any = None) -> Forms:
        initial = {"kind": record.answer_kind, "text": record.answer}
        return [AnswerForm(data, initial=initial)]

    def save(self, record: Recommendation, forms: Forms, *, by: User) -> None:
        recommendations.answer(record, **forms[0].cleaned_data, by=by)

    def title(self, record: Recommendation) -> "StrOrPromise":
        return self.part(record)

    def part(self, record: Recommendation) -> str:
        return _("Answer to recommendation %(number)s") % {"number": record.number}


@dataclass(frozen=True)
class OwnAssessment:
    """One member's answers to the checklist of a review; at first there are none."""

    review: PlanReview
    person: User
    filed: Assessment


def assessment_of(review: PlanReview, person: User) -> OwnAssessment:
    """What this member has filed, or an empty checklist."""
    filed = review.assessments.filter(person=person).first()
    return own_assessment(review, person, filed)


def own_assessment(
    review: PlanReview, person: User, filed: Assessment | None
) -> OwnAssessment:
    """What was filed, or an empty checklist to begin with."""
    return OwnAssessment(review, person, filed or Assessment(review=review, person=person))


class AssessmentWriting(Writing[OwnAssessment]):
    """One's own answers to the checklist; nobody else writes them or reads their revisions."""

    kind: ClassVar[str] = "advisory_group.assessment"
    becomes_public = True

    def key(self, record: OwnAssessment) -> str:
        return f"{record.review.pk}{SEPARATOR}{record.person.pk}"

    def find(self, user: Anybody, key: str) -> OwnAssessment:
        pk, _separator, person = key.partition(SEPARATOR)
        if not isinstance(user, User) or person != str(user.pk) or not pk.isdecimal():
            raise Http404
        visible = PlanReview.objects.visible_to(user).select_related("plan__area")
        review = get_for_role(visible, user, permissions.can_assess, pk=pk[:18])
        return assessment_of(review, user)

    def require_now(self, user: User, record: OwnAssessment) -> None:
        require_step(user, permissions.can_assess, record.review)

    def lock(self, record: OwnAssessment) -> OwnAssessment:
        review = PlanReview.objects.select_related("plan__area").get(pk=record.review.pk)
        review.lock_open()
        return assessment_of(review, record.person)

    def forms(self, record: OwnAssessment, data: Any = None, files: Any = None) -> Forms:
        return [AssessmentForm(data, instance=record.filed)]

    def save(self, record: OwnAssessment, forms: Forms, *, by: User) -> None:
        reviews.assess(record.review, forms[0].save(commit=False), by=by)

    def title(self, record: OwnAssessment) -> "StrOrPromise":
        return beside(record.review, self.part(record))

    def page(self, record: OwnAssessment) -> str:
        return record.review.get_absolute_url()

    def subject(self, record: OwnAssessment) -> PlanReview:
        return record.review

    def part(self, record: OwnAssessment) -> str:
        return _("Checklist")


def place_of(plan: PlanVersion, point: Recommendation) -> TakenUp:
    """What the leads say of a point in this version, or where they begin to say it."""
    known = TakenUp.objects.filter(plan=plan, recommendation=point).first()
    mark = known or TakenUp(section=point.section)
    # Both are held already, with all that the pages ask of them.
    mark.plan, mark.recommendation = plan, point
    return mark


def points_of(user: Anybody, plan: PlanVersion) -> "QuerySet[Recommendation]":
    """The points that a version takes up: those of the review before it, and no others."""
    before = review_display.reviews_before(plan).visible_to(user).first()
    return Recommendation.objects.filter(review=before)


class PlaceWriting(Writing[TakenUp]):
    """Where a draft takes a point of the round before up; its leads write it (A1-3f-ii)."""

    kind: ClassVar[str] = "advisory_group.taken_up"
    becomes_public = True

    def key(self, record: TakenUp) -> str:
        return f"{record.plan_id}{SEPARATOR}{record.recommendation_id}"

    def find(self, user: Anybody, key: str) -> TakenUp:
        plan, _separator, point = key.partition(SEPARATOR)
        if not (plan.isdecimal() and point.isdecimal()):
            raise Http404
        visible = PlanVersion.objects.visible_to(user).select_related("area")
        version = get_for_role(visible, user, permissions.can_take_up, pk=plan[:18])
        points = points_of(user, version).select_related("review")
        return place_of(version, get_object_or_404(points, pk=point[:18]))

    def require_now(self, user: User, record: TakenUp) -> None:
        require_step(user, permissions.can_take_up, record.plan)

    def lock(self, record: TakenUp) -> TakenUp:
        record.plan.lock_draft()
        return place_of(record.plan, record.recommendation)

    def forms(self, record: TakenUp, data: Any = None, files: Any = None) -> Forms:
        initial = {"section": record.section, "text": record.text}
        return [TakenUpForm(data, initial=initial)]

    def save(self, record: TakenUp, forms: Forms, *, by: User) -> None:
        point = record.recommendation
        taken_up.take_up(record.plan, point, **forms[0].cleaned_data, by=by)

    def title(self, record: TakenUp) -> "StrOrPromise":
        return beside(record.plan, self.part(record))

    def page(self, record: TakenUp) -> str:
        places = [record.plan_id, record.recommendation_id]
        return reverse("advisory_group:point_take_up", args=places)

    def subject(self, record: TakenUp) -> PlanVersion:
        return record.plan

    def scope(self, record: TakenUp) -> str:
        return f"{self.kind}:{record.plan_id}"

    def part(self, record: TakenUp) -> str:
        return _("Where recommendation %(number)s is taken up") % {
            "number": record.recommendation.number
        }


WORDING = WordingWriting()
ANSWER = AnswerWriting()
ASSESSMENT = AssessmentWriting()
PLACE = PlaceWriting()


def register_all() -> None:
    """Tell ``writing`` of every text of the app."""
    for writing in (WORDING, ANSWER, ASSESSMENT, PLACE):
        register(writing)
