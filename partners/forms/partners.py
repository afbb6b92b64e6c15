"""What people enter about partners and those who speak for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui.forms import PortalFormMixin


class RenameForm(PortalFormMixin, forms.Form):
    """A new name, and why it changed."""

    name = forms.CharField(label=_("New name"), max_length=250)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    told_apart = forms.CharField(
        label=_("What tells it apart"),
        help_text=_(
            "Only if another partner of the same country has the same name: a few words that "
            "everybody reads beside the name. Public."
        ),
        max_length=120,
        required=False,
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)


class AppointForm(PortalFormMixin, forms.Form):
    """Somebody with an account who shall speak for the partner."""

    email = forms.EmailField(
        label=_("E-mail address of the person"),
        help_text=_("The person needs an account in this portal."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=())

    def __init__(self, *args: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class JoinForm(PortalFormMixin, forms.Form):
    """Asking to speak for an organization that is a partner already."""

    note = forms.CharField(
        label=_("Who are you in this organization?"),
        help_text=_("The partner's representatives and the secretariat read this."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say who you are in this organization.")},
    )
