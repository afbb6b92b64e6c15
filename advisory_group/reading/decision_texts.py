"""What the group is asked to decide about a review, drafted from its list."""

from django.utils.translation import gettext as _

from advisory_group.models import PlanReview
from areas.annex2 import BY_KEY


def section_title(key: str) -> str:
    """The heading of a section of the template, or that the whole plan is meant."""
    section = BY_KEY.get(key)
    return f"{key}. {section.title}" if section else _("The plan as a whole")


def title(review: PlanReview) -> str:
    return _("Review of the business plan of the area “%(area)s”, version %(number)s") % {
        "area": review.plan.area.name,
        "number": review.plan.number,
    }


def subject_label(review: PlanReview) -> str:
    return _("Review of “%(plan)s”") % {"plan": review.plan.title}


def text(review: PlanReview, outcome: str) -> str:
    """The consensus as a text to agree on; it reviews and recommends, it approves nothing."""
    opening = _(
        "The Partnership Advisory Group has reviewed version %(number)s of the business plan of "
        "the area “%(area)s”."
    ) % {
        "number": review.plan.number,
        "area": review.plan.area.name,
    }
    if outcome == PlanReview.Outcome.ALIGNED:
        finding = _("It finds the plan aligned with the overall goal and the guidelines.")
        return f"{opening}\n\n{finding}"
    finding = _("It makes these recommendations and asks the area to answer each of them:")
    return "\n\n".join([opening, finding, *_points(review)])


def _points(review: PlanReview) -> list[str]:
    return [
        f"{point.number}. [{point.get_kind_display()}] {section_title(point.section)}: {point.text}"
        for point in review.recommendations.all()
    ]
