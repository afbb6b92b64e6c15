"""The short name by which an address calls something."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _


class ShortNameField(forms.CharField):
    """Small letters, digits and hyphens; the hint and the refusal say the same."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Short name for the address"))
        kwargs.setdefault(
            "help_text",
            _("Small letters, digits and hyphens, for example dental-amalgam."),
        )
        super().__init__(**kwargs)
        said = _("Use small letters without accents, digits and hyphens only.")
        self.validators.append(RegexValidator(r"^[a-z0-9-]+\Z", said))
