"""The points of the round before beside what the next version changed for them (A1-3f-ii)."""

from dataclasses import dataclass, field

from advisory_group.models import Kind, PlanReview, Recommendation, ReviewComment, TakenUp
from advisory_group.reading.decision_texts import section_title
from areas.annex2 import BY_KEY, Section
from areas.models import PlanVersion
from areas.reading import compare, snapshot
from areas.reading.compare import Excerpt, SectionChange


@dataclass(frozen=True)
class AnsweredPoint:
    """A recommendation, what the leads say of it, and the changes at its place."""

    point: Recommendation
    mark: TakenUp | None
    # The place that the leads name, or that of the recommendation.
    key: str
    title: str
    change: Excerpt | None
    # Of a point on the plan as a whole: all sections that are not as they were.
    sections: list[Section] = field(default_factory=list)
    # What members said before the group drew the point from it; only those inside read it.
    comments: list[ReviewComment] = field(default_factory=list)

    @property
    def is_of_template(self) -> bool:
        return self.key in BY_KEY

    @property
    def is_owed(self) -> bool:
        """Whether the leads still say where; not of what they explained, or of editorial points."""
        is_explained = self.point.answer_kind == Recommendation.AnswerKind.EXPLAINED
        return self.mark is None and not is_explained and self.point.kind != Kind.EDITORIAL


def gather(plan: PlanVersion, review: PlanReview, *, inside: bool) -> list[AnsweredPoint]:
    """Every point of the review with the difference between its version and this one.

    ``inside`` are the members of the group, the leads and the secretariat: they read the comments
    of the round before, too.
    """
    said: dict[int | None, list[ReviewComment]] = {}
    for comment in review.comments.select_related("author") if inside else ():
        said.setdefault(comment.recommendation_id, []).append(comment)
    points = list(review.recommendations.all())
    marks = {mark.recommendation_id: mark for mark in TakenUp.objects.filter(plan=plan)}
    changes = compare.versions(snapshot.of(review.plan), snapshot.of(plan))
    changed = {each.section.key: each for each in changes if each.is_changed}
    return [
        _answered(point, marks.get(point.pk), changed, said.get(point.pk, []))
        for point in points
    ]


def _answered(
    point: Recommendation,
    mark: TakenUp | None,
    changed: dict[str, SectionChange],
    comments: list[ReviewComment],
) -> AnsweredPoint:
    key = mark.section if mark else point.section
    change = changed.get(key)
    return AnsweredPoint(
        point,
        mark,
        key,
        section_title(key),
        compare.excerpt(change) if change else None,
        [] if key in BY_KEY else [each.section for each in changed.values()],
        comments,
    )
