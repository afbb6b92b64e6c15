"""What partners do under the Partnership, from the first plan to the last result."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import NameField
from gmp_portal.reference.choices import Priority
from gmp_portal.workflow import Lockable


@dataclass(frozen=True)
class Description:
    """What an activity is, whatever comes of it; ``countries`` are their keys."""

    title: str
    priorities: tuple[str, ...]
    focus: str
    builds_capacity: bool = False
    countries: frozenset[str] = frozenset()


class Activity(Lockable):
    """Something a partner does in an area, credited by name (B7-5, A1-6-0, B1-S1).

    It lives longer than one report: what came of it in a period stands in the reports, which
    point at it. While a submitted or accepted report tells of it its description stays; said in
    other words then, it is an activity that continues this one.
    """

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

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["pk"]
        constraints = [
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
