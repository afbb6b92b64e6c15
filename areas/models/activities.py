"""What partners do under the Partnership, from the first plan to the last result."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models import activity_kinds
from areas.models.activity_kinds import (
    ActivityKind,
    ActivityStatus,
    ActivityTag,
    Standing,
)
from areas.models.activity_sets import ActivityQuerySet
from areas.models.areas import PartnershipArea
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither, status_is_known
from gmp_portal.reference.choices import (
    ConventionArticle,
    Objective,
    Priority,
    SdgTarget,
)
from gmp_portal.workflow import Stateful

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Description:
    """What an activity is, whatever comes of it; ``countries`` are their keys."""

    title: str
    priorities: tuple[str, ...]
    focus: str
    builds_capacity: bool = False
    countries: frozenset[str] = frozenset()


class Activity(Stateful):
    """Something a partner does in an area, credited by name (B7-5, A1-6-0, B1-S1).

    Its partner begins it, the lead acknowledges it, and its partner ends it (A1-6a-i). It lives
    longer than one report: what came of it in a period stands in the reports, which point at it.
    While a submitted or accepted report tells of it its description stays; said in other words
    then, it is an activity that continues this one.
    """

    Status = ActivityStatus
    Kind = ActivityKind
    TRANSITIONS = {
        ActivityStatus.REPORTED: set(),
        ActivityStatus.DRAFT: {ActivityStatus.SENT},
        ActivityStatus.SENT: {ActivityStatus.DRAFT, ActivityStatus.ACTIVE},
        ActivityStatus.ACTIVE: {ActivityStatus.ENDED},
        ActivityStatus.ENDED: set(),
    }

    # Pages say by its days where it stands; that a lead acknowledged it is true on any day.
    STATES_IN_HISTORY: ClassVar["dict[str, StrOrPromise]"] = {
        ActivityStatus.ACTIVE: _("Acknowledged")
    }

    class Focus(models.TextChoices):
        CONVENTION = "convention", _("Implementation of the Convention")
        KNOWLEDGE = "knowledge", _("Knowledge and science")
        OUTREACH = "outreach", _("Outreach and awareness")

    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        related_name="activities",
        verbose_name=_("partner"),
    )
    area = models.ForeignKey(
        "areas.PartnershipArea",
        models.PROTECT,
        related_name="activities",
        verbose_name=_("area"),
    )
    status = models.CharField(
        _("status"),
        max_length=8,
        choices=ActivityStatus.choices,
        default=ActivityStatus.REPORTED,
        db_default=ActivityStatus.REPORTED,
    )
    title = NameField(_("what was done"), max_length=200)
    priorities = ArrayField(
        models.CharField(max_length=1, choices=Priority.choices),
        verbose_name=_("priorities"),
    )
    focus = models.CharField(_("focus"), max_length=12, choices=Focus.choices)
    countries = models.ManyToManyField(
        "reference.Country", blank=True, related_name="+", verbose_name=_("countries")
    )
    builds_capacity = models.BooleanField(
        _("builds capacity in developing countries or economies in transition"),
        default=False,
    )
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("continues"),
    )
    stands_apart = models.BooleanField(
        _("is no continuation of one with the same title"), default=False
    )

    kind = models.CharField(
        _("kind"), max_length=12, choices=ActivityKind.choices, blank=True, default=""
    )
    summary = models.TextField(_("description"), max_length=4000, blank=True, default="")
    tags = ArrayField(
        models.CharField(max_length=12, choices=ActivityTag.choices),
        verbose_name=_("tags"),
        default=list,
        blank=True,
    )
    objectives = ArrayField(
        models.CharField(max_length=2, choices=Objective.choices),
        verbose_name=_("objectives"),
        default=list,
        blank=True,
    )
    articles = ArrayField(
        models.PositiveSmallIntegerField(choices=ConventionArticle.choices),
        verbose_name=_("articles of the Minamata Convention"),
        default=list,
        blank=True,
    )
    sdg_targets = ArrayField(
        models.CharField(max_length=4, choices=SdgTarget.choices),
        verbose_name=_("targets of the Sustainable Development Goals"),
        default=list,
        blank=True,
    )
    starts_on = models.DateField(pgettext_lazy("day", "start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    also_in = models.ManyToManyField(
        PartnershipArea,
        blank=True,
        related_name="shared_activities",
        verbose_name=_("shared with these areas"),
    )
    efforts = models.ManyToManyField(
        "areas.PlanKey",
        blank=True,
        related_name="activities",
        verbose_name=_("efforts of the plan"),
    )
    consulted_names = models.TextField(
        _("others who were consulted"), max_length=1000, blank=True, default=""
    )
    donor_names = models.TextField(_("donors"), max_length=1000, blank=True, default="")
    asked_back = models.TextField(
        _("what the lead asks"), max_length=5000, blank=True, default=""
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField(
        _("what came of it"), max_length=2000, blank=True, default=""
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    counted_with = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="counts_also",
        verbose_name=_("counted with"),
    )
    counted_apart = models.BooleanField(
        _("is another one than those of its title in other areas"),
        default=False,
        db_default=False,
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["pk"]
        constraints = [
            status_is_known(ActivityStatus, name="activity_status_known"),
            models.CheckConstraint(
                condition=Q(status="reported", kind="") | Q(kind__in=ActivityKind.values),
                name="activity_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    tags__contained_by=list(ActivityTag.values),
                    objectives__contained_by=list(Objective.values),
                    articles__contained_by=list(ConventionArticle.values),
                    sdg_targets__contained_by=list(SdgTarget.values),
                ),
                name="activity_tags_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="activity_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["reported", "draft"]) | Q(starts_on__isnull=False),
                name="activity_sent_has_a_beginning",
            ),
            both_or_neither("sent_at", "sent_by", name="activity_sent_by_somebody"),
            both_or_neither(
                "acknowledged_at",
                "acknowledged_by",
                name="activity_acknowledged_by_somebody",
            ),
            both_or_neither("ended_at", "ended_by", name="activity_ended_by_somebody"),
            # Nothing is active that no lead acknowledged, and what a report tells was not.
            models.CheckConstraint(
                condition=Q(
                    status__in=["active", "ended"],
                    sent_at__isnull=False,
                    acknowledged_at__isnull=False,
                )
                | Q(status="sent", sent_at__isnull=False, acknowledged_at__isnull=True)
                | Q(
                    status__in=["reported", "draft"],
                    sent_at__isnull=True,
                    acknowledged_at__isnull=True,
                ),
                name="activity_acknowledged_before_it_is_active",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False) & ~Q(outcome="")
                | ~Q(status="ended") & Q(ended_at__isnull=True, outcome=""),
                name="activity_ends_with_what_came_of_it",
            ),
            models.CheckConstraint(
                condition=Q(counted_with__isnull=True)
                | ~Q(counted_with=F("pk")) & Q(counted_apart=False),
                name="activity_counted_with_another_one",
            ),
            models.CheckConstraint(
                condition=Q(priorities__len__gte=1), name="area_activity_has_a_priority"
            ),
            models.CheckConstraint(
                condition=Q(focus__in=["convention", "knowledge", "outreach"]),
                name="area_activity_focus_known",
            ),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) | Q(continues__lt=F("pk")),
                name="area_activity_continues_an_earlier_one",
            ),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) | Q(stands_apart=False),
                name="area_activity_apart_or_continued",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("areas:activity_detail", args=[self.pk])

    @property
    def is_begun(self) -> bool:
        """Whether its partner began it here; of others only reports tell."""
        return self.status != ActivityStatus.REPORTED

    @property
    def is_editable(self) -> bool:
        return self.status == ActivityStatus.DRAFT

    @property
    def standing(self) -> Standing:
        """Where it stands today; asked for with ``with_standing``."""
        return Standing(vars(self)["stands"])

    @property
    def years(self) -> str:
        """From which year to which, or the one year; a dash stands for what is not known."""
        first = self.starts_on.year if self.starts_on else ""
        last = self.ends_on.year if self.ends_on else ""
        return str(first) if first and first == last else f"{first}–{last}"

    @property
    def standing_tone(self) -> str:
        return activity_kinds.TONES[self.standing]

    @property
    def named_tags(self) -> "list[StrOrPromise]":
        return activity_kinds.labels(ActivityTag, self.tags)

    @property
    def named_objectives(self) -> "list[StrOrPromise]":
        return activity_kinds.labels(Objective, self.objectives)

    @property
    def named_articles(self) -> "list[StrOrPromise]":
        return activity_kinds.labels(ConventionArticle, self.articles)

    @property
    def named_targets(self) -> "list[StrOrPromise]":
        return activity_kinds.labels(SdgTarget, self.sdg_targets)

    @property
    def description(self) -> Description:
        return Description(
            self.title,
            tuple(self.priorities),
            self.focus,
            self.builds_capacity,
            frozenset(country.pk for country in self.countries.all()),
        )

    @property
    def named_priorities(self) -> list[tuple[str, str]]:
        """What the activity serves, in words, each with its clause."""
        served = [Priority(code) for code in self.priorities]
        return [(str(priority.label), priority.clause_id) for priority in served]

    @property
    def priority_clauses(self) -> list[str]:
        """The clause of each priority the activity serves (P-19a to P-19g)."""
        return [Priority(code).clause_id for code in self.priorities]
