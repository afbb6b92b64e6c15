"""What partners bring to the actions of a plan, step by step (A2-IV-1 to A2-IV-4)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from areas.models.keys import KeyField, PlanKey
from areas.models.plans import PlanVersion
from areas.models.progress import MilestoneNote
from areas.models.rows import PlanRow, PriorityAction
from gmp_portal.characters import NameField, opening
from gmp_portal.reference.currencies import CURRENCIES
from gmp_portal.words import labelled


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
    participant = NameField(_("other participant"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    description = models.TextField(_("description"), max_length=3000)
    cost = models.DecimalField(
        _("cost"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    target = NameField(_("target"), max_length=300, blank=True)
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
            *PlanRow.Meta.constraints,
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
        words = opening(self.description)
        return labelled(self.who, words) if self.who else words

    @property
    def who(self) -> str:
        """The partner's name, or that of the other participant."""
        return self.partner.full_name if self.partner else self.participant


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def in_force(self) -> Self:
        """Those of the plans in force."""
        return self.filter(effort__plan__status=PlanVersion.Status.PUBLISHED)

    def standing(self) -> Self:
        """Each with ``reached_on`` and ``now_due``, as was noted of it (R-68).

        A move counts until another version of the plan names a day of its own.
        """
        notes = MilestoneNote.objects.filter(key=OuterRef("key")).order_by("-pk")
        ended = notes.exclude(kind=MilestoneNote.Kind.MOVED)
        moved = notes.filter(
            kind=MilestoneNote.Kind.MOVED,
            noted_at__gte=OuterRef("effort__plan__published_at"),
        )
        return self.annotate(
            reached_on=Subquery(ended.values("day")[:1]),
            now_due=Coalesce(Subquery(moved.values("day")[:1]), F("due_on")),
        )

    def for_page(self) -> Self:
        """With all that a line about it names."""
        rows = self.select_related("key", "effort__partner__country", "effort__plan__area")
        return rows.defer("effort__plan__snapshot")


class Milestone(models.Model):
    """A step on the way of an effort, within its duration (A2-IV-3)."""

    effort = models.ForeignKey(Effort, models.CASCADE, related_name="milestones")
    due_on = models.DateField(_("date"))
    text = NameField(_("milestone"), max_length=300)
    key = KeyField(
        PlanKey,
        models.PROTECT,
        related_name="milestone_rows",
        editable=False,
        verbose_name=_("key"),
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["effort", "key"], name="plan_milestone_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        plan = self.effort.plan
        page = reverse("areas:milestone_list", args=[plan.area.slug, plan.number])
        return f"{page}#milestone-{self.pk}"

    @property
    def plan_pk(self) -> int:
        """The version it belongs to."""
        return self.effort.plan_id
