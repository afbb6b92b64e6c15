"""Which areas a partner works in: the app of the areas, above this one, answers.

``areas`` calls ``register`` in its ``AppConfig.ready()`` with four functions:

- ``choices()``: the areas somebody may join now, as ``Area(slug, name, description)``;
- ``admit(partner, slugs, *, by)``: make the partner a member of these areas (harmless twice);
- ``partners_in(slug)``: a QuerySet of the ids of the current members of an area;
- ``memberships(partner_ids)``: for these partners, a dict from partner id to a list of
  ``Membership(slug, name, url, since, until, role)``; one query however many partners.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

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


@dataclass(frozen=True)
class Membership:
    """A partner works in an area; ``role`` names a lead, and is empty for others."""

    slug: str
    name: "StrOrPromise"
    url: str = ""
    since: date | None = None
    until: date | None = None
    role: "StrOrPromise" = ""


@dataclass(frozen=True)
class Registry:
    """What the app of the areas offers."""

    choices: Callable[[], Sequence[Area]]
    admit: Callable[..., Any]
    partners_in: Callable[[str], "QuerySet[Any]"]
    memberships: Callable[[Collection[int]], dict[int, list[Membership]]]


_registered: list[Registry] = []


def register(
    *,
    choices: Callable[[], Sequence[Area]],
    admit: Callable[..., Any],
    partners_in: Callable[[str], "QuerySet[Any]"],
    memberships: Callable[[Collection[int]], dict[int, list[Membership]]],
) -> None:
    """Called once, in ``AppConfig.ready`` of the app of the areas."""
    _registered[:] = [Registry(choices, admit, partners_in, memberships)]


def choices() -> list[Area]:
    """The areas a letter may name (A1-2a: no condition is attached to them)."""
    return list(_registered[0].choices()) if _registered else []


def names(slugs: Collection[str]) -> "list[StrOrPromise]":
    """The names of these areas, in the order of the areas; an unknown one stands for itself."""
    known = {area.slug: area.name for area in choices()}
    return [known[slug] for slug in known if slug in slugs] + [
        slug for slug in slugs if slug not in known
    ]


def admit(partner: "Partner", slugs: Collection[str], *, by: "User | None") -> None:
    """Let the partner take part in these areas from today on."""
    if _registered and slugs:
        _registered[0].admit(partner, list(slugs), by=by)


def partners_in(slug: str) -> Q:
    """A condition for partners that are members of an area today."""
    if not _registered:
        return Q(pk__in=[])
    return Q(pk__in=_registered[0].partners_in(slug))


def memberships(partner: "Partner") -> list[Membership]:
    """The areas of one partner, current and past."""
    return memberships_of([partner.pk]).get(partner.pk, [])


def memberships_of(partner_ids: Collection[int]) -> dict[int, list[Membership]]:
    """The areas of many partners at once, for lists and downloads."""
    return _registered[0].memberships(partner_ids) if _registered else {}
