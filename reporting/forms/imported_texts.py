"""Bringing in the text of a past document, settling it, and filling in its first page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.characters import CleanTextMixin, opening
from gmp_portal.documents.uploads import TooLargeFile
from gmp_portal.ui import languages
from gmp_portal.ui.drafts import AtMost
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from reporting.models import SettledStep
from reporting.reading import piece_words
from reporting.session_documents import bounds

Step = SettledStep.Step
ENCODINGS = {
    "": _("Find out"),
    "utf-8": "UTF-8",
    "gb18030": _("GB 18030 (Chinese)"),
    "windows-1252": _("Windows (Western European)"),
    "windows-1251": _("Windows (Cyrillic)"),
    "windows-1256": _("Windows (Arabic)"),
}
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# A button sends the step on one piece; the steps on all pieces have addresses of their own.
ON_A_PIECE = (Step.CONFIRM, Step.RETYPE, Step.UP, Step.DOWN, Step.JOIN, Step.SPLIT)
SAID = (
    "title",
    "subtitle",
    "symbol",
    "body_code",
    "body",
    "session",
    "place_and_dates",
    "agenda_item",
    "agenda_title",
    "distribution",
    "issued_on",
    "original_language",
)


class BringInForm(PortalFormMixin, forms.Form):
    """A text file or a pasted text, and its language."""

    when_needed = {
        "file": _("Needed unless you paste the text."),
        "text": _("Needed unless you choose a file."),
    }

    name = forms.CharField(
        label=_("Name for your list"),
        max_length=200,
        required=False,
        help_text=_("Left empty, the name of the file is taken."),
    )
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=languages.of_content, initial="en"
    )
    file = forms.FileField(
        label=_("Text file"),
        required=False,
        help_text=_("A file that ends in .txt, as Word saves it under “plain text”."),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding of the file"), choices=list(ENCODINGS.items()), required=False
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        widget=forms.Textarea({"rows": 12}),
        required=False,
        strip=False,
        validators=[AtMost(bounds.LONGEST_TEXT)],
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        upload, pasted = values.get("file"), values.get("text", "")
        if upload and pasted.strip():
            self.add_error("text", _("Choose a file or paste a text, not both."))
            return values
        try:
            text = bounds.taken(_read(upload, values) if upload else pasted)
        except ValidationError as refused:
            self.add_error("file" if upload else "text", refused)
            return values
        if not text.strip() and not self.errors:
            self.add_error("file", _("Choose a text file, or paste the text."))
        values["text"] = text
        name = str(upload.name)[:200] if upload else opening(text)
        values["name"] = values.get("name") or name
        return values


def _read(upload: Any, values: Mapping[str, Any]) -> str:
    if isinstance(upload, TooLargeFile):
        raise bounds.too_long()
    return _decoded(upload.read(), values.get("encoding", ""))


def _decoded(content: bytes, encoding: str) -> str:
    """The text of a file; what cannot be told for certain is asked for."""
    known = [name for mark, name in MARKS.items() if content.startswith(mark)]
    try:
        return content.decode(encoding or (known[0] if known else "utf-8"))
    except UnicodeDecodeError:
        raise ValidationError(
            _(
                "The file cannot be read in this encoding. Choose another one, or save it as "
                "UTF-8."
            )
        ) from None


class SettleForm(CleanTextMixin, forms.Form):
    """One step on one piece, as a button sends it."""

    version = forms.IntegerField(min_value=1)
    piece = forms.IntegerField(min_value=1)
    step = forms.ChoiceField(choices=[(step.value, step.label) for step in ON_A_PIECE])
    kind = forms.ChoiceField(choices=piece_words.choices, required=False)
    line = forms.IntegerField(min_value=1, required=False)


class FirstPageForm(PortalFormMixin, forms.Form):
    """The lines of the first page; what the text does not say is asked for, never invented."""

    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    subtitle = forms.CharField(
        label=_("Line below the title"), max_length=200, required=False
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=60, required=False)
    body_code = forms.CharField(
        label=_("Letters in the masthead"), max_length=8, required=False
    )
    body = forms.CharField(label=_("Body that meets"), max_length=300, required=False)
    session = forms.CharField(label=_("Session"), max_length=200, required=False)
    place_and_dates = forms.CharField(
        label=_("Place and dates"), max_length=200, required=False
    )
    agenda_item = forms.CharField(label=_("Agenda item"), max_length=200, required=False)
    agenda_title = forms.CharField(
        label=_("Title of the agenda item"), max_length=300, required=False
    )
    distribution = forms.CharField(label=_("Distribution"), max_length=40, required=False)
    issued_on = forms.DateField(label=_("Date of issue"), widget=DateInput, required=False)
    original_language = forms.ChoiceField(
        label=_("Original language"),
        choices=lambda: [("", _("Not known")), *languages.of_content()],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        said: Mapping[str, str],
        printed: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.said = said
        for name in SAID:
            if not said.get(name):
                self.fields[name].help_text = _why_empty(printed.get(name, ""))

    def typed(self) -> dict[str, str]:
        """The lines that differ from what the text says."""
        values = {name: self.cleaned_data[name] for name in SAID}
        rows = {
            name: value.isoformat() if isinstance(value, date) else str(value or "")
            for name, value in values.items()
        }
        return {name: row for name, row in rows.items() if row != self.said.get(name, "")}


def _why_empty(printed: str) -> str:
    if printed:
        return gettext(
            "Empty because this could not be read: “%(words)s”. Fill it in if you know it."
        ) % {"words": printed[:100]}
    return gettext("Empty because the text does not say it. Fill it in if you know it.")
