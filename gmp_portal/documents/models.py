"""Files of records, found by their SHA-256, their texts, and uploads that are under way."""

import uuid

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
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


class PartialUpload(models.Model):
    """A file that arrives in pieces, for one field, from one person or by one link (R-17)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Who uploads without an account: the name of the scope and what it told of the request.
    scope = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=80)
    name = NameField(_("file name"), max_length=120)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    received = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("upload under way")
        verbose_name_plural = _("uploads under way")
        ordering = ["-touched_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, scope="")
                | (Q(person__isnull=True) & ~Q(scope="")),
                name="partial_upload_of_one",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, received__lte=F("size")),
                name="partial_upload_within_size",
            ),
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(name=""), name="partial_upload_is_named"
            ),
            models.CheckConstraint(
                condition=Q(touched_at__gte=F("started_at")),
                name="partial_upload_touched_later",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(received=F("size")),
                name="partial_upload_used_whole",
            ),
        ]
        indexes = [models.Index(fields=["touched_at"], name="partial_upload_by_age")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:upload_detail", args=[self.pk])

    @property
    def is_whole(self) -> bool:
        return self.received == self.size


class Piece(models.Model):
    """Some bytes of an upload; in the database, since several servers may take turns."""

    upload = models.ForeignKey(PartialUpload, models.CASCADE, related_name="pieces")
    offset = models.PositiveBigIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("piece of an upload")
        verbose_name_plural = _("pieces of uploads")
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "offset"], name="piece_has_its_offset"
            ),
            models.CheckConstraint(condition=~Q(content=b""), name="piece_has_content"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"


class FileReading(models.Model):
    """Somebody opened a file that not everybody may read: who, when, which (R-51).

    The file is named by its key: a note about it keeps no file that belongs to nothing.
    """

    file = models.UUIDField(editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("who"),
    )
    name = NameField(_("file name"), max_length=120)
    read_at = models.DateTimeField(_("opened"), default=timezone.now)

    class Meta:
        verbose_name = _("opening of a file")
        verbose_name_plural = _("openings of files")
        ordering = ["-read_at", "-pk"]
        indexes = [
            models.Index(fields=["-read_at", "-id"], name="file_reading_newest"),
            models.Index(fields=["file", "-read_at"], name="file_reading_of_file"),
        ]

    def __str__(self) -> str:
        return self.name
