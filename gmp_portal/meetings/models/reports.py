"""The report of a meeting, from the first draft to the published file."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField, opening
from gmp_portal.constraints import both_or_neither
from gmp_portal.documents.models import Document
from gmp_portal.meetings import body_rules
from gmp_portal.meetings.models.gatherings import AgendaItem, Meeting
from gmp_portal.typesetting import prose
from gmp_portal.workflow import Stateful


class MeetingReportQuerySet(models.QuerySet["MeetingReport"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Show published ones to all; attendees read along from the comments on."""
        published = Q(status=MeetingReport.Status.PUBLISHED)
        if isinstance(user, AnonymousUser):
            return self.filter(published)
        if user.is_secretariat:
            return self
        attended = Q(meeting__in=Meeting.objects.filter(attendances__person=user))
        return self.filter(
            published
            | (attended & ~Q(status=MeetingReport.Status.DRAFT))
            | Q(meeting__body__in=body_rules.bodies_of(user))
        )


class MeetingReport(Stateful):
    """What a meeting discussed and decided, public in the end (A1-4a-vi, R-13)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        COMMENTS = "comments", _("Open for comments")
        ADOPTED = "adopted", _("Adopted")
        PUBLISHED = "published", _("Published")

    TRANSITIONS: ClassVar = {
        Status.DRAFT: {Status.COMMENTS},
        Status.COMMENTS: {Status.ADOPTED},
        Status.ADOPTED: {Status.PUBLISHED},
        Status.PUBLISHED: set(),
    }

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="report")
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES, default="en"
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    symbol = models.CharField(_("symbol"), max_length=60, null=True, unique=True)  # noqa: DJ001
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    comments_until = models.DateField(_("comments until"), null=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    pdf = models.OneToOneField(
        Document,
        models.PROTECT,
        null=True,
        related_name="meeting_report",
        verbose_name=_("file"),
    )
    release_at = models.DateTimeField(_("publication asked for"), null=True)
    release_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    objects = MeetingReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting report")
        verbose_name_plural = _("meeting reports")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "comments", "adopted", "published"]),
                name="meeting_report_status_known",
            ),
            both_or_neither(
                "adopted_at",
                "adopted_by",
                "symbol",
                name="meeting_report_adoption_complete",
            ),
            both_or_neither(
                "release_at", "release_by", name="meeting_report_release_complete"
            ),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(
                    pdf__isnull=False, published_at__isnull=False, release_at__isnull=False
                ),
                name="meeting_report_published_with_its_file",
            ),
        ]

    def __str__(self) -> str:
        return str(
            _("Report of the meeting: %(meeting)s") % {"meeting": self.meeting.title}
        )

    def get_absolute_url(self) -> str:
        return reverse("meetings:report_detail", args=[self.meeting.slug])

    @property
    def due_on(self) -> date | None:
        return self.meeting.report_due_on

    @property
    def is_overdue(self) -> bool:
        """Not public although it should be by now (R-13)."""
        due = self.due_on
        today = self.meeting.today_there
        return self.status != self.Status.PUBLISHED and due is not None and due < today

    @property
    def is_editable(self) -> bool:
        return self.status in (self.Status.DRAFT, self.Status.COMMENTS)


class ReportSection(models.Model):
    """The paragraphs of a report under one heading, as plain text."""

    report = models.ForeignKey(MeetingReport, models.CASCADE, related_name="sections")
    agenda_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, related_name="report_sections"
    )
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("place in an order", "position")
    )
    level = models.PositiveSmallIntegerField(_("level of the heading"), default=1)
    title = NameField(_("heading"), max_length=300)
    text = models.TextField(_("paragraphs"), blank=True)

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of reports")
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"], name="report_section_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def parts(self) -> list[prose.Part]:
        """The text in paragraphs, items and tables."""
        return prose.parts(self.text)


class ReportComment(models.Model):
    """What somebody who attended says about the draft report (R-13)."""

    report = models.ForeignKey(MeetingReport, models.CASCADE, related_name="comments")
    section = models.ForeignKey(
        ReportSection,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("about the section"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="meeting_report_comments"
    )
    text = models.TextField(_("comment"))
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("comment on a report")
        verbose_name_plural = _("comments on reports")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="report_comment_says_something"
            )
        ]

    def __str__(self) -> str:
        return opening(self.text)
