"""Who looked at the portal through whose eyes, why, and how long (R-52)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.workflow import Lockable


class ImpersonationQuerySet(models.QuerySet["Impersonation"]):
    """Looks through the eyes of others, by time."""

    def over(self) -> Self:
        """Those whose time has passed and which nobody ended (R-52)."""
        return self.filter(ended_at=None, ends_at__lte=timezone.now())


class Impersonation(Lockable):
    """The portal as somebody else sees it, for some minutes and only to read (R-52)."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("seen as"),
    )
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("Reason"))
    began_at = models.DateTimeField(_("begun"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = ImpersonationQuerySet.as_manager()

    class Meta:
        verbose_name = _("look through the eyes of somebody")
        verbose_name_plural = _("looks through the eyes of others")
        ordering = ["-began_at", "-pk"]
        indexes = [
            models.Index(
                fields=["ends_at"], name="impersonation_open", condition=Q(ended_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("begun_by")), name="impersonation_of_somebody_else"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="impersonation_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("began_at")), name="impersonation_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        """Whoever was looked through reads of it among the own mails."""
        return reverse("website:mail_list")

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and timezone.now() < self.ends_at
