"""How long a text may be: nothing is cut, and what is too long is told how much (C4)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext


class MaxCharacters(MaxLengthValidator):
    """Refuse a longer text, and name the limit and the excess."""

    def __call__(self, text: Any) -> None:
        limit = self.limit_value() if callable(self.limit_value) else self.limit_value
        length = self.clean(text)
        if length > limit:
            raise ValidationError(too_long(length, limit), code=self.code)


def too_long(length: int, limit: int) -> str:
    """By how much a text exceeds its limit, in a sentence."""
    excess = length - limit
    return ngettext(
        "Please shorten the text by %(excess)d character: it has %(length)d of at most "
        "%(limit)d.",
        "Please shorten the text by %(excess)d characters: it has %(length)d of at most "
        "%(limit)d.",
        excess,
    ) % {"excess": excess, "length": length, "limit": limit}


def cut_nothing(field: forms.Field) -> None:
    """Let the browser take a longer text than allowed: it would cut it without a word."""
    field.widget.attrs.pop("maxlength", None)
    field.validators = [
        MaxCharacters(check.limit_value) if type(check) is MaxLengthValidator else check
        for check in field.validators
    ]


def limit(field: forms.Field, most: int) -> None:
    """Give a field of text another limit than that of its model."""
    field.max_length = most  # type: ignore[attr-defined]
    others = [
        check for check in field.validators if not isinstance(check, MaxLengthValidator)
    ]
    field.validators = [*others, MaxCharacters(most)]
