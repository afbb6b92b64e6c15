"""What a letter of intent promises, row by row: kind, amount or effort, and time (A1-2b)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.reference.currencies import CURRENCIES
from partners.models.choices import FIRST_YEAR, LAST_YEAR
from partners.models.letter_states import Contribution

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MONEY = r"^[A-Z]{3}$"


class Effort(models.TextChoices):
    """What is counted where no money is given."""

    HOURS = "hours", _("hours of work")
    DAYS = "days", _("days of work")
    MONTHS = "months", _("months of work")
    EVENTS = "events", _("events")
    PLACES = "places", _("places or scholarships")
    ITEMS = "items", _("items")


class Rhythm(models.TextChoices):
    """Whether the amount is given once, or again in each year."""

    ONCE = "once", _("in all")
    YEARLY = "yearly", _("each year")


UNITS: "list[tuple[StrOrPromise, list[tuple[str, StrOrPromise]]]]" = [
    (pgettext_lazy("unit of a pledge", "Work and goods"), [*Effort.choices]),
    (pgettext_lazy("unit of a pledge", "Money"), [*CURRENCIES]),
]


class Pledge(models.Model):
    """One contribution that a letter names; sums are of one currency and never mixed."""

    Effort = Effort
    Rhythm = Rhythm
    # What a sender says of it.
    ANSWERS = ("kind", "amount", "unit", "rhythm", "first_year", "last_year")

    letter = models.ForeignKey(
        "partners.LetterOfIntent", models.CASCADE, related_name="pledges"
    )
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("place in an order", "position")
    )
    # A draft may leave it open; a letter that is sent does not.
    kind = models.CharField(
        _("kind of contribution"), max_length=20, choices=Contribution.choices, blank=True
    )
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    # A currency by its code, or what is counted.
    unit = models.CharField(_("unit"), max_length=8, blank=True)
    rhythm = models.CharField(
        _("in all or each year"),
        max_length=8,
        choices=Rhythm.choices,
        default=Rhythm.ONCE,
    )
    first_year = models.PositiveSmallIntegerField(_("from the year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("to the year"), null=True, blank=True)

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "position"], name="pledge_position_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *Contribution.values]), name="pledge_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="pledge_rhythm_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, unit="")
                | (
                    Q(amount__gt=Decimal(0))
                    & (Q(unit__in=Effort.values) | Q(unit__regex=MONEY))
                ),
                name="pledge_amount_has_unit",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Contribution.FUNDING) | Q(unit="") | Q(unit__regex=MONEY),
                name="pledge_of_money_in_currency",
            ),
            models.CheckConstraint(
                condition=(
                    Q(first_year__isnull=True)
                    | Q(first_year__range=(FIRST_YEAR, LAST_YEAR))
                )
                & (Q(last_year__isnull=True) | Q(last_year__range=(FIRST_YEAR, LAST_YEAR))),
                name="pledge_years_known",
            ),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True)
                | Q(last_year__isnull=True)
                | Q(last_year__gte=F("first_year")),
                name="pledge_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(Contribution(self.kind).label) if self.kind else str(_("Pledge"))

    @property
    def is_money(self) -> bool:
        return self.unit.isupper()

    @property
    def years(self) -> str:
        """The years in figures, “2026–2027”; empty where none is named."""
        named = [year for year in (self.first_year, self.last_year) if year]
        return "\u2013".join(str(year) for year in dict.fromkeys(named))
