"""Who acts for a body: the people whose consensus a decision needs.

UNEP serves ex officio and has no part in it (A1-3e, A1-6c-vi).

The apps that know their members say so in ``AppConfig.ready``::

    electorates.register("advisory_group", members_now)

``members_now(body) -> list[Candidate]`` answers the members at this moment, each with the
organization for which the person speaks. When a decision opens, the list is kept with it;
whoever joins or leaves later changes nothing. Staff of UNEP never count (A1-3e): they are
left out here, whatever an app answers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gmp_portal.accounts.models import SecretariatTerm, User

if TYPE_CHECKING:
    from gmp_portal.meetings.models import Body


@dataclass(frozen=True)
class Candidate:
    """Somebody who would belong to the electorate if a decision opened now."""

    person: User
    organisation: str


Members = Callable[["Body"], Iterable[Candidate]]
_MEMBERS: dict[str, Members] = {}


def register(kind: str, fn: Members) -> None:
    """Say who the members of bodies of a kind are."""
    _MEMBERS[str(kind)] = fn


def members(body: "Body") -> list[Candidate]:
    """Answer the members of a body now, each person once, without UNEP (A1-3e)."""
    fn = _MEMBERS.get(body.kind)
    found = list(fn(body)) if fn else []
    staff = set(
        SecretariatTerm.objects.current()
        .filter(person__in=[one.person.pk for one in found])
        .values_list("person_id", flat=True)
    )
    by_person = {one.person.pk: one for one in found if one.person.pk not in staff}
    return [one for one in by_person.values() if one.person.is_active]


def member(user: User, body: "Body") -> Candidate | None:
    """Answer somebody's place in the body, if there is one now."""
    return next((one for one in members(body) if one.person.pk == user.pk), None)
