"""The one field for long texts with headings, lists, tables, links, notes and figures (ADR 57).

What is sent and kept is the text with its signs. Where scripts run, it is written as it will read;
without them it is written with the signs, which are explained beside it.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.typesetting.signs import lines

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Ticked by whoever types signs themselves, so that nobody has to know the first line.
WITH_SIGNS = "_with_signs"
# What the tools are called, and what they ask.
WORDS: "dict[str, StrOrPromise]" = {
    "tools": _("Tools for the text"),
    "heading": _("Heading"),
    "subheading": _("Subheading"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "bullets": _("List"),
    "numbers": _("Numbered list"),
    "link": _("Link"),
    "note": _("Footnote"),
    "table": _("Table"),
    "figure": _("Figure"),
    "addRowBefore": _("Row above"),
    "addRowAfter": _("Row below"),
    "deleteRow": _("Remove row"),
    "addColumnBefore": _("Column before"),
    "addColumnAfter": _("Column after"),
    "deleteColumn": _("Remove column"),
    "deleteTable": _("Remove table"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "plain": _("Write with signs"),
    "as_it_reads": _("Write as it will read"),
    "address": _("Address"),
    "address_hint": _("A page (https://…) or an e-mail address."),
    "words": _("Words of the link"),
    "remove_link": _("Remove the link"),
    "note_text": _("Text of the footnote"),
    "note_hint": _("Links are written as [words](https://…)."),
    "alternative": _("Alternative text"),
    "alternative_hint": _("What the picture shows, for people who do not see it."),
    "caption": _("Caption"),
    "source": _("Source"),
    "change_figure": _("Change the figure"),
    "remove_figure": _("Remove the figure"),
    "no_alternative": _("The alternative text is missing."),
    "no_pictures": _("Pictures are not pasted: add them as figures."),
    "not_sent": _("The picture could not be sent. Try again."),
    "save": _("Save"),
    "cancel": _("Cancel"),
}


class ProseInput(forms.Textarea):
    """A field for a text with signs, and what the editor over it needs."""

    template_name = "gmp/prose.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        text = value or ""
        context["widget"] |= {
            "words": json.dumps({key: str(word) for key, word in WORDS.items()}),
            "first_line": lines.SIGNED,
            "with_signs": f"{name}{WITH_SIGNS}",
            "is_signed": lines.is_signed(text) or not text.strip(),
        }
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The text; what was typed with signs says so in its first line."""
        text = super().value_from_datadict(data, files, name)
        if not isinstance(text, str) or f"{name}{WITH_SIGNS}" not in data:
            return text
        return (
            text if lines.is_signed(text) or not text.strip() else f"{lines.SIGNED}\n{text}"
        )


class ProseField(forms.CharField):
    """A long text with signs; its limit of words counts what is read, not the signs."""

    widget = ProseInput


def write_as_prose(field: forms.Field) -> None:
    """Let a field be written so, which a form found out only now."""
    widget = ProseInput(field.widget.attrs)
    widget.is_required = field.widget.is_required
    field.widget = widget
