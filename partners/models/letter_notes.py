"""What sender and secretariat write to each other about a letter, and officers for themselves."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.characters import opening
from gmp_portal.words import labelled


class LetterNoteQuerySet(models.QuerySet["LetterNote"]):
    def for_side(self, *, of_unep: bool) -> Self:
        """Both sides read what was written to each other; UNEP's own notes UNEP alone.

        An officer whose own organization it is reads as its sender does (R-06).
        """
        return self if of_unep else self.filter(audience=Audience.BOTH)


class Audience(models.TextChoices):
    """Who reads a note; it never becomes wider."""

    BOTH = "both", _("The sender and the secretariat")
    SECRETARIAT = "secretariat", _("The secretariat alone")


class Way(models.TextChoices):
    PAGE = "page", pgettext_lazy("how a note came", "on this page")
    MAIL = "mail", pgettext_lazy("how a note came", "by e-mail")


class LetterNote(models.Model):
    """One message about a letter, kept as it was written (A1-2d, A1-6c-v)."""

    Audience = Audience
    Way = Way

    letter = models.ForeignKey(
        "partners.LetterOfIntent",
        models.PROTECT,
        related_name="notes",
        verbose_name=_("letter"),
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    audience = models.CharField(_("who reads it"), max_length=12, choices=Audience.choices)
    # Written for UNEP, or for the sender; the same person may have another office tomorrow.
    is_of_unep = models.BooleanField(_("written for UNEP"))
    way = models.CharField(
        _("how it came"), max_length=5, choices=Way.choices, default=Way.PAGE
    )
    text = models.TextField(_("text"), max_length=10000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = LetterNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note on a letter")
        verbose_name_plural = _("notes on letters")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="letter_note_has_text"),
            models.CheckConstraint(
                condition=Q(way__in=Way.values), name="letter_note_way_known"
            ),
            models.CheckConstraint(
                condition=Q(audience="both") | Q(audience="secretariat", is_of_unep=True),
                name="letter_note_read_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.letter, opening(self.text))


class NoteFile(models.Model):
    """A document that came with a message (A1-2d)."""

    note = models.ForeignKey(LetterNote, models.PROTECT, related_name="files")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="+", verbose_name=_("document")
    )

    class Meta:
        verbose_name = _("document with a message")
        verbose_name_plural = _("documents with messages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["note", "document"], name="note_file_once"),
        ]

    def __str__(self) -> str:
        return str(self.document)
