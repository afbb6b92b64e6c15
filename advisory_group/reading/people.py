"""Who belongs to the group, chairs it, or answers to it; asked by mails and hooks."""

from datetime import date

from advisory_group.models import ChairTerm, Seat
from areas.models import LeadTerm, PartnershipArea
from gmp_portal.accounts import offices
from gmp_portal.accounts.models import SecretariatTerm, User
from gmp_portal.accounts.models.terms import today
from gmp_portal.meetings.models import Body
from gmp_portal.rulebook import value

MEMBERS = 25


def body() -> Body:
    """Find the group as a body that meets and decides (A1-4a)."""
    return Body.objects.get(kind=Body.Kind.ADVISORY_GROUP)


def seats(on: date | None = None) -> list[Seat]:
    """Every seat that runs on a day, without any that staff of UNEP would hold (A1-3e)."""
    staff = SecretariatTerm.objects.current(on).values("person")
    running = Seat.objects.current(on).exclude(person__in=staff)
    return list(running.select_related("person").order_by("organisation", "pk"))


def members(on: date | None = None) -> list[User]:
    return [seat.person for seat in seats(on)]


def chairs(on: date | None = None) -> list[User]:
    terms = ChairTerm.objects.current(on).select_related("person")
    return [term.person for term in terms.order_by("pk")]


def leads(area: PartnershipArea) -> list[User]:
    terms = LeadTerm.objects.current().filter(area=area).select_related("person")
    return [term.person for term in terms]


def officers() -> list[User]:
    """Everybody who acts for the secretariat today."""
    return list(offices.secretariat())


def places(on: date | None = None) -> int:
    """How many ordinary seats the group has on a day (A1-3a, R-01)."""
    return MEMBERS - int(bool(value("R-01", on or today())))


def organisation_of(person: User) -> str:
    """For whom the member speaks today, as the seat says."""
    seat = Seat.objects.current().of(person).first()
    return seat.organisation if seat else ""
