"""Who could pay for the work of a plan, for what, and who was asked (A2-VII-1 to A2-VII-6)."""

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
    # A2-VII-5: the Partnership as a mechanism to fund large strategic projects.
    is_strategic = models.BooleanField(
        _("a large strategic project of the Partnership"), default=False, db_default=False
    )

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


class Application(PlanRow):
    """Funds that the area, or a partner, applies for at a donor (A2-VII-6)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        SENT = "sent", _("Sent")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="applications")
    title = NameField(_("what it is for"), max_length=200)
    request = models.ForeignKey(
        ProjectRequest,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("project of this plan"),
    )
    donor = models.ForeignKey(
        PotentialDonor,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("donor of this plan"),
    )
    other_donor = NameField(_("another donor"), max_length=200, blank=True)
    state = models.CharField(
        _("where it stands"), max_length=8, choices=State.choices, default=State.PLANNED
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta(PlanRow.Meta):
        verbose_name = _("application for funds")
        verbose_name_plural = _("applications for funds")
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="")
                | (Q(amount__gte=0) & ~Q(currency="")),
                name="plan_application_amount_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "sent", "granted", "refused"]),
                name="plan_application_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(sent_on__isnull=False),
                name="plan_application_sent_has_day",
            ),
            models.CheckConstraint(
                condition=Q(donor__isnull=True) | Q(other_donor=""),
                name="plan_application_has_one_donor",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> str:
        """Whom the funds are asked of."""
        return self.donor.name if self.donor else self.other_donor
