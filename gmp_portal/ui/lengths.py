"""No text is cut: the field takes all of it, and says by how much it is too long."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import ngettext

CUT = "maxlength"


@deconstructible
class MaxCharacters(MaxLengthValidator):
    """Refuse a text that is too long by naming the limit and the excess."""

    def __call__(self, value: str) -> None:
        limit = self.limit_value() if callable(self.limit_value) else self.limit_value
        excess = len(value) - limit
        if excess > 0:
            raise ValidationError(
                ngettext(
                    "Please shorten the text by %(excess)d character: it may have at most "
                    "%(limit)d.",
                    "Please shorten the text by %(excess)d characters: it may have at most "
                    "%(limit)d.",
                    excess,
                ),
                code="max_length",
                params={"excess": excess, "limit": limit},
            )


def never_cut(field: forms.Field) -> None:
    """Take ``maxlength`` off a field: a browser would cut what is pasted without a word."""
    limit = field.widget.attrs.pop(CUT, None)
    if limit is None:
        return
    field.widget.attrs["data-max-length"] = limit
    field.validators = [
        MaxCharacters(check.limit_value) if type(check) is MaxLengthValidator else check
        for check in field.validators
    ]
