"""Files that come with a letter."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gmp_portal.documents import checks
from gmp_portal.workflow import unmet

UPLOAD_HINT = _("PDF, PNG or JPEG, at most 10 MB. The file itself is never public.")


class CheckedFileField(forms.FileField):
    """A PDF or picture that was looked into; gives the bytes, the media type and the name."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        content, media_type = checks.check_upload(upload)
        return {"content": content, "media_type": media_type, "name": upload.name or "file"}


class OversizedMixin:
    """Says in a sentence which file was stopped while it arrived, for it was too large."""

    def __init__(self, *args: Any, oversized: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oversized = oversized

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]
        for name in self.oversized:
            if name in self.fields:  # type: ignore[attr-defined]
                self.errors.pop(name, None)  # type: ignore[attr-defined]
                limit = settings.FILE_LIMIT_BYTES // 1024 // 1024
                text = _("This file is larger than %(limit)d MB. It was not kept.")
                self.add_error(name, unmet(text, "R-17", {"limit": limit}))  # type: ignore[attr-defined]
