"""What a place in the group stands for: its class, its constituency, its region."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import NameField
from gmp_portal.reference.choices import UnRegion


class SeatClass(models.TextChoices):
    """On which ground the Executive Director invites somebody (A1-3c)."""

    LEAD = "i", _("Lead of an area")
    NOMINATED = "ii", _("Nominated by an area")
    BALANCE = "iii", _("Invited to balance the group")
    TRANSITIONAL = "T", _("Transitional member for a new area")

    @property
    def clause_id(self) -> str:
        """The clause of the rule book that this class comes from."""
        return f"A1-3c-{self.value}"


class Constituency(models.TextChoices):
    """For whom a member speaks (A1-3b-1)."""

    GOVERNMENT = "government", _("Governments")
    REIO = "reio", _("Regional economic integration organizations")
    INTERGOVERNMENTAL = "intergovernmental", _("International organizations")
    NGO = "ngo", _("Non-governmental organizations")
    SCIENCE = "science", _("Science and technology")
    INDUSTRY = "industry", _("Business and industry")
    OTHER = "other", _("Other major groups and sectors")


class Place(models.Model):
    """What an invitation offers and a seat holds; each class names its own ground (A1-3c)."""

    klass = models.CharField(_("class"), max_length=3, choices=SeatClass.choices)
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        related_name="advisory_%(class)ss",
        null=True,
        blank=True,
        verbose_name=_("partner"),
    )
    organisation = NameField(_("organization as shown"), max_length=250)
    constituency = models.CharField(
        _("constituency"), max_length=20, choices=Constituency.choices
    )
    country = models.ForeignKey(
        "reference.Country",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("country"),
    )
    region = models.CharField(
        _("regional group"), max_length=20, choices=UnRegion.choices, blank=True
    )
    area = models.ForeignKey(
        "areas.PartnershipArea",
        models.PROTECT,
        related_name="advisory_%(class)ss",
        null=True,
        blank=True,
        verbose_name=_("area"),
    )
    nomination = models.ForeignKey(
        "advisory_group.Nomination",
        models.PROTECT,
        related_name="%(class)ss",
        null=True,
        blank=True,
        verbose_name=_("nomination"),
    )
    gap = models.TextField(_("the gap that this member fills"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(klass__in=SeatClass.values), name="%(class)s_class_is_known"
            ),
            models.CheckConstraint(
                condition=Q(constituency__in=Constituency.values)
                & Q(region__in=["", *UnRegion.values])
                & ~Q(organisation=""),
                name="%(class)s_speaks_for_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(klass__in=["i", "T"]) | Q(area__isnull=False),
                name="%(class)s_names_its_area",
            ),
            models.CheckConstraint(
                condition=~Q(klass="ii")
                | Q(nomination__isnull=False, partner__isnull=False),
                name="%(class)s_was_nominated",
            ),
            models.CheckConstraint(
                condition=~Q(klass="iii") | Q(gap__regex=r"\S"),
                name="%(class)s_fills_a_gap",
            ),
        ]

    @property
    def is_transitional(self) -> bool:
        return self.klass == SeatClass.TRANSITIONAL

    @property
    def region_label(self) -> str:
        """The regional group, or that the organization belongs to none."""
        return str(self.get_region_display() or _("No regional group"))

    @property
    def klass_clause(self) -> str:
        """The clause on which this member is invited."""
        return SeatClass(self.klass).clause_id
