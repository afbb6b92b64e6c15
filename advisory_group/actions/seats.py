"""How members come to the group and leave it (Annex 1, section 3)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisory_group import emails, not_now
from advisory_group.actions import grounds, refusals
from advisory_group.acts import Act
from advisory_group.models import Invitation, Nomination, Seat
from advisory_group.reading import people
from areas.models import PartnershipArea
from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.meetings.models import Body
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner

SERVE = "advisory_group.serve_seat"
ONLY_THEMSELVES = _("Only members themselves say something about their gender.")


@transaction.atomic
def nominate(
    area: PartnershipArea, *, partner: Partner, person: User, reason: str, by: User
) -> Nomination:
    """Put a confirmed partner of the area forward for a seat (A1-3c-ii)."""
    if not partner.is_confirmed:
        raise RuleRefusedError(
            _("An area nominates partners only, and this organization is none now."),
            clause="A1-3c-ii",
        )
    if not area.current_partners().filter(pk=partner.pk).exists():
        raise RuleRefusedError(
            _("An area nominates partners that work in it."), clause="A1-3c-ii"
        )
    if not partner.current_representatives().filter(pk=person.pk).exists():
        raise RuleRefusedError(
            _("This person does not speak for the nominated partner."), clause="A1-3c-ii"
        )
    with refusals.in_words():
        nomination = Nomination.objects.create(
            area=area,
            partner=partner,
            person=person,
            reason=reason,
            nominated_by=by,
            nominated_at=timezone.now(),
        )
    ledger.record(Act.NOMINATION_MADE, nomination, by=by, reason=reason)
    emails.nominated(nomination, by=by)
    return nomination


@transaction.atomic
def invite(invitation: Invitation, *, by: User) -> Invitation:
    """Record the Executive Director's invitation to a seat (A1-3c)."""
    # Whoever invites somebody else at the same time waits for the count of places.
    Body.objects.select_for_update().get(pk=people.body().pk)
    grounds.check_ground(invitation)
    grounds.check_place(invitation)
    invitation.recorded_by, invitation.recorded_at = by, timezone.now()
    if not invitation.region and invitation.country:
        invitation.region = invitation.country.un_region
    with refusals.in_words():
        invitation.save()
    ledger.record(Act.INVITATION_RECORDED, invitation, by=by, to=invitation.status)
    emails.invited(invitation, by=by)
    return invitation


@transaction.atomic
def end(seat: Seat, *, last_day: date, reason: str, by: User) -> None:
    """End a term early; the last day still belongs to it (A1-3c)."""
    seat.shorten(last_day, reason=reason, clause="A1-3a")
    if seat.has_ended:
        rights.revoke(SERVE, seat.person, seat)
    ledger.record(Act.SEAT_ENDED, seat, by=by, reason=reason, last_day=str(last_day))
    emails.seat_ended(seat, by=by)


@transaction.atomic
def declare(seat: Seat, *, gender: str, by: User) -> None:
    """Say, change or take back what a member says about himself or herself (A1-3b-4)."""
    seat.lock()
    if seat.person_id != by.pk:
        raise rights.refuse(ONLY_THEMSELVES, "A1-3b-4")
    if seat.has_ended:
        raise not_now.why_not_declared(seat)
    if seat.gender == gender:
        return
    seat.gender = gender
    seat.save(update_fields=["gender"])
    # The value is nobody's business: the ledger keeps that something was said, not what.
    ledger.record(Act.SEAT_DECLARED, seat, by=by)
