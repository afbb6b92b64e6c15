"""The one field for files: it says what it takes, and takes nothing else (R-17)."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gmp_portal.documents import checks
from gmp_portal.documents.checks import Checked
from gmp_portal.documents.kinds import FIELDS


class CheckedFileField(forms.FileField):
    """A file that was looked into; ``place`` is where it stands in ``kinds.FIELDS``."""

    def __init__(self, place: str, *more: Any, **kwargs: Any) -> None:
        self.takes = FIELDS[place]
        kwargs.setdefault("help_text", self.takes.hint(*more))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": self.takes.accept}

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile) and data.name and not data.size:
            # Said here, and not by Django, for it names what to upload instead.
            checks.check_size(0, self.takes)
        return super().to_python(data)

    def clean(self, data: Any, initial: Any = None) -> Checked | None:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        return checks.check_upload(upload, self.takes)
