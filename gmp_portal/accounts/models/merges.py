"""Two accounts of one person that became one, and two that look alike and are not (C16)."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import rulebook
from gmp_portal.accounts.models.users import User
from gmp_portal.characters import NameField, can_be_seen
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.words import beside
from gmp_portal.workflow import Stateful


class AccountMergeStatus(models.TextChoices):
    """Whether the two accounts are still one."""

    MADE = "made", _("Merged")
    UNDONE = "undone", _("Taken apart again")


class AccountMergeQuerySet(models.QuerySet["AccountMerge"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The secretariat sees who became one; the person was told by mail (R-58)."""
        if not isinstance(user, AnonymousUser) and user.is_secretariat:
            return self
        return self.none()


class AccountMerge(Stateful):
    """One account stands for two from now on; what went over is kept, to be put back (R-56)."""

    Status = AccountMergeStatus
    TRANSITIONS = {
        AccountMergeStatus.MADE: {AccountMergeStatus.UNDONE},
        AccountMergeStatus.UNDONE: frozenset(),
    }

    kept = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("account that stays"),
    )
    gone = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("account merged into it"),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=AccountMergeStatus.choices,
        default=AccountMergeStatus.MADE,
    )
    reason = models.TextField(_("why the two are the same person"), max_length=5000)
    # What the account was called before: removed with the other data of the person.
    gone_name = NameField(_("name before"), max_length=150)
    gone_email = models.EmailField(_("E-mail address before"))
    # The addresses that went over, to be given back.
    addresses = models.JSONField(_("addresses that went over"), default=list, blank=True)
    # Row, field, what was there and what is there now, in the order in which it was written.
    changes = models.JSONField(_("what went over"), default=list, blank=True)
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

    objects = AccountMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of two accounts")
        verbose_name_plural = _("merges of accounts")
        ordering = ["-made_at", "-pk"]
        constraints = [
            status_is_known(AccountMergeStatus, name="account_merge_status_known"),
            both_or_neither(
                "undone_at", "undone_by", name="account_merge_undone_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(status="undone", undone_at__isnull=False)
                | Q(status="made", undone_at__isnull=True),
                name="account_merge_undone_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("gone")), name="account_merge_of_two"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="account_merge_has_reason"
            ),
            can_be_seen("gone_name", name="account_merge_name_can_be_seen"),
            # Nobody decides that the own account and another one are the same person.
            models.CheckConstraint(
                condition=~Q(made_by=F("kept")) & ~Q(made_by=F("gone")),
                name="account_merge_by_somebody_else",
            ),
            # Nobody stands for one account together with somebody else.
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(status="made"),
                name="account_merge_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return beside(self.gone_name, self.kept)

    def get_absolute_url(self) -> str:
        return reverse("website:account_merge_detail", args=[self.pk])

    @property
    def lent(self) -> list[dict[str, Any]]:
        """The addresses that lead to the account that stays: those somebody proved (R-58)."""
        return [each for each in self.handed_over if each["verified"]]

    @property
    def handed_over(self) -> list[dict[str, Any]]:
        """All addresses of the other account, to be given back (R-56)."""
        return [each for each in self.addresses if not each.get("is_own")]

    @property
    def own(self) -> list[str]:
        """The addresses that the account that stays had when the two were merged (R-56)."""
        return [each["email"] for each in self.addresses if each.get("is_own")]

    @property
    def can_be_undone(self) -> bool:
        """Within so many days after the two were merged (R-56)."""
        if self.status != AccountMergeStatus.MADE:
            return False
        return timezone.now() < self.undone_until

    @property
    def undone_until(self) -> datetime:
        """Until when the two can be taken apart (R-56)."""
        return self.made_at + timedelta(days=rulebook.value("R-56"))


class AccountDistinction(models.Model):
    """Two accounts that look alike and belong to two people: nobody is asked again (C16)."""

    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("why they are two people"), max_length=5000)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    said_at = models.DateTimeField(_("said"), default=timezone.now)

    class Meta:
        verbose_name = _("two accounts that are two people")
        verbose_name_plural = _("accounts that are two people")
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="account_distinction_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="account_distinction_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="account_distinction_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return beside(self.first, self.second)

    @property
    def accounts(self) -> list[User]:
        """Both, the older one first."""
        return [self.first, self.second]
