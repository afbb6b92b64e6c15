"""The text of a past document: read, settled by people, taken over as a report (B7-4)."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import NameField
from gmp_portal.constraints import status_is_known
from gmp_portal.words import labelled
from gmp_portal.workflow import Stateful
from reporting.models.reports import LANGUAGES, Report
from reporting.session_documents import pieces
from reporting.session_documents.lines import Lines
from reporting.session_documents.pieces import Pieces


class ImportedTextStatus(models.TextChoices):
    """How far a text is on its way to being a report."""

    READING = "reading", _("Being read")
    SETTLING = "settling", _("Read, being settled")
    TAKEN_OVER = "taken_over", _("Taken over as a report")
    DISCARDED = "discarded", _("Discarded")


class ImportedTextQuerySet(models.QuerySet["ImportedText"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Only the secretariat works on texts of past documents."""
        if not isinstance(user, AnonymousUser) and user.is_secretariat:
            return self
        return self.none()

    def open(self) -> Self:
        """Texts on which there is still something to do."""
        return self.filter(status__in=["reading", "settling"])


class ImportedText(Stateful):
    """A text as it came, kept whole, and what each of its lines was taken for."""

    Status = ImportedTextStatus
    TRANSITIONS = {
        ImportedTextStatus.READING: {
            ImportedTextStatus.SETTLING,
            ImportedTextStatus.DISCARDED,
        },
        ImportedTextStatus.SETTLING: {
            ImportedTextStatus.TAKEN_OVER,
            ImportedTextStatus.DISCARDED,
        },
        ImportedTextStatus.TAKEN_OVER: frozenset(),
        ImportedTextStatus.DISCARDED: frozenset(),
    }

    # Of no use to whoever only lists the texts or asks how far one is.
    LONG = ("source", "read_as", "settled_as")

    name = NameField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.OFFICIAL_LANGUAGES
    )
    source = models.TextField(_("text as it came"))
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=ImportedTextStatus.choices,
        default=ImportedTextStatus.READING,
    )
    read_as = models.JSONField(_("as the portal read it"), default=list, blank=True)
    settled_as = models.JSONField(_("as people settled it"), default=list, blank=True)
    unsure = models.PositiveIntegerField(_("pieces that are not sure"), default=0)
    typed = models.JSONField(_("typed lines of the first page"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    report = models.OneToOneField(
        Report, models.PROTECT, null=True, blank=True, related_name="imported_text"
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    begun_at = models.DateTimeField(_("brought in"), default=timezone.now)

    objects = ImportedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a past document")
        verbose_name_plural = _("texts of past documents")
        ordering = ["-begun_at"]
        constraints = [
            status_is_known(ImportedTextStatus, name="imported_text_status_known"),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="imported_text_language_known"
            ),
            models.CheckConstraint(
                condition=Q(status="taken_over", report__isnull=False, unsure=0)
                | (~Q(status="taken_over") & Q(report__isnull=True)),
                name="imported_text_settled_before_taken_over",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reporting:import_detail", args=[self.pk])

    @property
    def pieces(self) -> Pieces:
        """What the lines were taken for, in order."""
        return pieces.load(self.settled_as)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, without the residue of word processors, read when asked for."""
        return Lines(self.source)


class Step(models.TextChoices):
    """What can be done to a piece, as a button says it, or to all of them."""

    CONFIRM = "confirm", _("It is right")
    RETYPE = "retype", _("Take it for this")
    UP = "up", _("Move up")
    DOWN = "down", _("Move down")
    JOIN = "join", _("Join with the one before")
    SPLIT = "split", _("Split before this line")
    CONFIRM_ALL = "confirm all", _("All of it is right")
    START_OVER = "start over", _("Back to what the portal had read")


class SettledStep(models.Model):
    """One step of settling, with what it replaced, so that it can be taken back."""

    Step = Step

    text = models.ForeignKey(ImportedText, models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()
    step = models.CharField(max_length=20, choices=Step.choices)
    at_piece = models.PositiveIntegerField(_("from which piece on"), default=0)
    replaced = models.JSONField(_("pieces before"), default=list)
    made = models.PositiveIntegerField(_("pieces that stand instead"), default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("settled step")
        verbose_name_plural = _("settled steps")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "version"], name="settled_step_once_a_version"
            ),
            models.CheckConstraint(
                condition=Q(step__in=Step.values), name="settled_step_known"
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.text, self.step)

    def taken_back_from(self, rows: list[Any]) -> list[Any]:
        """The pieces as they stood before this step, the newest one."""
        after = self.at_piece + self.made
        return [*rows[: self.at_piece], *self.replaced, *rows[after:]]
