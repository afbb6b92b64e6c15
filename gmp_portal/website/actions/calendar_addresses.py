"""The secret address of somebody's own calendar: made, renewed, made invalid."""

import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.website import permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.models import CalendarAddress
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError


@transaction.atomic
def make(*, by: User) -> CalendarAddress:
    """Give somebody an address of the own calendar, unless there is one (B2-3)."""
    rights.require(by, permissions.can_keep_calendar_address)
    try:
        with transaction.atomic():
            address = CalendarAddress.objects.create(person=by, key=secrets.token_hex(16))
    except IntegrityError as error:
        raise RuleRefusedError(
            _("Your calendar has an address already: renew that one."), clause=STEP_BY_STEP
        ) from error
    ledger.record(Act.CALENDAR_ADDRESS_MADE, address, by=by)
    return address


@transaction.atomic
def renew(address: CalendarAddress, *, by: User) -> CalendarAddress:
    """Make another address in the place of this one, which opens nothing any more."""
    revoke(address, by=by)
    return make(by=by)


@transaction.atomic
def revoke(address: CalendarAddress, *, by: User) -> None:
    """Let an address open nothing any more; only whoever it belongs to does that (B2-3)."""
    address.lock()
    if address.person_id != by.pk:
        raise rights.refuse(
            _("Only whoever a calendar belongs to changes its address."), "B2-3"
        )
    if address.revoked_at is not None:
        raise RuleRefusedError(
            _("This address opens nothing any more: there is nothing left to end."),
            clause=STEP_BY_STEP,
        )
    _end(address, by=by)


@transaction.atomic
def end_all(person: User, *, by: User) -> None:
    """Let no address open somebody's calendar: another person may know it (R-56)."""
    for address in CalendarAddress.objects.valid().filter(person=person):
        address.lock()
        _end(address, by=by)


def _end(address: CalendarAddress, *, by: User) -> None:
    address.revoked_at = timezone.now()
    address.save(update_fields=["revoked_at"])
    ledger.record(Act.CALENDAR_ADDRESS_REVOKED, address, by=by)
