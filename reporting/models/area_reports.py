"""What a partnership area reports to UNEP every two years."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import LeadTerm
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import terms_of
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither
from gmp_portal.words import beside, labelled
from reporting.models.cycles import ReportingCycle
from reporting.models.filed_reports import FiledReport


class AreaReportQuerySet(models.QuerySet["AreaReport"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Accepted reports are public (B7-9); others for the area's leads and the secretariat."""
        accepted = Q(status=AreaReport.Status.ACCEPTED)
        if isinstance(user, AnonymousUser):
            return self.filter(accepted)
        if user.is_secretariat:
            return self.exclude(status=AreaReport.Status.DRAFT)
        led = [term.area_id for term in terms_of(user, LeadTerm)]
        return self.filter(accepted | Q(area__in=led))


class AreaReport(FiledReport):
    """The biennial report of an area in UNEP's format (B7-1, B7-8, A1-6b-iv, A1-6b-vi)."""

    CLAUSE = "A1-6b-vi"
    DETAIL = "reporting:area_report_detail"
    DUE_ON = "area_due_on"

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted to UNEP")
        RETURNED = "returned", _("Returned with a question")
        ACCEPTED = "accepted", _("Accepted and public")

    class Rating(models.TextChoices):
        ON_TRACK = "on_track", _("On track")
        PARTLY = "partly", _("Partly on track")
        OFF_TRACK = "off_track", _("Off track")
        UNKNOWN = "unknown", _("Cannot be said yet")

    cycle = models.ForeignKey(ReportingCycle, models.PROTECT, related_name="area_reports")
    area = models.ForeignKey(
        "areas.PartnershipArea", models.PROTECT, related_name="reports"
    )
    plan = models.ForeignKey(
        "areas.PlanVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="area_reports",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    highlights = models.TextField(_("highlights of the period"), blank=True)
    effectiveness = models.TextField(_("how effective the work was"), blank=True)
    rating = models.CharField(
        _("progress towards the objectives"),
        max_length=10,
        choices=Rating.choices,
        blank=True,
    )
    impact = models.TextField(_("impact on the overall goal"), blank=True)
    lessons = models.TextField(_("lessons learned"), blank=True)
    future = models.TextField(_("future work"), blank=True)
    return_reason = models.TextField(_("what UNEP asks"), blank=True)

    objects = AreaReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("area report")
        verbose_name_plural = _("area reports")
        ordering = ["-cycle__opened_at", "area__slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "area"], name="area_report_once_a_cycle"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "returned", "accepted"]),
                name="area_report_status_known",
            ),
            both_or_neither("submitted_by", "submitted_at", name="area_report_submission"),
            both_or_neither("accepted_by", "accepted_at", name="area_report_acceptance"),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "accepted"])
                | (~Q(effectiveness="") & ~Q(rating="")),
                name="area_report_assesses_effectiveness",
            ),
        ]

    def __str__(self) -> str:
        return beside(self.area, self.cycle)

    @property
    def texts(self) -> list[str]:
        """Everything the lead wrote, part by part; what is empty is left out."""
        parts = (
            self.highlights,
            self.effectiveness,
            self.impact,
            self.lessons,
            self.future,
        )
        return [part for part in parts if part]


class IndicatorValue(models.Model):
    """What an indicator of the plan reached in the period; no row means "not reported" (B7-7)."""

    report = models.ForeignKey(AreaReport, models.CASCADE, related_name="indicator_values")
    indicator = models.ForeignKey("areas.Indicator", models.PROTECT, related_name="values")
    actual = NameField(_("value reached"), max_length=120)
    note = NameField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("indicator value")
        verbose_name_plural = _("indicator values")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "indicator"], name="indicator_value_once_a_report"
            ),
            models.CheckConstraint(
                condition=~Q(actual=""), name="indicator_value_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.indicator, self.actual)
