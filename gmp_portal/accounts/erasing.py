"""What is removed of an account: its name, its addresses, and all to sign in with (R-49)."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
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


def every_address(person: User) -> set[str]:
    """All that the accounts of somebody are and were reached by, in small letters (R-49, R-58).

    What nobody proved is left out, and so is what is an address of somebody else by now.
    """
    stands = person.standing.pk
    accounts = User.objects.filter(Q(pk=stands) | Q(merged_into=stands))
    rows = EmailAddress.objects.filter(user__in=accounts, verified=True)
    told = [
        *accounts.values_list("email", flat=True),
        *rows.values_list("email", flat=True),
    ]
    for record in AccountMerge.objects.filter(gone__in=accounts):
        lent = [each["email"] for each in record.addresses if each["verified"]]
        told += [record.gone_email, *lent]
    return {
        address.lower()
        for address in told
        if not User.objects.with_address(address).exclude(pk__in=accounts).exists()
    }


def end_sessions(person: User) -> None:
    """Sign somebody out wherever he or she is signed in."""
    sessions = UserSession.objects.filter(user=person)
    Session.objects.filter(
        pk__in=list(sessions.values_list("session_key", flat=True))
    ).delete()
    sessions.delete()


def erase_unused(keys: Collection[int]) -> None:
    """Leave accounts that nobody has used without anything about anybody, with few statements."""
    EmailAddress.objects.filter(user__in=keys).delete()
    UserObjectPermission.objects.filter(user__in=keys).delete()
    fresh = User()
    kept = {name: getattr(fresh, name) for name in ("language", "timezone", "theme")}
    number = Cast("pk", CharField())
    User.objects.filter(pk__in=keys).update(
        name=Concat(Value("Former user "), number),
        email=Concat(Value("former-user-"), number, Value("@example.invalid")),
        is_active=False,
        **kept,
    )


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
