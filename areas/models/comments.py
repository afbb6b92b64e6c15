"""What partners of the area say about a draft (B4-2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models.plans import PlanVersion
from gmp_portal.constraints import both_or_neither
from gmp_portal.words import beside, labelled
from partners.models import Partner


class PlanComment(models.Model):
    """A partner of the area says something about a section of the draft (B4-2)."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="comments")
    section = models.CharField(_("section"), max_length=4, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    # For whom it was said; leads say something as such, too.
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    text = models.TextField(_("comment"), max_length=5000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("comment on a plan")
        verbose_name_plural = _("comments on plans")
        ordering = ["written_at", "pk"]
        constraints = [
            both_or_neither(
                "resolved_at", "resolved_by", name="plan_comment_resolved_complete"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="plan_comment_not_empty"),
        ]

    def __str__(self) -> str:
        return labelled(self.author, self.plan)

    def get_absolute_url(self) -> str:
        return f"{self.plan.get_absolute_url()}#comments"

    @property
    def voice(self) -> str:
        """Who said it, and for which partner."""
        return beside(self.author, self.partner.name_on_record if self.partner else "")
