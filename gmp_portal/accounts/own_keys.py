"""What becomes of the rows of accounts and of signing in when two accounts are merged (R-58)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermission

from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Key
from gmp_portal.accounts.models import (
    AccountDistinction,
    AccountMerge,
    Erasure,
    SecretariatTerm,
    User,
)

BY_TERMS = _("Rights follow from terms, and are given anew.")


def register_all() -> None:
    """Say what goes over; the act itself moves addresses, ends sessions and renews rights."""
    # Whoever was merged into the one that goes is shown with the one that stays.
    merging.register(Key(User, "merged_into", moving=merging.every))
    merging.register(
        Key(
            EmailAddress,
            "user",
            stays=_("They lead to the account that stays, and can be given back."),
            is_told=False,
        ),
        Key(Authenticator, "user", stays=_("A second factor belongs to its own account.")),
        Key(UserSession, "user", stays=_("Sessions of the account end."), is_told=False),
        Key(UserObjectPermission, "user", stays=BY_TERMS, is_told=False),
        Key(User.groups.through, "user", stays=BY_TERMS, is_told=False),
        Key(User.user_permissions.through, "user", stays=BY_TERMS, is_told=False),
    )
    merging.register_history(AccountDistinction, "first", "second", "said_by")
    merging.register_history(AccountMerge, "kept", "gone", "made_by", "undone_by")
    merging.register_history(Erasure, "person", "recorded_by")
    merging.register_history(LogEntry, "user")
    # Whoever acts or acted for UNEP is never merged.
    merging.register_history(SecretariatTerm, "person")
