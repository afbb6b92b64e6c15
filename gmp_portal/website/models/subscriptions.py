"""Who wants the newsletter, of the whole Partnership or of one area (A1-6d-i, R-62)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models import PartnershipArea
from gmp_portal.words import labelled
from gmp_portal.workflow import Lockable


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Subscriptions by whether their address was proved."""

    def confirmed(self) -> Self:
        """Those to whom newsletters go: whoever read the first mail, or has an account."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=True)


class Subscription(Lockable):
    """One address that gets one newsletter; whoever ends it leaves nothing here (R-62)."""

    email = models.EmailField(_("e-mail address"))
    area = models.ForeignKey(
        PartnershipArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES
    )
    # Whoever chose it on the page of the own mails.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="subscriptions",
        verbose_name=_("person"),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription of the newsletter")
        verbose_name_plural = _("subscriptions of the newsletter")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="subscription_unconfirmed",
                condition=models.Q(confirmed_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "area", name="subscription_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.email, self.area) if self.area else self.email

    @property
    def name(self) -> str:
        """How the desk lists it among readers."""
        return self.person.name if self.person else ""
