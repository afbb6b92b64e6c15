"""What a partner did in an area during a cycle: the report and its rows."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from areas.models import PartnershipArea
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.users import own_or_merged
from gmp_portal.characters import NameField
from gmp_portal.constraints import both_or_neither
from gmp_portal.words import beside
from partners.models import Partner
from reporting.models.cycles import ReportingCycle
from reporting.models.filed_reports import FiledReport


class ProgressQuerySet(models.QuerySet["ProgressReport"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The people of the partner, the leads of the area, the secretariat; accepted: all."""
        accepted = Q(status=ProgressReport.Status.ACCEPTED)
        if isinstance(user, AnonymousUser):
            return self.filter(accepted)
        if user.is_secretariat:
            return self
        # Who submitted one reads it still after leaving the partner (N41).
        mine = Partner.objects.with_person(user)
        own = Q(partner__in=mine) | Q(partner__merged_into__in=mine)
        own |= own_or_merged("submitted_by", user)
        led = Q(area__in=PartnershipArea.objects.led_by(user).values("pk")) & ~Q(
            status=ProgressReport.Status.DRAFT
        )
        return self.filter(accepted | own | led)

    def awaiting_the_lead(self) -> Self:
        return self.filter(status=ProgressReport.Status.SUBMITTED)


class ProgressReport(FiledReport):
    """A partner's account of a period in one area, or "nothing to report" (A1-6a-iii)."""

    CLAUSE = "A1-6a-iii"
    DETAIL = "reporting:progress_detail"
    DUE_ON = "progress_due_on"

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned with a question")
        ACCEPTED = "accepted", _("Accepted")

    cycle = models.ForeignKey(
        ReportingCycle, models.PROTECT, related_name="progress_reports"
    )
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="progress_reports")
    area = models.ForeignKey(
        "areas.PartnershipArea", models.PROTECT, related_name="progress_reports"
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    is_nothing = models.BooleanField(_("nothing to report"), default=False)
    nothing_reason = models.TextField(_("why there is nothing to report"), blank=True)
    lessons = models.TextField(_("lessons learned"), blank=True)
    needs = models.TextField(_("what is needed to go on"), blank=True)
    # Rows as typed that are not complete yet: a draft loses nothing.
    unfinished = models.JSONField(default=dict, blank=True)
    return_reason = models.TextField(_("what the lead asks"), blank=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["-cycle__opened_at", "partner__name", "area__slug"]
        indexes = [
            models.Index(
                fields=["-accepted_at", "-id"],
                name="progress_report_newest",
                condition=Q(status="accepted"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "partner", "area"], name="progress_report_once_a_cycle"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "returned", "accepted"]),
                name="progress_report_status_known",
            ),
            both_or_neither(
                "submitted_by", "submitted_at", name="progress_report_submission"
            ),
            both_or_neither(
                "accepted_by", "accepted_at", name="progress_report_acceptance"
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(accepted_at__isnull=False),
                name="progress_report_accepted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(is_nothing=True, status__in=["submitted", "accepted"])
                | ~Q(nothing_reason=""),
                name="progress_report_nothing_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return beside(self.partner, self.area, self.cycle)

    @property
    def is_unfinished(self) -> bool:
        """Some typed rows are not complete yet."""
        return any(self.unfinished.values())


class ReportedActivity(models.Model):
    """How far an activity of the area came in the period of a report (B7-5, A1-6a-iii)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        FINISHED = "finished", _("Finished")
        STOPPED = "stopped", _("Stopped")

    report = models.ForeignKey(
        ProgressReport, models.CASCADE, related_name="reported_activities"
    )
    activity = models.ForeignKey(
        "areas.Activity",
        models.PROTECT,
        related_name="reported",
        verbose_name=_("activity"),
    )
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(_("how far it is"), max_length=10, choices=State.choices)
    result = models.TextField(_("result in this period"), max_length=3000)
    indicator = models.ForeignKey(
        "areas.Indicator",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reported_activities",
        verbose_name=_("indicator of the area's plan"),
    )
    indicator_value = models.DecimalField(
        _("value reached"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    evidence_url = models.URLField(_("where to read more"), blank=True)

    class Meta:
        verbose_name = _("reported activity")
        verbose_name_plural = _("reported activities")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "activity"], name="reported_activity_once_a_report"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "under_way", "finished", "stopped"]),
                name="reported_activity_state_known",
            ),
            models.CheckConstraint(
                condition=Q(indicator_value__isnull=True) | Q(indicator__isnull=False),
                name="reported_activity_value_needs_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.activity.title


class Contribution(models.Model):
    """Money or work that a partner gave in the period (A1-2b, B7-5)."""

    class Kind(models.TextChoices):
        FUNDS = "funds", _("Funds")
        IN_KIND = "in_kind", _("In kind")

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="contributions")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    description = NameField(_("what was given"), max_length=300)

    class Meta:
        verbose_name = pgettext_lazy("money", "contribution")
        verbose_name_plural = pgettext_lazy("money", "contributions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["funds", "in_kind"]), name="contribution_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="contribution_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="")
                | Q(amount__isnull=False, currency__regex=r"^[A-Z]{3}$"),
                name="contribution_amount_has_currency",
            ),
            models.CheckConstraint(
                condition=~Q(kind="funds") | Q(amount__isnull=False),
                name="contribution_funds_have_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.description
