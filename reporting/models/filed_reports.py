"""What a report of a partner and a report of an area have in common: they are filed."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import dates
from gmp_portal.workflow import Stateful
from reporting.models.cycles import ReportingCycle

DRAFT, SUBMITTED, RETURNED, ACCEPTED = "draft", "submitted", "returned", "accepted"


class FiledReport(Stateful):
    """Written as a draft, handed in, perhaps asked back, and public once it is accepted."""

    TRANSITIONS = {
        DRAFT: {SUBMITTED},
        SUBMITTED: {RETURNED, ACCEPTED},
        RETURNED: {SUBMITTED},
        ACCEPTED: set(),
    }

    # What each kind of report adds.
    cycle: ReportingCycle
    return_reason: models.TextField
    CLAUSE: ClassVar[str]
    DETAIL: ClassVar[str]
    DUE_ON: ClassVar[str]

    version = models.PositiveIntegerField(default=1)
    language = models.CharField(
        _("language it is written in"),
        max_length=10,
        choices=settings.OFFICIAL_LANGUAGES,
        default="en",
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse(self.DETAIL, args=[self.pk])

    @property
    def due_on(self) -> date:
        """The day on which the cycle asks for it."""
        day: date = getattr(self.cycle, self.DUE_ON)
        return day

    @property
    def is_editable(self) -> bool:
        return self.status in (DRAFT, RETURNED)

    @property
    def is_late(self) -> bool:
        """Submitted, or still missing, after the day it is due (R-09)."""
        return dates.day_of(self.submitted_at or timezone.now()) > self.due_on

    @property
    def is_unfinished(self) -> bool:
        """Some of what was typed is not complete yet."""
        return False
