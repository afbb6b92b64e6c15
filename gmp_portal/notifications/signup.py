"""Signing up takes as much work for an address that is known as for a new one."""

from typing import Any

from allauth.account.forms import SignupForm
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string


class SignUpForm(SignupForm):
    """allauth's form with our name field; its answer never tells who has an account."""

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account, or the same one under another address that is taken back at once."""
        if self.account_already_exists:
            self._make_in_vain(request)
        return super().try_save(request)

    def _make_in_vain(self, request: HttpRequest) -> None:
        known = self.cleaned_data["email"]
        try:
            with transaction.atomic():
                self.cleaned_data["email"] = f"{get_random_string(20)}@in-vain.invalid"
                self.account_already_exists = False
                self.save(request)
                transaction.set_rollback(True)
        finally:
            self.cleaned_data["email"] = known
            self.account_already_exists = True
