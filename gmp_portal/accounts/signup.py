"""The one question that allauth does not ask at sign-up: what to call the person."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.characters import CleanTextMixin


class SignUpForm(CleanTextMixin, forms.Form):
    """Asks for the name; allauth adds e-mail address and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1", "password2"]

    def clean(self) -> dict[str, Any]:
        """Weigh the password beside the name, which allauth does not know at this moment."""
        data = super().clean() or self.cleaned_data
        person = User(name=data.get("name", ""), email=data.get("email") or "")
        if password := data.get("password1"):
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data

    def signup(self, request: HttpRequest, user: "object") -> None:
        user.name = self.cleaned_data["name"]  # type: ignore[attr-defined]
        user.save(update_fields=["name"])  # type: ignore[attr-defined]
