"""The passages of a version in other languages; the area agrees to the original only (B4-1)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models.plans import LANGUAGES, PlanVersion
from gmp_portal.words import labelled


class PlanTranslation(models.Model):
    """One passage in one language, and of which words it is the translation."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    path = models.CharField(_("passage"), max_length=60)
    source_sha256 = models.CharField(_("hash of the original"), max_length=64)
    text = models.TextField(_("translation"), blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("saved by"),
    )
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("translation of a passage")
        verbose_name_plural = _("translations of passages")
        ordering = ["plan", "language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "language", "path"], name="plan_translation_once"
            ),
            models.CheckConstraint(
                condition=Q(source_sha256__regex=r"^[0-9a-f]{64}$"),
                name="plan_translation_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.plan, self.path)
