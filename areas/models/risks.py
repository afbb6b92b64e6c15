"""What could keep an area from what its plan promises (A2-VIII-2, working rule R-69)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models.plans import PlanVersion
from areas.models.rows import PlanObjective, PlanRow
from gmp_portal.characters import NameField


class Risk(PlanRow):
    """Something that may go wrong, how likely and how bad, and what is done about it (R-69)."""

    class Grade(models.TextChoices):
        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="risks")
    title = NameField(_("risk"), max_length=300)
    likelihood = models.CharField(_("likelihood"), max_length=6, choices=Grade.choices)
    effect = models.CharField(_("effect"), max_length=6, choices=Grade.choices)
    measures = models.TextField(_("what is done about it"), max_length=2000, blank=True)
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner who looks after it"),
    )
    objective = models.ForeignKey(
        PlanObjective,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="risks",
        verbose_name=_("objective it endangers"),
    )

    class Meta(PlanRow.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    likelihood__in=["low", "medium", "high"],
                    effect__in=["low", "medium", "high"],
                ),
                name="plan_risk_grades_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title
