"""What is removed of an account: its name, its addresses, and all to sign in with (R-49)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from guardian.models import UserObjectPermission

from gmp_portal.accounts.data_map import NOBODY
from gmp_portal.accounts.models import AccountMerge, User

# Everything that says who it was, or how the person wished to read.
FIELDS = ("name", "email", "password", "language", "told_of_language", "timezone", "theme",
          "digest", "is_active", "is_staff", "last_login")  # fmt: skip


def erase(person: User) -> None:
    """Leave an account without anything about its person; a part of removing the data."""
    end_sessions(person)
    for rows in (
        EmailAddress.objects.filter(user=person),
        Authenticator.objects.filter(user=person),
        UserObjectPermission.objects.filter(user=person),
    ):
        rows.delete()
    person.groups.clear()
    person.user_permissions.clear()
    _anonymise(person)
    # Merges stay on record, without what the account was called before.
    merges = AccountMerge.objects.filter(gone=person)
    merges.update(gone_name=person.name, gone_email=NOBODY, addresses=[])


def end_sessions(person: User) -> None:
    """Sign somebody out wherever he or she is signed in."""
    sessions = UserSession.objects.filter(user=person)
    Session.objects.filter(
        pk__in=list(sessions.values_list("session_key", flat=True))
    ).delete()
    sessions.delete()


def _anonymise(person: User) -> None:
    fresh = User()
    for name in ("language", "told_of_language", "timezone", "theme"):
        setattr(person, name, getattr(fresh, name))
    # Two of one name stay apart by their numbers, as their addresses have to.
    person.name = f"Former user {person.pk}"
    person.email = f"former-user-{person.pk}@example.invalid"
    person.digest = User.Digest.NONE
    person.is_active = person.is_staff = False
    person.last_login = None
    person.set_unusable_password()
    person.save(update_fields=FIELDS)
