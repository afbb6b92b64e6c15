"""The one field for files: it says what it takes, and takes nothing else (R-17)."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from gmp_portal.documents import checks, kinds, uploading
from gmp_portal.documents.checks import Checked, UnsafeFileError
from gmp_portal.documents.kept_files import SUFFIX, KeptFile, LostFile
from gmp_portal.documents.kinds import FIELDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

READY = _("Ready: {name}, {size}")
# What the script says; the name stands apart from the words around it, whatever its script.
WORDS: "dict[str, StrOrPromise]" = {
    "going": _("Uploading: {percent} %"),
    "down": _("Not sent yet: the line is down. It goes on by itself."),
    "ready": READY,
    "waits": _("The form is sent as soon as the file is there."),
    "failed": _("The file could not be sent ahead. It is sent together with the form."),
    "stopped": _("The upload was stopped."),
    "stop": _("Stop the upload"),
    "remove": _("Remove this file"),
    "empty": _("This file is empty."),
}


class KeptFileInput(forms.FileInput):
    """A file input whose file is sent ahead in pieces, and stays while the form is corrected."""

    template_name = "gmp/kept_file.html"
    place = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """What the template shows: also a file that came already, unless a record has it now."""
        context = super().get_context(name, value, attrs)
        takes = FIELDS[self.place]
        large = checks.TOO_LARGE % {"limit": kinds.limit_mb()}
        context["widget"] |= {
            "place": self.place,
            "hidden": f"{name}{SUFFIX}",
            "limit": settings.FILE_LIMIT_BYTES,
            "words": WORDS | {"kinds": takes.takes, "large": large},
        }
        is_mine = isinstance(value, KeptFile) and value.place == self.place
        if is_mine and uploading.waits(value.kept):
            told = {"name": value.name, "size": filesizeformat(value.size)}
            # Whatever script they are in, they keep their direction.
            apart = {key: f"\u2068{word}\u2069" for key, word in told.items()}
            ready = str(READY).format(**apart)
            context["widget"] |= {"kept": value.kept, "ready": ready}
        return context


class CheckedFileField(forms.FileField):
    """A file that was looked into; ``place`` is where it stands in ``kinds.FIELDS``."""

    widget = KeptFileInput

    def __init__(self, place: str, *more: Any, **kwargs: Any) -> None:
        self.place, self.takes = place, FIELDS[place]
        kwargs.setdefault("help_text", self.takes.hint(*more))
        super().__init__(**kwargs)
        self.widget.place = place

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": self.takes.accept}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the field shows again: a file that came before its form, and no other."""
        if isinstance(data, KeptFile):
            return data
        return super().bound_data(data, initial)

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile) and data.name and not data.size:
            # Said here, and not by Django, for it names what to upload instead.
            checks.check_size(0, self.takes)
        return super().to_python(data)

    def clean(self, data: Any, initial: Any = None) -> Checked | None:
        is_elsewhere = isinstance(data, KeptFile) and data.place != self.place
        if is_elsewhere or isinstance(data, LostFile):
            raise UnsafeFileError(_("This file did not arrive whole. Choose it again."))
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        try:
            return checks.check_upload(upload, self.takes)
        except UnsafeFileError:
            # One that only had to wait, since many are being checked, stays.
            if isinstance(upload, KeptFile):
                uploading.drop(upload.kept)
            raise
