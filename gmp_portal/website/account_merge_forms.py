"""Which two accounts are compared, and why they are one person, or two."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.accounts.models import User
from gmp_portal.ui.forms import PortalFormMixin, ReasonForm
from gmp_portal.workflow import unmet


class CompareAccountsForm(PortalFormMixin, forms.Form):
    """Two accounts that the list does not show together, by their addresses."""

    kept = forms.EmailField(label=gettext_lazy("Address of the account that stays"))
    gone = forms.EmailField(
        label=gettext_lazy("Address of the account that is merged into it")
    )

    def clean_kept(self) -> User:
        return _person(self.cleaned_data["kept"])

    def clean_gone(self) -> User:
        """Say it here: the page of the two would not be there."""
        gone = _person(self.cleaned_data["gone"])
        if gone == self.cleaned_data.get("kept"):
            raise unmet(_("An account is not merged with itself: choose two."), "R-58")
        return gone


def _person(address: str) -> User:
    person: User | None = User.objects.with_address(address).first()
    if person is None:
        raise forms.ValidationError(_("Nobody has an account with this address."))
    return person


def merge_form(data: Any) -> ReasonForm:
    return ReasonForm(
        data,
        label=_("Why the two are the same person"),
        hint=_("The reason is kept on record, and the person can read it."),
        missing=_("Say why the two are the same person."),
    )


def tell_apart_form(data: Any) -> ReasonForm:
    return ReasonForm(
        data,
        label=_("Why the two are two people"),
        hint=_("The two are not shown in this list any more."),
        missing=_("Say why the two are two people."),
    )
