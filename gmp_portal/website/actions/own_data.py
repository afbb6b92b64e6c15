"""A copy of the own data is taken: the record of acts says so (N42)."""

from django.db import transaction

from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.website import permissions
from gmp_portal.website.acts import Act


@transaction.atomic
def copy(*, by: User) -> User:
    """Note that somebody takes a copy of the own data, before it is made; answers whose (R-50)."""
    rights.require(by, permissions.can_own_data_copy)
    ledger.record(Act.OWN_DATA_COPIED, by, by=by)
    return by
