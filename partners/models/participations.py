"""From when to when a partner takes part (A1-2e, R-11)."""

from datetime import date, timedelta

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gmp_portal.constraints import no_overlap
from gmp_portal.words import labelled
from partners.models.partners import Partner


class Participation(models.Model):
    """A partner takes part from one day to another; no first day means that none is known."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="participations", verbose_name=_("partner")
    )
    period = DateRangeField(_("period"))

    class Meta:
        verbose_name = _("period of participation")
        verbose_name_plural = _("periods of participation")
        ordering = ["-period"]
        indexes = [
            # Who came and who left last, for the news.
            models.Index(
                F("period__startswith").desc(), F("id").desc(), name="participation_begun"
            ),
            models.Index(
                F("period__endswith").desc(),
                F("id").desc(),
                name="participation_ended",
                condition=Q(period__endswith__isnull=False),
            ),
        ]
        constraints = [
            no_overlap("partner", name="participation_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(period__isempty=False), name="participation_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.partner, self.period)

    @property
    def starts_on(self) -> date | None:
        day: date | None = self.period.lower
        return day

    @property
    def ends_on(self) -> date | None:
        """The last day, counted; none while it goes on."""
        return self.period.upper - timedelta(days=1) if self.period.upper else None
