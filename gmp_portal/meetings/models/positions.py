"""Who is asked about a decision, and what they say: electors, positions and objections."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.meetings.models.decisions import Decision, DecisionText
from gmp_portal.workflow import Stateful


class Elector(models.Model):
    """Somebody whose objection counts, as the electorate stood when the decision opened."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="electors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="electorates"
    )
    organisation = models.CharField(_("organization"), max_length=250)

    class Meta:
        verbose_name = _("elector")
        verbose_name_plural = _("electors")
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="elector_once")
        ]

    def __str__(self) -> str:
        return self.organisation


class Position(models.Model):
    """What an elector says about one version of the text; silence is no objection."""

    class Kind(models.TextChoices):
        NO_OBJECTION = "no_objection", _("No objection")
        WITH_STATEMENT = (
            "with_statement",
            _("No objection, with a statement for the record"),
        )
        OBJECTION = "objection", _("Objection")

    elector = models.ForeignKey(Elector, models.CASCADE, related_name="positions")
    text = models.ForeignKey(DecisionText, models.PROTECT, related_name="positions")
    kind = models.CharField(_("position"), max_length=20, choices=Kind.choices)
    statement = models.TextField(_("statement for the record"), blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["text", "elector"]
        constraints = [
            models.UniqueConstraint(
                fields=["elector", "text"], name="position_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["no_objection", "with_statement", "objection"]),
                name="position_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="with_statement") ^ Q(statement=""),
                name="position_statement_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elector}: {self.get_kind_display()}"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def standing(self) -> Self:
        """Those that stand in the way of consensus: maintained, and not too late."""
        return self.filter(status=Objection.Status.MAINTAINED, is_late=False)


class Objection(Stateful):
    """An elector cannot join, says why, and which wording would do."""

    class Status(models.TextChoices):
        MAINTAINED = "maintained", _("Maintained")
        WITHDRAWN = "withdrawn", _("Withdrawn by its author")
        ACCOMMODATED = "accommodated", _("Accommodated in a later text")

    TRANSITIONS: ClassVar = {
        Status.MAINTAINED: {Status.WITHDRAWN, Status.ACCOMMODATED},
        Status.WITHDRAWN: set(),
        Status.ACCOMMODATED: set(),
    }

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="objections")
    elector = models.ForeignKey(Elector, models.CASCADE, related_name="objections")
    text = models.ForeignKey(DecisionText, models.PROTECT, related_name="objections")
    reason = models.TextField(_("reason"))
    acceptable_wording = models.TextField(_("wording its author could accept"))
    status = models.CharField(
        _("status"), max_length=15, choices=Status.choices, default=Status.MAINTAINED
    )
    is_late = models.BooleanField(_("came after the end"), default=False)
    raised_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_note = models.TextField(_("note"), blank=True)
    accommodated_in = models.ForeignKey(
        DecisionText, models.PROTECT, null=True, related_name="accommodates"
    )

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["maintained", "withdrawn", "accommodated"]),
                name="objection_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(acceptable_wording=""),
                name="objection_has_reason_and_wording",
            ),
            models.CheckConstraint(
                condition=Q(status="maintained", settled_at__isnull=True)
                | (~Q(status="maintained") & Q(settled_at__isnull=False)),
                name="objection_settled_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="accommodated", accommodated_in__isnull=False)
                | (~Q(status="accommodated") & Q(accommodated_in__isnull=True)),
                name="objection_accommodated_names_the_text",
            ),
            models.UniqueConstraint(
                fields=["elector", "text"],
                condition=Q(status="maintained", is_late=False),
                name="objection_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elector}: {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return self.decision.get_absolute_url()

    @property
    def stands(self) -> bool:
        """Whether it stands in the way of consensus: maintained, and not too late."""
        return self.status == self.Status.MAINTAINED and not self.is_late
