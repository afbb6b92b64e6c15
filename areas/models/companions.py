"""What goes with a version of a plan: documents beside it, and the files made of it (B4-1)."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models.plans import LANGUAGES, PlanVersion
from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.words import labelled


class CompanionQuerySet(models.QuerySet["PlanCompanion"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever may read the version sees what is for everybody; the area sees the others."""
        visible = PlanVersion.objects.visible_to(user)
        inside = PlanVersion.objects.in_areas_of(user)
        return self.filter(
            Q(is_public=True, plan__in=visible.order_by().values("pk"))
            | Q(plan__in=inside.order_by().values("pk"))
        )


class PlanCompanion(models.Model):
    """A document that goes with a version: a budget sheet, a logframe, a background note."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="companions")
    title = NameField(_("title"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=LANGUAGES, default="en"
    )
    is_public = models.BooleanField(
        _("everybody may read it once the plan is published"), default=True
    )
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="+", verbose_name=_("file")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    objects = CompanionQuerySet.as_manager()

    class Meta:
        verbose_name = _("companion document of a plan")
        verbose_name_plural = _("companion documents of plans")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "title", "language"], name="plan_companion_title_once"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="plan_companion_has_title"),
        ]

    def __str__(self) -> str:
        return self.title


class PlanFile(models.Model):
    """A version as a file, in one language; it is made anew once the text has changed."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        WORD = "docx", _("Word")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="made_files")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    stamp = models.CharField(_("hash of what the file says"), max_length=64)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("file of a plan")
        verbose_name_plural = _("files of plans")
        ordering = ["plan", "kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "language"], name="plan_file_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "docx"]), name="plan_file_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(stamp__regex=r"^[0-9a-f]{64}$"), name="plan_file_has_stamp"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.plan, self.kind)
