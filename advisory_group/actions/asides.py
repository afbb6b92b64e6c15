"""Whoever stands aside has no hand in a review (A1-3f-ii)."""

from django.utils.translation import gettext as _

from advisory_group.models import PlanReview
from advisory_group.permissions import stands_aside
from gmp_portal.accounts.models import User
from gmp_portal.workflow import RuleRefusedError


def lock_open(review: PlanReview, *, by: User) -> None:
    """Hold an open review for whoever takes part in it."""
    review.lock_open()
    aside = stands_aside(by, review)
    if aside is None:
        return
    raise RuleRefusedError(
        _("You stand aside in this review: %(cause)s.")
        % {"cause": aside.get_cause_display()},
        clause="A1-3f-ii",
        status=403,
    )
