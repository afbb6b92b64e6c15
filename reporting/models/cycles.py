"""A reporting cycle with free dates, and the versioned format it asks for."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import known_period
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful


class ReportForm(models.Model):
    """UNEP's reporting format: the questions asked, as versioned data (B7-2)."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("Progress report of a partner")
        AREA = "area", _("Report of a partnership area")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    version = models.PositiveSmallIntegerField(_("version"))
    questions = models.JSONField(_("questions"), default=list)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reporting format")
        verbose_name_plural = _("reporting formats")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "version"], name="report_form_version_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["progress", "area"]), name="report_form_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"


class CycleQuerySet(models.QuerySet["ReportingCycle"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A cycle is announced to everybody as soon as it is open."""
        return self

    def taking_reports(self) -> Self:
        return self.exclude(status=ReportingCycle.Status.CLOSED)


class ReportingCycle(Stateful):
    """A period on which partners and areas report, with its due dates (B7-1)."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open for reports")
        ASSEMBLING = "assembling", _("Reports are being assembled")
        CLOSED = "closed", pgettext_lazy("reporting cycle", "Closed")

    TRANSITIONS = {
        Status.OPEN: {Status.ASSEMBLING},
        Status.ASSEMBLING: {Status.CLOSED},
        Status.CLOSED: set(),
    }

    name = NameField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.OPEN
    )
    period = DateRangeField(_("period"))
    progress_due_on = models.DateField(_("progress reports are due on"))
    area_due_on = models.DateField(_("area reports are due on"))
    progress_form = models.ForeignKey(ReportForm, models.PROTECT, related_name="+")
    area_form = models.ForeignKey(ReportForm, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting cycle")
        verbose_name_plural = _("reporting cycles")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "assembling", "closed"]),
                name="cycle_status_known",
            ),
            known_period(name="cycle_period_known"),
            models.CheckConstraint(
                condition=Q(area_due_on__gte=F("progress_due_on")),
                name="cycle_areas_due_last",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reporting:cycle_detail", args=[self.slug])

    @property
    def takes_reports(self) -> bool:
        """Late reports are taken, and marked as late, until the cycle is closed (R-09)."""
        return self.status != self.Status.CLOSED

    @property
    def first_day(self) -> date:
        first: date = self.period.lower
        return first

    @property
    def last_day(self) -> date:
        after: date = self.period.upper
        return after - timedelta(days=1)


class Reminder(models.Model):
    """A reminder of a cycle was sent: the row makes sure that it is sent once (A1-6a-iii)."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("Progress reports")
        AREA = "area", _("Area reports")

    cycle = models.ForeignKey(ReportingCycle, models.PROTECT, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    # Days after the due date; before it they are negative.
    offset = models.SmallIntegerField(_("days after the due date"))
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "kind", "offset"], name="reminder_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["progress", "area"]), name="reminder_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.cycle, f"{self.get_kind_display()} {self.offset:+d}")
