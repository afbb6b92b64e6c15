"""Pictures that stand in the narrative of plans (A2)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models.areas import PartnershipArea


class PlanFigure(models.Model):
    """A picture for the plans of an area; texts of any version show it by its key.

    Its file stays: a version that shows it may be read long after it left the next one.
    """

    area = models.ForeignKey(
        PartnershipArea, models.PROTECT, related_name="figures", verbose_name=_("area")
    )
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="+", verbose_name=_("file")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("figure of a plan")
        verbose_name_plural = _("figures of plans")
        ordering = ["area", "pk"]

    def __str__(self) -> str:
        return str(self.document)
