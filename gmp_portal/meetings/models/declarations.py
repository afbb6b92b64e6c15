"""That the members who met agreed, as the chair declared it, and how that is taken back."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.constraints import both_or_neither
from gmp_portal.meetings.models.decisions import Decision


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    def standing(self) -> Self:
        """Those that nobody recalled and no newer text replaced."""
        return self.filter(recalled_at__isnull=True, superseded_at__isnull=True)


class Declaration(models.Model):
    """The chair declares the consensus of those who met on one text (A1-4a-iii, R-18).

    It is final only later: until then it can be recalled, and those absent may object.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="declarations")
    sha256 = models.CharField(max_length=64)
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recall_until = models.DateTimeField(_("can be recalled until"))
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    recall_reason = models.TextField(_("why it was recalled"), blank=True)
    superseded_at = models.DateTimeField(_("replaced by a newer text"), null=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration of a consensus")
        verbose_name_plural = _("declarations of a consensus")
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(recalled_at__isnull=True, superseded_at__isnull=True),
                name="declaration_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(recall_until__gt=F("declared_at")),
                name="declaration_can_be_recalled",
            ),
            both_or_neither(
                "recalled_at", "recalled_by", name="declaration_recall_complete"
            ),
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True)
                | (
                    Q(recalled_at__gte=F("declared_at"))
                    & Q(recalled_at__lte=F("recall_until"))
                ),
                name="declaration_recalled_in_time",
            ),
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True, recall_reason="")
                | (Q(recalled_at__isnull=False) & ~Q(recall_reason="")),
                name="declaration_recalled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True) | Q(superseded_at__isnull=True),
                name="declaration_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="declaration_names_a_text",
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision)

    @property
    def stands(self) -> bool:
        """Whether nobody recalled it and no newer text replaced it."""
        return self.recalled_at is None and self.superseded_at is None
