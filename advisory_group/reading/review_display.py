"""What pages show of a review: points by section, checklist, stages; and who chaired."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from advisory_group.models import (
    SCORES,
    Assessment,
    ChairTerm,
    PlanReview,
    Recommendation,
    ReviewComment,
    Seat,
    StandAside,
)
from advisory_group.models.reviews import PlanReviewQuerySet
from advisory_group.reading.decision_texts import section_title
from areas.annex2 import BY_KEY
from areas.models import Linkage, PlanVersion
from areas.reading import plan_display, snapshot
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.models import Body, Decision
from gmp_portal.rounds import Number
from gmp_portal.ui.components import Step
from gmp_portal.words import listed, sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class SectionPoints:
    """What was said about one section."""

    key: str
    title: str
    points: list[Any]

    @property
    def is_of_template(self) -> bool:
        """Whether it is a section of the plan: a point can be about the plan as a whole."""
        return self.key in BY_KEY


@dataclass(frozen=True)
class Criterion:
    """One question of the checklist with the answers of those who filed."""

    question: "StrOrPromise"
    answers: list[tuple[Assessment, str]]


def by_section(points: Iterable[Recommendation | ReviewComment]) -> list[SectionPoints]:
    """Points under the headings of the template, in its order."""
    points = list(points)
    keys = [*BY_KEY, *sorted({point.section for point in points} - set(BY_KEY))]
    groups = [
        SectionPoints(
            key, section_title(key), [point for point in points if point.section == key]
        )
        for key in keys
    ]
    return [group for group in groups if group.points]


def criteria(assessments: Iterable[Assessment]) -> list[Criterion]:
    """The checklist question by question; answers are read, never added up."""
    labels = dict(Assessment.Answer.choices)
    return [
        Criterion(
            str(getattr(Assessment._meta.get_field(name), "verbose_name", name)),
            [
                (assessment, str(labels.get(getattr(assessment, name), "—")))
                for assessment in assessments
            ],
        )
        for name in SCORES
    ]


def overlaps(plan: PlanVersion) -> QuerySet[Linkage]:
    """Ties between this plan and other areas: its own, and those that name its area."""
    published = PlanVersion.objects.current().exclude(area=plan.area_id)
    ties = Linkage.objects.filter(
        Q(plan=plan, area__isnull=False) | Q(plan__in=published, area=plan.area_id)
    )
    return ties.select_related("plan__area", "area").order_by("plan", "position")


def asked_and_filed(review: PlanReview) -> tuple[Number, Number]:
    """Two questions: how many members are asked for a view, and how many views are in."""
    aside = StandAside.objects.filter(review=review).values("person")
    asked = Seat.objects.current().exclude(person__in=aside)
    return Number(asked), Number(review.assessments.all())


def standing(
    review: PlanReview, recommendations: Iterable[Recommendation], asked: int, filed: int
) -> str:
    """One sentence: how many views are in, and which point that must be followed waits."""
    said = ngettext(
        "Round %(round)s: %(filed)s of %(asked)s review in.",
        "Round %(round)s: %(filed)s of %(asked)s reviews in.",
        asked,
    ) % {"round": review.round, "filed": filed, "asked": max(asked, filed)}
    waiting = [
        point for point in recommendations if point.kind == "must" and not point.answer_kind
    ]
    if not waiting:
        return said
    sections = listed(section_title(key) for key in sorted({w.section for w in waiting}))
    open_points = ngettext(
        "%(number)s point that must be followed has no answer yet (%(sections)s).",
        "%(number)s points that must be followed have no answer yet (%(sections)s).",
        len(waiting),
    ) % {"number": len(waiting), "sections": sections}
    return sentences(said, open_points)


def previous_reviews(review: PlanReview) -> QuerySet[PlanReview]:
    """The reviews of the versions before the reviewed one, the newest first."""
    return reviews_before(review.plan)


def reviews_before(plan: PlanVersion) -> PlanReviewQuerySet:
    """The concluded reviews of the versions before this one, the newest first."""
    earlier = PlanReview.objects.concluded().filter(
        plan__area=plan.area_id, plan__number__lt=plan.number
    )
    earlier = earlier.select_related("plan__area").defer("plan__snapshot")
    return earlier.order_by("-plan__number")


def following_versions(
    user: User | AnonymousUser, review: PlanReview
) -> QuerySet[PlanVersion]:
    """The later versions that this reader may read: there the answers of the area are seen."""
    later = PlanVersion.objects.visible_to(user).filter(
        area=review.plan.area_id, number__gt=review.plan.number
    )
    return later.select_related("area").defer("snapshot").order_by("number")


def decisions_on(review: PlanReview) -> QuerySet[Decision]:
    """The group's decisions about this review, the newest first."""
    about = Decision.objects.about(review.conclusion)
    return about.filter(body__kind=Body.Kind.ADVISORY_GROUP).newest_first()


