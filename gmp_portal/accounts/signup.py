"""The one question that allauth does not ask at sign-up: what to call the person."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SignUpForm(forms.Form):
    """Asks for the name; allauth adds e-mail address and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1", "password2"]

    def signup(self, request: HttpRequest, user: "object") -> None:
        user.name = self.cleaned_data["name"]  # type: ignore[attr-defined]
        user.save(update_fields=["name"])  # type: ignore[attr-defined]
