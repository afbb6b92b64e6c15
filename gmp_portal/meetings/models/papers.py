"""Papers of a meeting, numbered without gaps."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.documents.models import Document
from gmp_portal.meetings.models.gatherings import AgendaItem, Meeting


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Show the papers of a meeting to whoever sees the meeting."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def in_order(self) -> Self:
        return self.order_by("meeting", "number", "revision", "language")


class Paper(models.Model):
    """A document put before a meeting; its symbol is never given to another paper."""

    class Status(models.TextChoices):
        AVAILABLE = "available", _("Available")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    agenda_item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("agenda item"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    revision = models.PositiveSmallIntegerField(_("revision"), default=0)
    symbol = NameField(_("symbol"), max_length=60)
    title = NameField(_("title"), max_length=300)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES, default="en"
    )
    document = models.OneToOneField(
        Document,
        models.PROTECT,
        null=True,
        related_name="meeting_paper",
        verbose_name=_("file"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.AVAILABLE
    )
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["meeting", "number", "revision", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["symbol", "language"], name="paper_symbol_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "number", "revision", "language"],
                name="paper_number_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["available", "withdrawn"]),
                name="paper_status_known",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="paper_number_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:paper_detail", args=[self.meeting.slug, self.pk])

    @property
    def is_available(self) -> bool:
        return self.status == self.Status.AVAILABLE
