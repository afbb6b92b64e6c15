"""The portal is seen as somebody else sees it: begun with a reason, ended, told to the person."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.website import emails, permissions
from gmp_portal.website.acts import Act
from gmp_portal.website.models import Impersonation
from gmp_portal.workflow import unmet

RULE = "R-52"


@transaction.atomic
def begin(person: User, reason: str, *, by: User) -> Impersonation:
    """Look at the portal as this person for some minutes, to read only (R-52)."""
    rights.require(by, permissions.can_impersonation_begin)
    if person == by or not permissions.is_open_to_looks(person):
        raise unmet(
            _(
                "Nobody looks through the eyes of the secretariat, of administrators, of a "
                "closed account or through the own ones."
            ),
            RULE,
        )
    if not reason.strip():
        raise unmet(_("Say why: the person is told."), RULE)
    now = timezone.now()
    look = Impersonation.objects.create(
        person=person,
        begun_by=by,
        reason=reason.strip(),
        began_at=now,
        ends_at=now + timedelta(minutes=rulebook.value(RULE)),
    )
    ledger.record(
        Act.IMPERSONATION_BEGUN, look, by=by, reason=look.reason, person=person.pk
    )
    return look


@transaction.atomic
def end(look: Impersonation, *, by: User | None = None) -> None:
    """Be oneself again, by a button or once the time is over; the person is told (R-52)."""
    look.lock()
    if look.ended_at is not None:
        # Ended by the clock, or in another window, in this very moment.
        return
    look.ended_at = min(timezone.now(), look.ends_at)
    look.save(update_fields=["ended_at"])
    ledger.record(Act.IMPERSONATION_ENDED, look, by=by, person=look.person_id)
    emails.looked_through(look)
