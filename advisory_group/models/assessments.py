"""The checklist of a review, as one member filled it in (A1-3f-ii)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advisory_group.models.reviews import PlanReview
from gmp_portal.characters import NameField
from gmp_portal.words import labelled

SCORES = ["goal", "guidelines", "objectives", "costs", "overlaps"]


class Assessment(models.Model):
    """What one member found along the checklist of a review."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    class Grade(models.TextChoices):
        """Six steps of advice; nothing counts them, consensus is found in the group."""

        ALIGNED = "aligned", _("Aligned as it stands")
        EDITORIAL = "editorial", _("Aligned, with editorial points")
        SHOULD = "should", _("Aligned, with points that should be followed")
        MUST = "must", _("Aligned once the points that must be followed are met")
        REWORK = "rework", _("Needs to be worked over and seen again")
        NO_VIEW = "no_view", _("I cannot judge this plan")

    review = models.ForeignKey(
        PlanReview, models.CASCADE, related_name="assessments", verbose_name=_("review")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("member"),
    )
    organisation = NameField(_("organization"), max_length=250)
    goal = models.CharField(
        _("Does the plan serve the overall goal?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    guidelines = models.CharField(
        _("Does the plan follow the guidelines?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    objectives = models.CharField(
        _("Can the objectives be measured?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    costs = models.CharField(
        _("Does every effort name its cost and its contact?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    overlaps = models.CharField(
        _("Are overlaps with other areas dealt with?"),
        max_length=6,
        choices=Answer.choices,
        blank=True,
    )
    grade = models.CharField(
        _("Your advice in one line"), max_length=10, choices=Grade.choices, blank=True
    )
    remarks = models.TextField(_("Remarks on the checklist"), blank=True)
    filed_at = models.DateTimeField(_("filed at"))
    is_late = models.BooleanField(_("late"), default=False)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["filed_at", "pk"]
        constraints = [
            models.UniqueConstraint("review", "person", name="assessment_once"),
            models.CheckConstraint(
                condition=~Q(**dict.fromkeys(SCORES, "")),
                name="assessment_answers_something",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.person, self.review_id)
