"""Where a later version of a plan takes up what the group recommended (A1-3f-ii)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advisory_group.models.recommendations import Recommendation


class TakenUp(models.Model):
    """The leads name the place of their next version that answers a point of the group.

    It is written while that version is a draft and stays with it: the group finds, beside each
    point of the round before, what was changed for it.
    """

    recommendation = models.ForeignKey(
        Recommendation,
        models.PROTECT,
        related_name="taken_up",
        verbose_name=_("recommendation"),
    )
    plan = models.ForeignKey(
        "areas.PlanVersion",
        models.PROTECT,
        related_name="points_taken_up",
        verbose_name=_("version that takes it up"),
    )
    section = models.CharField(_("section"), max_length=20)
    text = models.TextField(_("what was changed there"), max_length=2000)
    marked_at = models.DateTimeField(_("named at"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("named by"),
    )

    class Meta:
        verbose_name = _("recommendation that is taken up")
        verbose_name_plural = _("recommendations that are taken up")
        ordering = ["plan", "recommendation"]
        constraints = [
            models.UniqueConstraint("plan", "recommendation", name="taken_up_once"),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S") & ~Q(section=""),
                name="taken_up_says_where_and_what",
            ),
        ]

    def __str__(self) -> str:
        return str(self.recommendation)
