"""Two entries of one organization that became one, and two that look alike and are not (C16)."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.accounts.models import User
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.words import beside
from gmp_portal.workflow import Stateful
from partners.models.partners import Partner


class MergeStatus(models.TextChoices):
    """Whether the two entries are still one."""

    MADE = "made", _("Merged")
    UNDONE = "undone", _("Taken apart again")


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Only the secretariat merges; others see the one entry that stays."""
        if not isinstance(user, AnonymousUser) and user.is_secretariat:
            return self
        return self.none()


class Merge(Stateful):
    """One entry stands for two from now on; what went over is kept, to be put back (R-56)."""

    Status = MergeStatus
    TRANSITIONS = {
        MergeStatus.MADE: {MergeStatus.UNDONE},
        MergeStatus.UNDONE: frozenset(),
    }

    kept = models.ForeignKey(
        Partner, models.PROTECT, related_name="+", verbose_name=_("entry that stays")
    )
    gone = models.ForeignKey(
        Partner, models.PROTECT, related_name="+", verbose_name=_("entry merged into it")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=MergeStatus.choices, default=MergeStatus.MADE
    )
    reason = models.TextField(_("why the two are the same"), max_length=5000)
    # Row, field, what was there and what is there now, in the order in which it was written.
    changes = models.JSONField(_("what went over"), default=list, blank=True)
    # The former names that the one that stays got.
    names = models.JSONField(_("names that were added"), default=list, blank=True)
    # What had been changed meanwhile when somebody took the two apart.
    stayed = models.JSONField(_("what could not be put back"), default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("merged"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("taken apart"), null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of two entries")
        verbose_name_plural = _("merges of entries")
        ordering = ["-made_at", "-pk"]
        constraints = [
            status_is_known(MergeStatus, name="merge_status_known"),
            both_or_neither("undone_at", "undone_by", name="merge_undone_by_somebody"),
            models.CheckConstraint(
                condition=Q(status="undone", undone_at__isnull=False)
                | Q(status="made", undone_at__isnull=True),
                name="merge_undone_has_time",
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_has_reason"),
            # Nobody stands for one entry together with somebody else.
            models.UniqueConstraint(
                fields=["gone"], condition=Q(status="made"), name="merge_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return beside(self.gone.name, self.kept.name)

    def get_absolute_url(self) -> str:
        return reverse("partners:merge_detail", args=[self.pk])

    @property
    def can_be_undone(self) -> bool:
        """Within so many days after the two were merged (R-56)."""
        if self.status != MergeStatus.MADE:
            return False
        return timezone.now() < self.made_at + timedelta(days=rulebook.value("R-56"))


class Distinction(models.Model):
    """Two entries that look alike and are two: nobody is asked again (C16)."""

    first = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    second = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    reason = models.TextField(_("why they are two"), max_length=5000)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    said_at = models.DateTimeField(_("said"), default=timezone.now)

    class Meta:
        verbose_name = _("two entries that are not the same")
        verbose_name_plural = _("entries that are not the same")
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinction_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="distinction_in_order"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="distinction_has_reason"),
        ]

    def __str__(self) -> str:
        return beside(self.first.name, self.second.name)
