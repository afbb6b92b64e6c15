"""A draft keeps prose that is too long yet: the excess is named, and nothing is cut (C4)."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.deconstruct import deconstructible
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import ngettext

CEILING = 200_000
"""No draft is longer than this, so that one text cannot fill the portal."""


def shorten(length: int, limit: int) -> str:
    """Ask to shorten a text, with its limit and what is too much."""
    excess = length - limit
    text = ngettext(
        "Please shorten this text by %(excess)s character: it has %(length)s, and at most "
        "%(limit)s are possible.",
        "Please shorten this text by %(excess)s characters: it has %(length)s, and at most "
        "%(limit)s are possible.",
        excess,
    )
    figures = {"excess": excess, "length": length, "limit": limit}
    return text % {
        name: number_format(figure, force_grouping=True) for name, figure in figures.items()
    }


@deconstructible
@dataclass
class AtMost:
    """Refuse a text beyond the limit, and say by how much."""

    limit: int

    def __call__(self, text: str) -> None:
        if len(text) > self.limit:
            raise ValidationError(shorten(len(text), self.limit), code="max_length")


def allow_excess(field: forms.Field, kept: str) -> None:
    """Let a field of prose be saved beyond its limit; the hint says what ``kept`` has too much."""
    limit = getattr(field, "max_length", None)
    if limit is None:
        return
    rest = [rule for rule in field.validators if not isinstance(rule, MaxLengthValidator)]
    field.validators = [*rest, AtMost(CEILING)]
    field.max_length = CEILING  # type: ignore[attr-defined]
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs["data-max-length"] = limit
    if len(kept) > limit:
        said = format_html("<strong>{}</strong>", shorten(len(kept), limit))
        field.help_text = format_html("{} {}", field.help_text, said)
