"""The points of a review and its whole list, as whoever acts on them reads them (A1-3f-ii)."""

from typing import Any, ClassVar

from advisory_group.actions import recommendations
from advisory_group.models import PlanReview, Recommendation
from advisory_group.writings import WORDING
from gmp_portal.writing.read_texts import ReadForms, ReadText, Written, joined, register

CLAUSE = "A1-3f-ii"


class OfPoint(ReadForms[Any]):
    """One point as it is worded: the area answers it, the group takes it off its list."""

    model: ClassVar[Any] = Recommendation
    writing: ClassVar[Any] = WORDING

    def clause(self, record: Recommendation) -> str:
        return CLAUSE

    def lock(self, record: Recommendation) -> None:
        recommendations.hold(record)
        record.refresh_from_db()


class OfReview(ReadText[PlanReview]):
    """The list with the answers, as the group concludes on it and the area hands it in."""

    model: ClassVar[Any] = PlanReview

    def now(self, record: PlanReview) -> Written:
        points = record.recommendations.order_by("number", "pk")
        return Written(joined(*(_in_words(point) for point in points)))

    def clause(self, record: PlanReview) -> str:
        return CLAUSE


def _in_words(point: Recommendation) -> str:
    head = f"{point.number}. {point.get_kind_display()}"
    return joined(head, point.text, point.get_answer_kind_display(), point.answer)


def register_all() -> None:
    """Tell ``writing`` on which texts people act."""
    register(OfPoint(), OfReview())
