"""Accounts whose address nobody confirmed are emptied after a while (R-51)."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import erasing
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import term_models
from gmp_portal.website.acts import Act
from gmp_portal.website.reading import erasures

RULE = "R-51"


def kept_for() -> timedelta:
    """How long such an account is kept."""
    return timedelta(days=rulebook.value(RULE)["account_days"])


def unconfirmed() -> QuerySet[User]:
    """Accounts that somebody made with an address, and never confirmed or used.

    Whoever was given an office is known to somebody, and stays.
    """
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        *(
            ~Exists(model._base_manager.filter(person=OuterRef("pk")))
            for model in term_models()
        ),
        is_active=True,
        last_login=None,
    )


def due() -> QuerySet[User]:
    """Those whose time is over."""
    return unconfirmed().filter(date_joined__lt=timezone.now() - kept_for())


@transaction.atomic
def empty(person: User) -> None:
    """Remove what an account says of whoever made it, unless it was confirmed meanwhile (R-51)."""
    account = due().select_for_update(of=("self",)).filter(pk=person.pk).first()
    if account is None or erasures.obstacles(account):
        return
    erasing.erase(account)
    ledger.record(Act.ACCOUNT_EMPTIED, account, by=None)
