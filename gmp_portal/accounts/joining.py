"""What becomes of an account when another one stands for it: addresses, name, sign-in (R-58)."""

from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from gmp_portal.accounts import erasing
from gmp_portal.accounts.models import AccountMerge, User

LONGEST = User._meta.get_field("name").max_length or 0
CLOSED = ("name", "email", "is_active", "merged_into")


def _rows(person: User) -> "QuerySet[EmailAddress]":
    rows: QuerySet[EmailAddress] = EmailAddress.objects.filter(user=person)
    return rows


def close(gone: User, kept: User) -> None:
    """Let nobody sign in with it any more; its name says who it is now, wherever it stands."""
    erasing.end_sessions(gone)
    gone.merged_into = kept
    gone.is_active = False
    gone.name = name_of_both(gone.name, kept.name)
    gone.email = f"merged-account-{gone.pk}@example.invalid"
    gone.save(update_fields=CLOSED)


def open_again(record: AccountMerge) -> None:
    """Let the account be its own again, with its name and its address (R-56)."""
    gone = record.gone
    gone.merged_into = None
    gone.is_active = True
    gone.name, gone.email = record.gone_name, record.gone_email
    gone.save(update_fields=CLOSED)


def name_of_both(name: str, now: str) -> str:
    """As records name it, in their language: “A. Example, now B. Example”."""
    text = f"{name}, now {now}"
    if len(text) > LONGEST:
        # Two very long names: of both stays what fits.
        half = LONGEST // 2 - len(", now ")
        text = f"{name[:half].strip()}, now {now[:half].strip()}"
    return text


def follow_name(kept: User) -> None:
    """Say anew who the accounts are now for which this one stands."""
    merges = AccountMerge.objects.filter(
        status=AccountMerge.Status.MADE, gone__merged_into=kept
    )
    for record in merges.select_related("gone"):
        record.gone.name = name_of_both(record.gone_name, kept.name)
        record.gone.save(update_fields=["name"])


class Address(NamedTuple):
    """An address of an account: whether its owner proved it, and whether mails go there."""

    email: str
    is_proved: bool
    is_first: bool


def addresses_of(person: User) -> list[Address]:
    """All of them; proved is what its owner proved, by a mail or by having signed in with it."""
    rows = _rows(person).order_by("pk")
    told = {
        row.email.lower(): Address(row.email, row.verified, row.primary) for row in rows
    }
    first = told.get(person.email.lower())
    is_proved = person.last_login is not None or (first is not None and first.is_proved)
    told[person.email.lower()] = Address(person.email, is_proved, is_first=True)
    return list(told.values())


def is_unsafe(gone: User, kept: User) -> bool:
    """Whether what somebody proved would go to an address that nobody did (R-58)."""
    if any(each.is_first and each.is_proved for each in addresses_of(kept)):
        return False
    return any(each.is_proved for each in addresses_of(gone))


def hand_over_addresses(gone: User, kept: User) -> list[dict[str, Any]]:
    """Let what was proved lead to the account that stays; answers all, to be given back."""
    told = addresses_of(gone)
    _rows(gone).delete()
    # Whoever makes another one the first keeps the own one.
    EmailAddress.objects.get_or_create(
        user=kept,
        email=kept.email,
        defaults={
            "verified": kept.last_login is not None,
            "primary": not _rows(kept).filter(primary=True).exists(),
        },
    )
    own = [{"email": row.email, "is_own": True} for row in _rows(kept).order_by("pk")]
    return own + [_added(kept, each) for each in told]


def _added(kept: User, address: Address) -> dict[str, Any]:
    if not address.is_proved:
        # Whoever has it gets no code for the account that stays: nobody knows who that is.
        return _told(address, was_there=True)
    row, is_new = EmailAddress.objects.get_or_create(
        user=kept,
        email=address.email,
        defaults={"verified": True, "primary": False},
    )
    if not row.verified:
        row.verified = True
        row.save(update_fields=["verified"])
    return _told(address, was_there=not is_new)


def _told(address: Address, *, was_there: bool) -> dict[str, Any]:
    return {
        "email": address.email,
        "verified": address.is_proved,
        "primary": address.is_first,
        "was_there": was_there,
    }


def own_address(record: AccountMerge) -> EmailAddress | None:
    """The first of the addresses of the account that stays that are its own (R-56)."""
    rows = _rows(record.kept).exclude(email__in=_lent_to(record.kept))
    if record.own:
        rows = rows.filter(email__in=record.own)
    return rows.order_by("-primary", "-verified", "pk").first()


def _lent_to(kept: User) -> list[str]:
    """The addresses of all accounts for which this one stands."""
    merges = AccountMerge.objects.filter(kept=kept, status=AccountMerge.Status.MADE)
    return [each["email"] for record in merges for each in record.lent]


def take_out_what_was_added(record: AccountMerge) -> list[str]:
    """Leave nobody a way in who came by the merge; answers the addresses taken out (R-56).

    Whoever signed in by the other address could set a password, an address, a second factor.
    """
    kept = record.kept
    erasing.end_sessions(kept)
    kept.set_unusable_password()
    kept.save(update_fields=["password"])
    Authenticator.objects.filter(user=kept, created_at__gte=record.made_at).delete()
    if not record.own:
        # Merged before its addresses were kept: nobody knows which are new.
        return []
    since = _rows(kept).exclude(email__in=[*record.own, *_lent_to(kept)])
    addresses = sorted(since.values_list("email", flat=True))
    since.delete()
    return addresses


def is_taken(record: AccountMerge) -> bool:
    """Whether somebody else has an address by now that would be given back (R-56)."""
    both = [record.gone_id, record.kept_id]
    return any(
        User.objects.with_address(each["email"]).exclude(pk__in=both).exists()
        for each in record.handed_over
    )


def give_addresses_back(record: AccountMerge) -> None:
    """Let the addresses of the other account lead to it again (R-56)."""
    kept, gone = record.kept, record.gone
    own = own_address(record)
    for each in record.lent:
        lent = _rows(kept).filter(email=each["email"])
        if each["was_there"]:
            # The account that stays had typed it, and never proved it.
            lent.update(verified=False, primary=False)
        else:
            lent.delete()
    if own is not None and kept.email != own.email:
        # An address of the other had become the first one meanwhile.
        kept.email = own.email
        kept.save(update_fields=["email"])
        _rows(kept).filter(pk=own.pk).update(primary=True)
    for each in record.handed_over:
        EmailAddress.objects.create(
            user=gone,
            email=each["email"],
            verified=each["verified"],
            primary=each["primary"],
        )
