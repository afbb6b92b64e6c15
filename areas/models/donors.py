"""Who a potential donor of a plan is, as somebody looked it up (A2-VII-1)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.models.keys import PlanKey
from gmp_portal import characters
from gmp_portal.characters import NameField
from gmp_portal.words import labelled
from partners.models import Funder, Partner


class DonorMatchQuerySet(models.QuerySet["DonorMatch"]):
    def for_names(self) -> Self:
        """With what says who it is: the partner, the funder, and the partner that this is now."""
        return self.select_related("key", "partner", "funder__partner")


class DonorMatch(models.Model):
    """A donor of the plans is this partner or this funder, or none that the portal knows.

    It belongs to the key of the donor, so that it lasts through the versions of the plan; it
    holds as long as the plan calls the donor as it did when somebody looked.
    """

    key = models.OneToOneField(
        PlanKey, models.PROTECT, related_name="donor_match", verbose_name=_("donor")
    )
    name = NameField(_("as the plan says"), max_length=200)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    funder = models.ForeignKey(
        Funder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("funder"),
    )
    is_none = models.BooleanField(_("none of those that are known"), default=False)
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("matched by"),
    )
    matched_at = models.DateTimeField(_("matched"), default=timezone.now)

    objects = DonorMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match of a donor")
        verbose_name_plural = _("matches of donors")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=False, funder=None, is_none=False)
                | Q(partner=None, funder__isnull=False, is_none=False)
                | Q(partner=None, funder=None, is_none=True),
                name="donor_match_says_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.key, self.partner or self.funder or _("none of these"))

    def holds_for(self, name: str) -> bool:
        """Whether the plan still calls the donor as it did, whatever the case and accents."""
        return characters.skeleton(name) == characters.skeleton(self.name)

    @property
    def stands_for(self) -> Partner | None:
        """The partner that it is: itself, or what the funder has become since."""
        return self.partner or (self.funder.partner if self.funder else None)
