"""The form for a picture in the narrative of a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.typesetting.signs import inline, lines
from gmp_portal.typesetting.signs.blocks import Figure
from gmp_portal.ui.forms import PortalFormMixin


class FigureForm(PortalFormMixin, forms.Form):
    """A picture, what it shows in words, and what stands below it."""

    file = CheckedFileField("areas.FigureForm.file", label=_("Picture"))
    alternative = forms.CharField(
        label=_("Alternative text"),
        help_text=_(
            "What the picture shows, for people who do not see it. The plan is sent only once "
            "each figure has it."
        ),
        required=False,
        max_length=1000,
        widget=forms.TextInput({"dir": "auto"}),
    )
    caption = forms.CharField(
        label=_("Caption"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"dir": "auto"}),
    )
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"dir": "auto"}),
    )

    def text_with(self, text: str, key: int) -> str:
        """The text with this figure behind its last paragraph."""
        told: dict[str, Any] = self.cleaned_data
        figure = Figure(
            key,
            told["alternative"],
            inline.read(told["caption"]),
            inline.read(told["source"]),
        )
        return lines.write((*lines.read(text), figure))
