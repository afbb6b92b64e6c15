"""Which areas a partner works in: the app of the areas, above this one, answers.

``areas`` registers one ``AreaRegister`` in its ``AppConfig.ready()``.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from gmp_portal import rounds
from gmp_portal.accounts.rights import once
from gmp_portal.registry import Registry
from gmp_portal.rounds import Reading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from gmp_portal.accounts.models import User
    from partners.models import Partner


@dataclass(frozen=True)
class Area:
    """An area that somebody can choose in a letter."""

    slug: str
    name: "StrOrPromise"
    description: "StrOrPromise" = ""
    look: str = ""


@dataclass(frozen=True)
class Membership:
    """A partner works in an area; ``role`` names a lead, and is empty for others."""

    slug: str
    name: "StrOrPromise"
    url: str = ""
    since: date | None = None
    until: date | None = None
    role: "StrOrPromise" = ""
    look: str = ""


@dataclass(frozen=True)
class AreaRegister:
    """What the app of the areas offers.

    ``join_areas(partner, slugs, *, by)`` is harmless twice; ``tell_leads(partner, event, *,
    leaves_on, by)`` tells the leads of its areas how it stands; ``partners_in`` answers the ids of
    an area's current members; ``memberships_of(ids, *, with_roles)`` is a reading, and
    ``numbers_of`` takes one query, however many partners there are.
    """

    choices: Callable[[], Sequence[Area]]
    join_areas: Callable[..., None]
    partners_in: Callable[[str], "QuerySet[Any]"]
    memberships_of: "Callable[..., Reading[dict[int, list[Membership]]]]"
    numbers_of: "Callable[[QuerySet[Partner]], dict[str, int]]" = lambda partners: {}
    tell_leads: Callable[..., None] = lambda partner, event, **how: None
    # What an applicant said is said for the partner from now on.
    follow_admission: Callable[..., None] = lambda partner, person, **how: None
    # What an applicant or a partner said ends with the application, or with taking part.
    follow_refusal: Callable[..., None] = lambda person, **how: None
    follow_leaving: Callable[..., None] = lambda partner, **how: None


AREAS: Registry[str, AreaRegister] = Registry("registers of areas")
KEY = "areas"

# What the leads of its areas hear of a partner.
Event = Literal["leaves", "inactive", "taken_back"]
LEAVES: Event = "leaves"
INACTIVE: Event = "inactive"
TAKEN_BACK: Event = "taken_back"


def register(areas: AreaRegister) -> None:
    """Called once, in ``AppConfig.ready`` of the app of the areas."""
    AREAS.register(KEY, areas)


def choices() -> list[Area]:
    """The areas a letter may name (A1-2a: no condition is attached to them)."""
    areas = AREAS.get(KEY)
    if areas is None:
        return []
    asked: list[Area] = once((choices, get_language()), lambda: list(areas.choices()))
    return asked


def names(slugs: Collection[str]) -> "list[StrOrPromise]":
    """The names of these areas, in the order of the areas; an unknown one stands for itself."""
    known = {area.slug: area.name for area in choices()}
    return [known[slug] for slug in known if slug in slugs] + [
        slug for slug in slugs if slug not in known
    ]


def join_areas(partner: "Partner", slugs: Collection[str], *, by: "User | None") -> None:
    """Let the partner take part in these areas from today on."""
    areas = AREAS.get(KEY)
    if areas and slugs:
        areas.join_areas(partner, list(slugs), by=by)


def follow_admission(partner: "Partner", person: "User", *, by: "User") -> None:
    """Let the partner stand where its applicant said to be interested (R-79)."""
    areas = AREAS.get(KEY)
    if areas:
        areas.follow_admission(partner, person, by=by)


def follow_refusal(person: "User", *, by: "User") -> None:
    """Let the interests of an applicant end whose letter is declined or withdrawn (R-79)."""
    areas = AREAS.get(KEY)
    if areas:
        areas.follow_refusal(person, by=by)


def follow_leaving(partner: "Partner", *, by: "User") -> None:
    """Let the interests of a partner end that takes part no more (R-79)."""
    areas = AREAS.get(KEY)
    if areas:
        areas.follow_leaving(partner, by=by)


def tell_leads(
    partner: "Partner",
    event: Event,
    *,
    leaves_on: date | None = None,
    by: "User | None",
) -> None:
    """Tell the leads of its areas that a partner is about to leave, stays, or is inactive."""
    areas = AREAS.get(KEY)
    if areas:
        areas.tell_leads(partner, event, leaves_on=leaves_on, by=by)


def partners_in(slug: str) -> Q:
    """A condition for partners that are members of an area today."""
    areas = AREAS.get(KEY)
    return Q(pk__in=areas.partners_in(slug) if areas else [])


def numbers_of(partners: "QuerySet[Partner]") -> dict[str, int]:
    """How many of these partners are in each area today, by its slug."""
    areas = AREAS.get(KEY)
    return areas.numbers_of(partners) if areas else {}


def memberships(partner: "Partner") -> list[Membership]:
    """The areas of one partner, current and past."""
    return memberships_of([partner.pk]).get(partner.pk, [])


def memberships_of(partner_ids: Collection[int]) -> dict[int, list[Membership]]:
    """The areas of many partners at once, for lists and downloads."""
    return rounds.read(reading_memberships(partner_ids))


def reading_memberships(
    partner_ids: Collection[int], *, with_roles: bool = True
) -> "Reading[dict[int, list[Membership]]]":
    """The same, to be read beside other things; a list needs no word of who leads."""
    areas = AREAS.get(KEY)
    if areas is None:
        return {}
    return (yield from areas.memberships_of(partner_ids, with_roles=with_roles))
