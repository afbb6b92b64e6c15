"""The structured rows of a plan: what Annex 2 asks for in lists (A2-II to A2-IX)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models.keys import KeyField, PlanKey
from areas.models.plans import PlanVersion
from gmp_portal.characters import NameField
from gmp_portal.reference.choices import Objective


class PlanRow(models.Model):
    """A row of a list in one version of a plan, in the order the leads chose."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="%(class)s_rows")
    position = models.PositiveSmallIntegerField(default=0)
    key = KeyField(
        PlanKey,
        models.PROTECT,
        related_name="%(class)s_rows",
        editable=False,
        verbose_name=_("key"),
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            # In one version each thing has one entry.
            models.UniqueConstraint(fields=["plan", "key"], name="plan_%(class)s_key_once"),
        ]

    @property
    def plan_pk(self) -> int:
        """The version it belongs to."""
        return self.plan_id


class PlanObjective(PlanRow):
    """A desired outcome: clear, measurable, targeted, realistic (A2-II-1, A2-II-2)."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="objectives")
    statement = models.TextField(_("objective"), max_length=1000)
    measure = NameField(_("how it is measured"), max_length=300, blank=True)
    target = NameField(_("target"), max_length=300, blank=True)
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
            *PlanRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(goal_links__contained_by=list(Objective.values)),
                name="plan_objective_links_are_known",
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class PriorityAction(PlanRow):
    """One of the main things the area does towards its objectives (A2-III-1)."""

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="actions")
    title = NameField(_("priority action"), max_length=300)
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


class Opportunity(PlanRow):
    """An idea that is not pursued yet: needs scoping, or money (A2-V-1)."""

    class Status(models.TextChoices):
        IDEA = "idea", _("Idea")
        SCOPED = "scoped", _("Scoped")
        SEEKING = "seeking", _("Seeking funding")
        TAKEN_UP = "taken_up", _("Taken up")
        DROPPED = "dropped", _("Dropped")

    plan = models.ForeignKey(PlanVersion, models.CASCADE, related_name="opportunities")
    title = NameField(_("title"), max_length=200)
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
    name = NameField(_("indicator"), max_length=300)
    unit = NameField(_("unit"), max_length=80, blank=True)
    baseline = NameField(_("baseline"), max_length=120, blank=True)
    target = NameField(_("target"), max_length=120, blank=True)
    source = NameField(_("source of the figures"), max_length=300, blank=True)

    class Meta(PlanRow.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.name


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
    name = NameField(_("name"), max_length=200, blank=True)
    note = models.TextField(_("how the work is linked"), max_length=2000, blank=True)

    class Meta(PlanRow.Meta):
        verbose_name = _("linkage")
        verbose_name_plural = _("linkages")
        constraints = [
            *PlanRow.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(area__isnull=False) & Q(side="inside", name=""))
                | (Q(area__isnull=True) & ~Q(name="")),
                name="plan_linkage_has_one_end",
            ),
        ]

    def __str__(self) -> str:
        return self.area.name if self.area else self.name