def under_way(decisions: Iterable[Decision]) -> Decision | None:
    """The one of these that is drafted or open: while it is, nobody drafts another one."""
    return next((decision for decision in decisions if not decision.has_ended), None)


def chairs_now() -> QuerySet[ChairTerm]:
    terms = ChairTerm.objects.current().select_related("person", "decision__body")
    return terms.order_by("period")


def past_chairs() -> QuerySet[ChairTerm]:
    ended = ChairTerm.objects.filter(period__endswith__lte=today())
    return ended.select_related("person", "decision__body").order_by("-period", "pk")


def organisations_of(people: Sequence[int]) -> dict[int, str]:
    """For whom these people spoke in their newest seat."""
    return dict(spoken_for(people))


def spoken_for(people: "Sequence[int] | QuerySet[Any, Any]") -> "QuerySet[Seat, Any]":
    """These people and their organizations, the newest seat of each last."""
    rows = Seat.objects.filter(person__in=people).order_by("period")
    return rows.values_list("person_id", "organisation")


@dataclass(frozen=True)
class CommentedSection:
    """A section of the frozen plan with what the members say about it."""

    key: str
    title: str
    read: plan_display.ReadSection | None
    comments: list[ReviewComment]


def commented_sections(
    plan: PlanVersion, comments: Sequence[ReviewComment]
) -> list[CommentedSection]:
    """The frozen text section by section, each with its comments; the whole plan last."""
    read = plan_display.sections(snapshot.of(plan))
    known = {section.key for section in read}
    sections = [
        CommentedSection(
            section.key,
            section_title(section.key),
            section,
            [comment for comment in comments if comment.section == section.key],
        )
        for section in read
    ]
    rest = [comment for comment in comments if comment.section not in known]
    if rest:
        sections.append(CommentedSection("all", section_title("all"), None, rest))
    return sections


def section_spoken_of(point: Recommendation) -> CommentedSection:
    """The section of the frozen plan of which a point speaks, with its words."""
    section = BY_KEY.get(point.section)
    content = snapshot.of(point.review.plan) if section else None
    read = plan_display.section_of(section, content) if section and content else None
    return CommentedSection(point.section, section_title(point.section), read, [])


def steps(review: PlanReview) -> list[Step]:
    """The stages of a review as the public sees them."""
    plan = review.plan
    concluded = not review.is_open
    made = review.outcome == PlanReview.Outcome.RECOMMENDATIONS
    taken = [
        Step(_("Review opened"), "done", review.opened_at),
        Step(
            _("Concluded by the group"),
            "done" if concluded else "current",
            review.concluded_at,
            note=review.get_outcome_display(),
        ),
    ]
    if made:
        state: Any = "done" if plan.answered_at else "current"
        taken.append(Step(_("Answered by the area"), state, plan.answered_at))
    if concluded:
        waits: Any = "current" if plan.answered_at or not made else "upcoming"
        published: Any = "done" if plan.published_at else waits
        taken.append(Step(_("Plan published"), published, plan.published_at))
    return taken
