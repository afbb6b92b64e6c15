"""The person invited accepts or declines, or the secretariat takes it back (A1-3c)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisory_group import emails
from advisory_group.actions import grounds, refusals
from advisory_group.actions.seats import SERVE
from advisory_group.acts import Act
from advisory_group.models import Invitation, Seat
from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import days

PLACE = (
    "klass",
    "partner",
    "organisation",
    "constituency",
    "country",
    "region",
    "area",
    "nomination",
    "gap",
)
Status = Invitation.Status
ONLY_INVITED = _("Only the person who was invited can answer, and only once.")


@transaction.atomic
def accept(invitation: Invitation, *, gender: str = "", by: User) -> Seat:
    """Take the seat that the invitation offers; the database counts it (A1-3a, A1-3c)."""
    invitation.lock()
    _refuse_others(invitation, by)
    grounds.check_ground(invitation)
    before = invitation.become(Status.ACCEPTED)
    with refusals.in_words():
        seat = Seat.objects.create(
            person=invitation.person,
            period=days(invitation.starts_on, invitation.ends_on),
            gender=gender,
            **_place_of(invitation),
        )
    invitation.seat, invitation.answered_at = seat, timezone.now()
    invitation.save(update_fields=["status", "seat", "answered_at"])
    rights.grant(SERVE, seat.person, seat)
    ledger.record(Act.SEAT_TAKEN, seat, by=by, to="current")
    ledger.record(
        Act.INVITATION_ACCEPTED, invitation, by=by, from_=before, to=Status.ACCEPTED
    )
    emails.accepted(invitation, by=by)
    return seat


def _refuse_others(invitation: Invitation, by: User) -> None:
    if invitation.person_id != by.pk:
        raise rights.refuse(ONLY_INVITED, "A1-3e")


def _place_of(invitation: Invitation) -> dict[str, object]:
    return {field: getattr(invitation, field) for field in PLACE}


@transaction.atomic
def decline(invitation: Invitation, *, reason: str, by: User) -> None:
    """Say no to the invitation."""
    invitation.lock()
    _refuse_others(invitation, by)
    _close(invitation, Act.INVITATION_DECLINED, Status.DECLINED, reason, by=by)
    emails.declined(invitation, reason, by=by)


@transaction.atomic
def withdraw(invitation: Invitation, *, reason: str, by: User) -> None:
    """Take the invitation back before it is answered."""
    invitation.lock()
    _close(invitation, Act.INVITATION_WITHDRAWN, Status.WITHDRAWN, reason, by=by)
    emails.invitation_withdrawn(invitation, reason, by=by)


def _close(invitation: Invitation, act: Act, status: str, reason: str, *, by: User) -> None:
    before = invitation.become(status)
    invitation.answered_at = timezone.now()
    invitation.save(update_fields=["status", "answered_at"])
    ledger.record(act, invitation, by=by, from_=before, to=status, reason=reason)
