"""How a letter begins, and whom its sender lets help with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.accounts.models import User
from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.ui.forms import PortalFormMixin
from partners.forms.letters import SIGNED_FILE_NOT_PUBLIC
from partners.models import Kind, LetterLink


class NameForm(PortalFormMixin, forms.Form):
    """What to call somebody who has no account yet."""

    name = forms.CharField(
        label=pgettext_lazy("form", "Your name"),
        max_length=User._meta.get_field("name").max_length,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )


class StartForm(NameForm):
    """What kind of applicant it is, and, without an account, where a code can be sent (A1-2a)."""

    kind = forms.ChoiceField(
        label=_("What are you?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of organization you are.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_(
            "We send you a code there. A new code opens your draft again at any time, from any "
            "device. The address is never public."
        ),
        max_length=User._meta.get_field("email").max_length,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address.")},
    )

    field_order = ("kind", "name", "email")

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["name"], self.fields["email"]


class LinkForm(PortalFormMixin, forms.Form):
    """A colleague's address, and what the link is for (R-32)."""

    email = forms.EmailField(
        label=_("E-mail address of your colleague"),
        max_length=254,
        error_messages={"required": _("Enter the e-mail address of your colleague.")},
    )
    purpose = forms.ChoiceField(
        label=_("What shall your colleague do?"),
        choices=LetterLink.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what the link is for.")},
    )


class SignedLetterForm(PortalFormMixin, forms.Form):
    """The letter signed on paper, from whoever has the link for it (A1-2c-1, R-32)."""

    upload = CheckedFileField(
        "partners.SignatureForm.upload",
        SIGNED_FILE_NOT_PUBLIC,
        label=_("Signed letter"),
        error_messages={"required": _("Choose a file, or take a photograph.")},
    )
