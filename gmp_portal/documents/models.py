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


def key_of(sha256: str) -> str:
    """The name of these bytes in the storage."""
    return f"{sha256[:2]}/{sha256}"


class Document(models.Model):
    """One file with a name for people; two documents may share the same bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    name = NameField(_("file name"), max_length=120)
    media_type = models.CharField(max_length=80)
    policy = models.CharField(max_length=60)
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
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_hash_is_sha256"
            ),
            models.CheckConstraint(
                condition=Q(
                    media_type__in=[
                        "application/pdf",
                        "application/json",
                        "image/png",
                        "image/jpeg",
                    ]
                ),
                name="document_media_type_allowed",
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
