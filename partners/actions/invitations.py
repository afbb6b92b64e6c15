"""Invitations by mail to work for a partner: sent, answered, taken back, handed over (R-38)."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger, rulebook
from gmp_portal.accounts import limits
from gmp_portal.accounts.limits import Limit
from gmp_portal.accounts.models import User
from gmp_portal.workflow import RuleRefusedError
from partners import emails, not_now
from partners.actions import invitation_settling, representatives
from partners.actions.signatures import digest
from partners.acts import Act
from partners.models import Partner, PartnerInvitation, Representative

RULE = "R-38"
HOUR = timedelta(hours=1)
Status = PartnerInvitation.Status


@transaction.atomic
def send(
    partner: Partner, *, email: str, role: str, language: str, by: User
) -> PartnerInvitation:
    """Invite a colleague by mail to one role; whoever has the address answers (R-38)."""
    partner.lock()
    address = email.lower()
    _refuse_own(address, by)
    holders = User.objects.with_address(address)
    if partner.representatives.current().filter(person__in=holders).exists():
        refusal = _("Whoever has this address belongs to this partner already.")
        raise RuleRefusedError(refusal, clause="A1-6a-ii", status=422)
    if partner.invitations.waiting().filter(email=address).exists():
        refusal = _(
            "An invitation to this address waits already: send it again, or withdraw it first."
        )
        raise RuleRefusedError(refusal, clause=RULE, status=422)
    return _new(partner, address, role=role, language=language, by=by)


@transaction.atomic
def hand_over(
    term: Representative, *, email: str, language: str, by: User
) -> PartnerInvitation:
    """Ask somebody to follow; the own term goes on until he or she accepts (N41)."""
    partner, address = term.partner, email.lower()
    partner.lock()
    term.lock()
    if not (term.speaks and term.is_shortened_by(term.last_day_if_ended_now)):
        raise not_now.why_not_handed_over(term)
    _refuse_own(address, by)
    waiting = partner.invitations.waiting()
    for earlier in waiting.filter(Q(email=address) | Q(hands_over=term)):
        if earlier.email == address and earlier.hands_over == term and earlier.is_open:
            # Pressed twice, one person is asked once.
            return earlier
        invitation_settling.withdraw(earlier, by=by)
    return _new(partner, address, role=term.role, language=language, hands_over=term, by=by)


@transaction.atomic
def send_again(invitation: PartnerInvitation, *, by: User) -> None:
    """Send another link, with the whole time to answer; the one before works no more (R-38)."""
    invitation.lock()
    if invitation.status != Status.WAITING:
        raise not_now.why_invitation_settled(invitation)
    token = _renew(invitation)
    invitation.save(update_fields=["token_sha256", "sent_at", "expires_at"])
    ledger.record(Act.PARTNER_INVITATION_SENT_AGAIN, invitation, by=by)
    emails.partner_invitation_sent(invitation, token)


@transaction.atomic
def withdraw(invitation: PartnerInvitation, *, by: User) -> None:
    """Take an invitation back: its link works no more (R-38)."""
    invitation.lock()
    if invitation.status == Status.WITHDRAWN:
        # Pressed twice, it is withdrawn once.
        return
    if invitation.status != Status.WAITING:
        raise not_now.why_invitation_settled(invitation)
    invitation_settling.settle(invitation, Status.WITHDRAWN, by=by)


@transaction.atomic
def accept(invitation: PartnerInvitation, *, by: User) -> None:
    """Work for the partner from now on; where somebody hands over, that term ends (N41, R-38)."""
    invitation.partner.lock()
    invitation.lock()
    if invitation.status == Status.ACCEPTED and invitation.settled_by_id == by.pk:
        return
    _refuse_closed(invitation)
    refuse_others(invitation, by)
    if invitation.hands_over is None:
        representatives.refuse_second_term(invitation.partner, by)
    elif invitation.hands_over.person_id == by.pk:
        # The two addresses belong to one account by now: its only term would end.
        raise not_now.why_not_to_oneself(invitation)
    invitation_settling.settle(invitation, Status.ACCEPTED, by=by)
    _begin(invitation, by=by)
    if invitation.hands_over is None:
        emails.partner_invitation_answered(invitation, by=by)
        return
    reason = _("Handed over to %(name)s.") % {"name": by.name}
    representatives.end(invitation.hands_over, reason=reason, by=by)


def _begin(invitation: PartnerInvitation, *, by: User) -> None:
    """Begin the term, or change the role of somebody who is asked to follow a colleague."""
    partner, role, inviter = invitation.partner, invitation.role, invitation.invited_by
    own = partner.representatives.current().of(by).first()
    if own is None or invitation.hands_over is None:
        representatives.begin(partner, by, role=role, named_by=inviter, by=by)
    elif own.role != role and own.role != Representative.Role.FOCAL_POINT:
        representatives.take_role(own, role, named_by=inviter, by=by)


@transaction.atomic
def decline(invitation: PartnerInvitation, *, by: User | None) -> None:
    """Say no, by the link without an account or signed in; it stays with the partner (R-38)."""
    invitation.lock()
    if invitation.status == Status.DECLINED:
        return
    _refuse_closed(invitation)
    if by is not None:
        refuse_others(invitation, by)
    invitation_settling.settle(invitation, Status.DECLINED, by=by)
    emails.partner_invitation_answered(invitation, by=by)


def refuse_others(invitation: PartnerInvitation, user: User) -> None:
    """Refuse whoever has another address; it is not named in full: links are handed on (R-38)."""
    if not user.has_address(invitation.email) or user.pk == invitation.invited_by_id:
        refusal = _(
            "This invitation is for %(email)s: sign out, and open it again with that address."
        )
        raise RuleRefusedError(
            refusal, clause=RULE, status=403, params={"email": invitation.masked_email}
        )


def _refuse_closed(invitation: PartnerInvitation) -> None:
    if not invitation.is_open:
        raise not_now.why_invitation_settled(invitation)


def _refuse_own(address: str, by: User) -> None:
    if by.has_address(address):
        refusal = _("This is your own address: enter that of somebody else.")
        raise RuleRefusedError(refusal, clause=RULE, status=422)


def _new(
    partner: Partner,
    address: str,
    *,
    role: str,
    language: str,
    hands_over: Representative | None = None,
    by: User,
) -> PartnerInvitation:
    most = rulebook.value(RULE)["waiting"]
    if partner.invitations.waiting().count() >= most:
        refusal = _(
            "A partner has at most %(most)d invitations waiting at a time: withdraw one first."
        )
        raise RuleRefusedError(refusal, clause=RULE, status=422, params={"most": most})
    invitation = PartnerInvitation(
        partner=partner,
        email=address,
        role=role,
        language=language,
        hands_over=hands_over,
        invited_by=by,
    )
    token = _renew(invitation)
    invitation.save()
    ledger.record(Act.PARTNER_INVITATION_SENT, invitation, by=by, to=invitation.status)
    emails.partner_invitation_sent(invitation, token)
    return invitation


def _renew(invitation: PartnerInvitation) -> str:
    """A new link within the limits, and the time to answer from now on (R-24, R-38)."""
    # Addresses are whatever somebody typed: nobody is to be flooded, in one's own name or not.
    few, several = rulebook.value("R-24")["mails"], rulebook.value(RULE)["waiting"]
    to_one = limits.take(f"mail:invitation:{invitation.email}", Limit(few, HOUR))
    of_all = limits.take(f"mail:inviting:{invitation.partner_id}", Limit(several, HOUR))
    if not (to_one and of_all):
        raise not_now.why_enough_invitations()
    token = secrets.token_urlsafe(32)
    invitation.token_sha256 = digest(token)
    invitation.sent_at = timezone.now()
    days = rulebook.value(RULE)["days"]
    invitation.expires_at = invitation.sent_at + timedelta(days=days)
    return token
