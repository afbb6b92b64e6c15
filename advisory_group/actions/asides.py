"""Whoever stands aside has no hand in a review (A1-3f-ii)."""

from advisory_group import not_now
from advisory_group.models import PlanReview
from advisory_group.permissions import stands_aside
from gmp_portal.accounts.models import User


def lock_open(review: PlanReview, *, by: User) -> None:
    """Hold an open review for whoever takes part in it."""
    review.lock_open()
    aside = stands_aside(by, review)
    if aside is not None:
        raise not_now.why_aside(aside)
