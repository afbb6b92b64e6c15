"""How members come to the group and leave it (Annex 1, section 3)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisory_group import emails, refusals
from advisory_group.models import Invitation, Klass, Nomination, Seat
from advisory_group.reading import people
from areas.models import LeadTerm, PartnershipArea
from gmp_portal import ledger
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.models.terms import days
from gmp_portal.rulebook import value
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner

SERVE = "advisory_group.serve_seat"
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
    emails.nominated(nomination, by=by)
    ledger.record("nomination.made", nomination, by=by, reason=reason)
    return nomination


@transaction.atomic
def invite(invitation: Invitation, *, by: User) -> Invitation:
    """Record the Executive Director's invitation to a seat (A1-3c)."""
    _check_ground(invitation)
    _check_place(invitation)
    invitation.recorded_by, invitation.recorded_at = by, timezone.now()
    if not invitation.region and invitation.country:
        invitation.region = invitation.country.un_region
    with refusals.in_words():
        invitation.save(force_insert=True)
    emails.invited(invitation, by=by)
    ledger.record("invitation.recorded", invitation, by=by, to=invitation.status)
    return invitation


def _check_ground(invitation: Invitation) -> None:
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
    if klass == Klass.LEAD and not _leads(person, invitation.area):
        raise RuleRefusedError(
            _(
                "This class is for leads of areas, and this person does not lead this area now."
            ),
            clause="A1-3c-i",
        )
    if klass == Klass.NOMINATED and not _fits(invitation):
        raise RuleRefusedError(
            _("This class needs a nomination by an area for this person and this partner."),
            clause="A1-3c-ii",
        )
    if klass == Klass.BALANCE and not invitation.gap.strip():
        raise RuleRefusedError(
            _("Say which gap in the group this member fills."), clause="A1-3c-iii"
        )
    if klass == Klass.TRANSITIONAL and not (invitation.ends_on and invitation.area):
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


def _check_place(invitation: Invitation) -> None:
    """Nobody is invited to a place that is not there, nor one person twice (A1-3a)."""
    period = days(invitation.starts_on, invitation.ends_on)
    if Seat.objects.of(invitation.person).filter(period__overlap=period).exists():
        sentence, clause = refusals.RULES["seat_one_per_person_at_a_time"]
        raise RuleRefusedError(sentence, clause=clause)
    counted_apart = value("R-02", invitation.starts_on)
    if invitation.is_transitional and counted_apart:
        return
    seats, invited = Seat.objects.current(invitation.starts_on), Invitation.objects.open()
    if counted_apart:
        seats, invited = seats.ordinary(), invited.exclude(klass=Klass.TRANSITIONAL)
    if seats.count() + invited.count() >= people.places(invitation.starts_on):
        raise RuleRefusedError(
            _(
                "The group has %(places)s ordinary seats, and on %(day)s each of them is taken "
                "or offered to somebody. End a term or withdraw an invitation first."
            )
            % {"places": people.places(invitation.starts_on), "day": invitation.starts_on},
            clause="A1-3a",
        )


@transaction.atomic
def accept(invitation: Invitation, *, gender: str = "", by: User) -> Seat:
    """Take the seat that the invitation offers; the database counts it (A1-3a, A1-3c)."""
    invitation.lock()
    before = invitation.become(Status.ACCEPTED)
    _check_ground(invitation)
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
    emails.accepted(invitation, by=by)
    ledger.record("seat.taken", seat, by=by, to="current")
    ledger.record(
        "invitation.accepted", invitation, by=by, from_=before, to=Status.ACCEPTED
    )
    return seat


def _place_of(invitation: Invitation) -> dict[str, object]:
    return {field: getattr(invitation, field) for field in PLACE}


@transaction.atomic
def decline(invitation: Invitation, *, reason: str, by: User) -> None:
    """Say no to the invitation."""
    _close(invitation, Status.DECLINED, reason, by)
    emails.declined(invitation, reason, by=by)


@transaction.atomic
def withdraw(invitation: Invitation, *, reason: str, by: User) -> None:
    """Take the invitation back before it is answered."""
    _close(invitation, Status.WITHDRAWN, reason, by)
    emails.invitation_withdrawn(invitation, reason, by=by)


def _close(invitation: Invitation, status: str, reason: str, by: User) -> None:
    invitation.lock()
    before = invitation.become(status)
    invitation.answered_at = timezone.now()
    invitation.save(update_fields=["status", "answered_at"])
    ledger.record(
        f"invitation.{status}", invitation, by=by, from_=before, to=status, reason=reason
    )


@transaction.atomic
def end(seat: Seat, *, last_day: date, reason: str, by: User) -> None:
    """End a term early; the last day still belongs to it (A1-3c)."""
    locked = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if last_day < locked.starts_on or (locked.ends_on and last_day >= locked.ends_on):
        raise RuleRefusedError(
            _(
                "The last day must lie within the term, before the day on which it ends anyway."
            ),
            clause="A1-3a",
        )
    seat.period = days(locked.starts_on, last_day)
    seat.ended_reason = reason
    seat.save(update_fields=["period", "ended_reason"])
    if seat.has_ended:
        rights.revoke(SERVE, seat.person, seat)
    emails.seat_ended(seat, by=by)
    ledger.record("seat.ended", seat, by=by, reason=reason, last_day=str(last_day))


@transaction.atomic
def declare_gender(seat: Seat, *, gender: str, by: User) -> None:
    """Say, change or take back what a member says about himself or herself (A1-3b-4)."""
    seat.gender = gender
    seat.save(update_fields=["gender"])
    # The value is nobody's business: the ledger keeps that something was said, not what.
    ledger.record("seat.declared", seat, by=by)
