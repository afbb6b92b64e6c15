"""How an invitation to work for a partner comes to its end, by whatever act (R-38)."""

from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from partners.acts import Act
from partners.models import PartnerInvitation
from partners.models.invitations import InvitationStatus

Status = InvitationStatus
ACTS = {
    Status.ACCEPTED: Act.PARTNER_INVITATION_ACCEPTED,
    Status.DECLINED: Act.PARTNER_INVITATION_DECLINED,
    Status.WITHDRAWN: Act.PARTNER_INVITATION_WITHDRAWN,
}


def settle(
    invitation: PartnerInvitation, status: InvitationStatus, *, by: User | None
) -> None:
    """Let it be accepted, declined or withdrawn, once; a part of the act that says so."""
    before = invitation.become(status)
    invitation.settled_at, invitation.settled_by = timezone.now(), by
    invitation.save(update_fields=["status", "settled_at", "settled_by"])
    ledger.record(ACTS[status], invitation, by=by, from_=before, to=status)


def withdraw(invitation: PartnerInvitation, *, by: User) -> None:
    """Take one back that waits no more for anything; a part of other acts."""
    invitation.lock()
    settle(invitation, Status.WITHDRAWN, by=by)
