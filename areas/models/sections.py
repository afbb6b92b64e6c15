"""The narrative of the sections of a plan (Annex 2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.words import labelled


class SectionText(models.Model):
    """The narrative of one section; its version tells two writers apart."""

    plan = models.ForeignKey("areas.PlanVersion", models.CASCADE, related_name="texts")
    section = models.CharField(_("section"), max_length=4)
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("saved by"),
    )

    class Meta:
        verbose_name = _("text of a section")
        verbose_name_plural = _("texts of sections")
        ordering = ["plan", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "section"], name="plan_section_text_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    section__in=[
                        "I",
                        "II",
                        "III",
                        "IV",
                        "V",
                        "VI",
                        "VII",
                        "VIII",
                        "IX",
                        "X",
                    ]
                ),
                name="plan_section_text_has_its_section",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.plan, self.section)
