"""Who may be invited to a seat, and whether there is one (A1-3a, A1-3c)."""

from django.utils.translation import gettext_lazy as _

from advisory_group.actions import refusals
from advisory_group.models import Invitation, Seat, SeatClass
from advisory_group.reading import people
from areas.models import LeadTerm, PartnershipArea
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.models.terms import days
from gmp_portal.rulebook import value
from gmp_portal.workflow import RuleRefusedError


def check_ground(invitation: Invitation) -> None:
    """Each class of members has a ground of its own; without it nobody is invited (A1-3c)."""
    person, klass = invitation.person, invitation.klass
    if SecretariatTerm.objects.current().of(person).exists():
        raise RuleRefusedError(
            _("UNEP is a member by office: its staff takes no seat."), clause="A1-3e"
        )
    if invitation.partner and not invitation.partner.is_confirmed:
        raise RuleRefusedError(
            _("This organization is not a confirmed partner."), clause="A1-2e"
        )
    if klass == SeatClass.LEAD and not _leads(person, invitation.area):
        raise RuleRefusedError(
            _(
                "This class is for leads of areas, and this person does not lead this area now."
            ),
            clause="A1-3c-i",
        )
    if klass == SeatClass.NOMINATED and not _fits(invitation):
        raise RuleRefusedError(
            _("This class needs a nomination by an area for this person and this partner."),
            clause="A1-3c-ii",
        )
    if klass == SeatClass.BALANCE and not invitation.gap.strip():
        raise RuleRefusedError(
            _("Say which gap in the group this member fills."), clause="A1-3c-iii"
        )
    if klass == SeatClass.TRANSITIONAL and not (invitation.ends_on and invitation.area):
        raise RuleRefusedError(
            _("A transitional member needs a new area and a last day of the term."),
            clause="A1-3c-T",
        )


def _leads(person: User, area: PartnershipArea | None) -> bool:
    return LeadTerm.objects.current().of(person).filter(area=area).exists()


def _fits(invitation: Invitation) -> bool:
    nomination = invitation.nomination
    return bool(
        nomination
        and nomination.person_id == invitation.person_id
        and nomination.partner_id == invitation.partner_id
    )


def check_place(invitation: Invitation) -> None:
    """Nobody is invited to a place that is not there, nor one person twice (A1-3a)."""
    period = days(invitation.starts_on, invitation.ends_on)
    if Seat.objects.of(invitation.person).filter(period__overlap=period).exists():
        raise refusals.of("seat_one_per_person_at_a_time")
    counted_apart = value("R-02", invitation.starts_on)
    if invitation.is_transitional and counted_apart:
        return
    seats, invited = Seat.objects.current(invitation.starts_on), Invitation.objects.open()
    if counted_apart:
        seats, invited = seats.ordinary(), invited.exclude(klass=SeatClass.TRANSITIONAL)
    if seats.count() + invited.count() >= people.places(invitation.starts_on):
        raise RuleRefusedError(
            _(
                "The group has %(places)s ordinary seats, and on %(day)s each of them is taken "
                "or offered to somebody. End a term or withdraw an invitation first."
            )
            % {"places": people.places(invitation.starts_on), "day": invitation.starts_on},
            clause="A1-3a",
        )
