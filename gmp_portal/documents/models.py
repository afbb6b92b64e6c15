"""A file that belongs to a record; its bytes are found by their SHA-256 and never change."""

import uuid

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import NameField
from gmp_portal.documents.kinds import ENDINGS

HASH = r"^[0-9a-f]{64}$"


def key_of(sha256: str) -> str:
    """The name of these bytes in the storage."""
    return f"{sha256[:2]}/{sha256}"


def _named_by_kind() -> Q:
    """A name ends as the kind of its file does, whatever it was called when it came."""
    condition = Q()
    for media_type, endings in ENDINGS.items():
        for ending in endings:
            condition |= Q(media_type=media_type, name__iendswith=f".{ending}")
    return condition


class Document(models.Model):
    """One file with a name for people; two documents may share the same bytes.

    Beside the copy that people open, what somebody sent is kept exactly as it came, and sealed:
    no page hands it out. What the portal made itself has no original.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    name = NameField(_("file name"), max_length=120)
    media_type = models.CharField(max_length=80)
    policy = models.CharField(max_length=60)
    original_sha256 = models.CharField(
        max_length=64, blank=True, default="", db_index=True, editable=False
    )
    original_size = models.PositiveBigIntegerField(null=True, editable=False)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-stored_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=HASH), name="document_hash_is_sha256"
            ),
            models.CheckConstraint(
                condition=_named_by_kind(), name="document_ends_as_its_kind"
            ),
            models.CheckConstraint(
                condition=Q(original_sha256="", original_size__isnull=True)
                | Q(original_sha256__regex=HASH, original_size__isnull=False),
                name="document_original_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.pk, self.name])

    @property
    def key(self) -> str:
        return key_of(self.sha256)

    def open(self) -> File:
        return storages["default"].open(self.key)

    def read(self) -> bytes:
        with self.open() as file:
            content: bytes = file.read()
        return content


class FileText(models.Model):
    """The words of a file by its pages or sheets; documents of the same bytes share them."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN = "taken", _("Taken")
        NONE = "none", _("Without words")
        FAILED = "failed", _("Could not be taken")

    sha256 = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # Pairs of the number of a page or sheet and its words.
    pieces = models.JSONField(default=list)
    is_cut = models.BooleanField(default=False)
    reason = models.CharField(max_length=40, blank=True, default="")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=HASH), name="file_text_of_hash"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken", "none", "failed"]),
                name="file_text_state_known",
            ),
            models.CheckConstraint(
                condition=(Q(state="taken") & ~Q(pieces=[]))
                | (~Q(state="taken") & Q(pieces=[], is_cut=False)),
                name="file_text_taken_has_pieces",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(reason=""))
                | (~Q(state="failed") & Q(reason="")),
                name="file_text_failed_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", taken_at__isnull=True)
                | (~Q(state="waiting") & Q(taken_at__isnull=False)),
                name="file_text_taken_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256} ({self.state})"
