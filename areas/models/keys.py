"""What an entry of a plan is called in all versions, and never again something else (B4-2)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PlanKey(models.Model):
    """A thing of an area that its plans speak of: this effort, this indicator, this milestone.

    Each version has an entry of its own for it, in the words of that version; the key stays the
    same, whatever is reworded, moved, removed or brought back. It is never given a second time.
    """

    class Kind(models.TextChoices):
        OBJECTIVE = "objective", _("Objective")
        ACTION = "action", _("Priority action")
        EFFORT = "effort", _("Effort")
        MILESTONE = "milestone", _("Milestone")
        OPPORTUNITY = "opportunity", _("Opportunity")
        INDICATOR = "indicator", _("Indicator")
        DONOR = "donor", _("Potential donor")
        REQUEST = "request", _("Request for a project")
        APPLICATION = "application", _("Application for funds")
        LINKAGE = "linkage", _("Linkage")
        RISK = "risk", _("Risk")

    area = models.ForeignKey(
        "areas.PartnershipArea",
        models.PROTECT,
        related_name="plan_keys",
        verbose_name=_("area"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(_("key"), max_length=80, unique=True)
    # The database gives the key, and so it knows best when that was.
    made_at = models.DateTimeField(_("made"), null=True, db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("key of an entry")
        verbose_name_plural = _("keys of entries")
        ordering = ["area", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "number"], name="plan_key_number_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "objective",
                        "action",
                        "effort",
                        "milestone",
                        "opportunity",
                        "indicator",
                        "donor",
                        "request",
                        "application",
                        "linkage",
                        "risk",
                    ]
                ),
                name="plan_key_kind_known",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_key_from_one"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("areas:key_detail", args=[self.code])


class KeyField(models.ForeignKey[PlanKey, PlanKey]):
    """The key of an entry: the database gives it to whatever is new, and tells it (0012)."""

    db_returning = True

    def deconstruct(self) -> Any:
        """For migrations it is a foreign key like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
