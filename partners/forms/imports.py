"""Uploading a table of partners, and choosing the rows that are left out."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import CleanTextMixin
from gmp_portal.documents import processes
from gmp_portal.documents.uploads import TooLargeFile
from gmp_portal.exchange.tables import sentences, taker
from gmp_portal.exchange.tables.rows import TableRows
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.workflow import unmet
from partners.reading.imports import words, workbook

SECONDS = 30
ASKED = ("utf-8", "utf-16-le", "gb18030", "windows-1252")


def _encodings() -> "list[tuple[str, Any]]":
    return [("", _("Find out")), *((key, sentences.ENCODINGS[key]) for key in ASKED)]


class TableForm(PortalFormMixin, forms.Form):
    """A workbook or CSV file; a process of its own reads it, and what is read is kept (R-17)."""

    file = forms.FileField(
        label=_("Workbook or table"),
        help_text=_(
            "An Excel workbook (.xlsx) with sheets of partners, contacts, letters and "
            "memberships, or a CSV file with one of them."
        ),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
        widget=forms.FileInput({"accept": ".xlsx,.csv,.txt"}),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding of a CSV file"),
        choices=_encodings,
        required=False,
        help_text=_("Only if names look wrong after the upload."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        upload = values.get("file")
        if upload is None:
            return values
        try:
            values["sheets"] = _read(upload, values.get("encoding", ""))
        except ValidationError as refused:
            self.add_error("file", refused)
        values["name"] = str(upload.name)[:200]
        return values


def _read(upload: Any, encoding: str) -> tuple[TableRows, ...]:
    if isinstance(upload, TooLargeFile) or upload.size > settings.FILE_LIMIT_BYTES:
        raise unmet(sentences.of_reason("too_large"), "R-17")
    asked = taker.asked(upload.read(), *workbook.every_table(), encoding=encoding)
    try:
        sheets = taker.answered(processes.answer_of(taker.__name__, asked, seconds=SECONDS))
    except UnreadableFileError as refusal:
        raise unmet(sentences.of_reason(refusal.reason), "R-17") from None
    filled = tuple(read for read in sheets if read.rows)
    for read in filled or sheets:
        if read.missing:
            raise unmet(words.of_missing(read.table, read.missing), "R-17")
    if not filled:
        raise unmet(sentences.of_reason("no_rows"), "R-17")
    return filled


class LeaveOutForm(CleanTextMixin, forms.Form):
    """The rows of a page that are ticked, and those that were when the page was made.

    What somebody else chose meanwhile about other rows stays.
    """

    was_left_out = forms.TypedMultipleChoiceField(coerce=int, required=False)
    left_out = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, numbers: "list[int]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(number), str(number)) for number in numbers]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]

    def chosen(self, before: "set[int]") -> "set[int]":
        """Which rows are left out now, where these were."""
        was, ticked = (
            set(self.cleaned_data[name]) for name in ("was_left_out", "left_out")
        )
        return (before - (was - ticked)) | (ticked - was)
