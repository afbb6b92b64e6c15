"""Through whose eyes somebody looks, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models import User
from gmp_portal.ui.forms import PortalFormMixin


class PersonForm(PortalFormMixin, forms.Form):
    """Somebody with an account, by the e-mail address."""

    mark_optional = False

    email = forms.EmailField(label=_("E-mail address of the person"))

    def clean_email(self) -> User:
        """The person with this address."""
        person = User.objects.with_address(self.cleaned_data["email"]).first()
        if person is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return person


class ImpersonationForm(PersonForm):
    """A person by the e-mail address, and the reason, which the person reads (R-52)."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It is kept in the ledger, and the person reads it afterwards."),
    )
