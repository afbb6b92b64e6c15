"""The structured rows of a plan: what Annex 2 asks for in lists (A2-II to A2-IX)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.models.plans import PlanVersion
from gmp_portal.reference.choices import Objective

CURRENCIES = [
    (code, code)
    for code in [
        "USD",
        "EUR",
        "AUD",
        "BRL",
        "CAD",
        "CHF",
        "CNY",
        "COP",
        "GBP",
        "IDR",
        "INR",
        "JPY",
        "KES",
        "KRW",
        "MXN",
        "NOK",
        "PEN",
        "PHP",
        "SEK",
        "ZAR",
    ]
]


class PlanRow(models.Model):
    """A row of a list in one version of a plan, in the order the leads chose."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="%(class)s_rows")
    position = models.PositiveSmallIntegerField(default=0)
    continues = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class PlanObjective(PlanRow):
    """A desired outcome: clear, measurable, targeted, realistic (A2-II-1, A2-II-2)."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="objectives")
    statement = models.TextField(_("objective"), max_length=1000)
    measure = models.CharField(_("how it is measured"), max_length=300, blank=True)
    target = models.CharField(_("target"), max_length=300, blank=True)
    target_on = models.DateField(_("to be reached by"), null=True, blank=True)
    realism = models.TextField(_("why it is realistic"), max_length=1000, blank=True)
    goal_links = ArrayField(
        models.CharField(max_length=2, choices=Objective.choices),
        verbose_name=_("objectives of the Partnership it serves"),
        default=list,
        blank=True,
    )

    class Meta(PlanRow.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        constraints = [
            models.CheckConstraint(
                condition=Q(goal_links__contained_by=list(Objective.values)),
                name="plan_objective_links_are_known",
            )
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def goal_labels(self) -> list[tuple[str, str]]:
        return [(code, str(Objective(code).label)) for code in self.goal_links]


class PriorityAction(PlanRow):
    """One of the main things the area does towards its objectives (A2-III-1)."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="actions")
    title = models.CharField(_("priority action"), max_length=300)
    description = models.TextField(_("description"), max_length=3000, blank=True)
    objectives = models.ManyToManyField(
        PlanObjective,
        related_name="actions",
        blank=True,
        verbose_name=_("objectives it serves"),
    )

    class Meta(PlanRow.Meta):
        verbose_name = _("priority action")
        verbose_name_plural = _("priority actions")

    def __str__(self) -> str:
        return self.title


class Effort(PlanRow):
    """What a partner, or another participant, brings to an action (A2-IV-1, A2-VII-4)."""

    class Kind(models.TextChoices):
        OVERARCHING = "overarching", _("Overarching")
        BILATERAL = "bilateral", _("Bilateral")
        COLLABORATIVE = "collaborative", _("Collaborative")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="efforts")
    action = models.ForeignKey(
        PriorityAction,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="efforts",
        verbose_name=_("priority action"),
    )
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
    )
    participant = models.CharField(_("other participant"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    description = models.TextField(_("description"), max_length=3000)
    cost = models.DecimalField(
        _("cost"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    target = models.CharField(_("target"), max_length=300, blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact"),
    )

    class Meta(PlanRow.Meta):
        verbose_name = _("partner effort")
        verbose_name_plural = _("partner efforts")
        constraints = [
            models.CheckConstraint(
                condition=Q(cost__isnull=True, currency="")
                | (Q(cost__gte=0) & ~Q(currency="")),
                name="plan_effort_cost_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="plan_effort_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | Q(participant=""),
                name="plan_effort_has_one_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.description[:60]}"

    @property
    def who(self) -> str:
        """The partner's name, or that of the other participant."""
        return self.partner.name if self.partner else self.participant


class Milestone(models.Model):
    """A step on the way of an effort, within its duration (A2-IV-3)."""

    effort = models.ForeignKey(Effort, models.CASCADE, related_name="milestones")
    due_on = models.DateField(_("date"))
    text = models.CharField(_("milestone"), max_length=300)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class Opportunity(PlanRow):
    """An idea that is not pursued yet: needs scoping, or money (A2-V-1)."""

    class Status(models.TextChoices):
        IDEA = "idea", _("Idea")
        SCOPED = "scoped", _("Scoped")
        SEEKING = "seeking", _("Seeking funding")
        TAKEN_UP = "taken_up", _("Taken up")
        DROPPED = "dropped", _("Dropped")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="opportunities")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), max_length=3000, blank=True)
    objective = models.ForeignKey(
        PlanObjective,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="opportunities",
        verbose_name=_("objective it serves"),
    )
    status = models.CharField(
        _("where it stands"), max_length=8, choices=Status.choices, default=Status.IDEA
    )

    class Meta(PlanRow.Meta):
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")

    def __str__(self) -> str:
        return self.title


class Indicator(PlanRow):
    """What shows whether an objective comes closer (A2-VI-1)."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="indicators")
    objective = models.ForeignKey(
        PlanObjective,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("objective"),
    )
    name = models.CharField(_("indicator"), max_length=300)
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    baseline = models.CharField(_("baseline"), max_length=120, blank=True)
    target = models.CharField(_("target"), max_length=120, blank=True)
    source = models.CharField(_("source of the figures"), max_length=300, blank=True)

    class Meta(PlanRow.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.name


class PotentialDonor(PlanRow):
    """A donor or financial institution the area may turn to (A2-VII-1)."""

    class Kind(models.TextChoices):
        DONOR = "donor", _("Donor")
        FINANCE = "finance", _("Financial institution")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="donors")
    name = models.CharField(_("name"), max_length=200)
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
    title = models.CharField(_("project"), max_length=200)
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
    in_kind = models.CharField(_("help in kind"), max_length=300, blank=True)

    class Meta(PlanRow.Meta):
        verbose_name = _("request for a project")
        verbose_name_plural = _("requests for projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="")
                | (Q(amount__gte=0) & ~Q(currency="")),
                name="plan_request_amount_has_currency",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Linkage(PlanRow):
    """A tie to another area, or to a process outside the Partnership (A2-IX-1, A2-IX-2)."""

    class Side(models.TextChoices):
        INSIDE = "inside", _("Inside the Partnership")
        OUTSIDE = "outside", _("Outside the Partnership")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="linkages")
    side = models.CharField(_("where"), max_length=8, choices=Side.choices)
    area = models.ForeignKey(
        "areas.PartnershipArea",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    note = models.TextField(_("how the work is linked"), max_length=2000, blank=True)

    class Meta(PlanRow.Meta):
        verbose_name = _("linkage")
        verbose_name_plural = _("linkages")
        constraints = [
            models.CheckConstraint(
                condition=(Q(area__isnull=False) & Q(side="inside", name=""))
                | (Q(area__isnull=True) & ~Q(name="")),
                name="plan_linkage_has_one_end",
            )
        ]

    def __str__(self) -> str:
        return self.area.name if self.area else self.name
