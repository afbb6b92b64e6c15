"""What became of a milestone: it stands beside the plan, whose text is frozen (R-68)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models.keys import PlanKey
from gmp_portal.words import labelled


class MilestoneNote(models.Model):
    """Somebody notes that a milestone is reached, moved, or not reached after all (A2-IV-3)."""

    class Kind(models.TextChoices):
        REACHED = "reached", _("Reached")
        MOVED = "moved", _("Moved")
        REOPENED = "reopened", _("Not reached after all")

    key = models.ForeignKey(
        PlanKey, models.PROTECT, related_name="notes", verbose_name=_("milestone")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    # The day on which it was reached, or to which it was moved.
    day = models.DateField(_("day"), null=True, blank=True)
    moved_from = models.DateField(_("moved from"), null=True, blank=True)
    words = models.TextField(_("note"), max_length=1000, blank=True)
    evidence_url = models.URLField(_("where to read more"), blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("noted by"),
    )
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        verbose_name = _("note on a milestone")
        verbose_name_plural = _("notes on milestones")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="reached", day__isnull=False, moved_from__isnull=True)
                | (
                    Q(kind="moved", day__isnull=False, moved_from__isnull=False)
                    & ~Q(words="")
                )
                | (
                    Q(kind="reopened", day__isnull=True, moved_from__isnull=True)
                    & ~Q(words="")
                ),
                name="milestone_note_says_what_it_needs",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.key, self.get_kind_display())
