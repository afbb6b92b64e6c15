"""What a field says when it refuses an answer: the portal's own words for those of Django.

Replaced before any model or form is made, since each of them copies its words when it is.
"""

from django import forms
from django.core import validators
from django.db.models import BaseConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

NOT_LISTED = _("“%(value)s” is not in the list. Choose from the list.")
GONE = _("What you chose is not in the list any more. Choose again.")
CHOOSE = _("Choose from the list.")
NUMBER = _("Write a number.")
UNREAD = _("This is not in the form that is asked for.")
WEB_ADDRESS = _("Write a full address, such as https://example.org.")
FIELDS: dict[type[forms.Field], dict[str, object]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.BooleanField: {"required": _("Tick this box.")},
    forms.ChoiceField: {"required": _("Choose one."), "invalid_choice": NOT_LISTED},
    forms.MultipleChoiceField: {
        "required": _("Choose at least one."),
        "invalid_choice": NOT_LISTED,
        "invalid_list": CHOOSE,
    },
    forms.ModelChoiceField: {"invalid_choice": GONE},
    forms.ModelMultipleChoiceField: {
        "required": _("Choose at least one."),
        "invalid_choice": GONE,
        "invalid_list": CHOOSE,
        "invalid_pk_value": GONE,
    },
    forms.DateField: {
        "invalid": _("Write the day as year, month and day, for example 2026-01-31.")
    },
    forms.TimeField: {
        "invalid": _("Write the time as hours and minutes, for example 14:30.")
    },
    forms.DateTimeField: {
        "invalid": _("Write the day and the time, for example 2026-01-31 14:30.")
    },
    forms.IntegerField: {"invalid": _("Write a whole number.")},
    forms.FloatField: {"invalid": NUMBER},
    forms.DecimalField: {"invalid": NUMBER},
    forms.URLField: {"invalid": WEB_ADDRESS},
    forms.JSONField: {"invalid": UNREAD},
    forms.UUIDField: {"invalid": UNREAD},
    forms.FileField: {
        "required": _("Choose a file."),
        "invalid": _("No file arrived. Choose it again."),
        "missing": _("No file arrived. Choose it again."),
        "empty": _("This file is empty. Choose another one."),
        "max_length": ngettext_lazy(
            "The name of the file may have at most %(max)d character; it has %(length)d.",
            "The name of the file may have at most %(max)d characters; it has %(length)d.",
            "max",
        ),
        "contradiction": _("Choose a file, or tick the box that removes it; not both."),
    },
}
VALIDATORS: dict[type, object] = {
    validators.EmailValidator: _("Write an email address such as name@example.org."),
    validators.RegexValidator: UNREAD,
    validators.URLValidator: WEB_ADDRESS,
    validators.MinValueValidator: _("Give %(limit_value)s or more."),
    validators.MaxValueValidator: _("Give %(limit_value)s or less."),
    validators.MinLengthValidator: ngettext_lazy(
        "Write at least %(limit_value)d character; so far it is %(show_value)d.",
        "Write at least %(limit_value)d characters; so far it is %(show_value)d.",
        "limit_value",
    ),
    validators.MaxLengthValidator: ngettext_lazy(
        "Write at most %(limit_value)d character; now it is %(show_value)d.",
        "Write at most %(limit_value)d characters; now it is %(show_value)d.",
        "limit_value",
    ),
    validators.ProhibitNullCharactersValidator: _(
        "This holds a character that cannot be kept. Type it anew."
    ),
}
DECIMALS = {
    "invalid": NUMBER,
    "max_digits": ngettext_lazy(
        "Give at most %(max)s digit in all.", "Give at most %(max)s digits in all.", "max"
    ),
    "max_decimal_places": ngettext_lazy(
        "Give at most %(max)s digit after the point.",
        "Give at most %(max)s digits after the point.",
        "max",
    ),
    "max_whole_digits": ngettext_lazy(
        "Give at most %(max)s digit before the point.",
        "Give at most %(max)s digits before the point.",
        "max",
    ),
}


def replace() -> None:
    for field, words in FIELDS.items():
        # A class without words of its own would change those of the class above it.
        own = vars(field).get("default_error_messages", {})
        field.default_error_messages = {**own, **words}  # type: ignore[dict-item]
    for validator, message in VALIDATORS.items():
        validator.message = message  # type: ignore[attr-defined]
    validators.validate_slug.message = _(
        "Use letters without accents, digits, hyphens and underscores only."
    )
    validators.DecimalValidator.messages = DECIMALS  # type: ignore[assignment]
    BaseConstraint.default_violation_error_message = _(
        "What you entered does not fit together."
    )
