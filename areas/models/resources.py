"""Who could pay for the work of a plan, and for what (A2-VII-1, A2-VII-2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models.plans import PlanVersion
from areas.models.rows import PlanRow
from gmp_portal.characters import NameField
from gmp_portal.reference.currencies import CURRENCIES


class PotentialDonor(PlanRow):
    """A donor or financial institution the area may turn to (A2-VII-1)."""

    class Kind(models.TextChoices):
        DONOR = "donor", _("Donor")
        FINANCE = "finance", _("Financial institution")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="donors")
    name = NameField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    note = models.TextField(_("what could be asked for"), max_length=1000, blank=True)

    class Meta(PlanRow.Meta):
        verbose_name = _("potential donor")
        verbose_name_plural = _("potential donors")

    def __str__(self) -> str:
        return self.name


class ProjectRequest(PlanRow):
    """A partner seeks funds or help in kind for one project (A2-VII-2)."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="requests")
    title = NameField(_("project"), max_length=200)
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    purpose = models.TextField(_("what it is for"), max_length=3000)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, blank=True)
    in_kind = NameField(_("help in kind"), max_length=300, blank=True)

    class Meta(PlanRow.Meta):
        verbose_name = _("request for a project")
        verbose_name_plural = _("requests for projects")
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="")
                | (Q(amount__gte=0) & ~Q(currency="")),
                name="plan_request_amount_has_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.title
