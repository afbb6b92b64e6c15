"""Who convenes and chairs the meetings of a body.

The apps that know their officers say so in ``AppConfig.ready``::

    officers.register("area", leads_the_area_of, bodies=bodies_led_by)

``leads_the_area_of(user, body) -> bool`` answers whether this person presides over the body
now (a lead or co-lead of the area, a chair of the Advisory Group). ``bodies_led_by(user)``
is optional and answers the ids of all bodies over which the person presides, in one query;
without it every body of the kind is asked about. The secretariat need not be named: it may
plan and convene every meeting (A1-6c-i).
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts.models import User

if TYPE_CHECKING:
    from gmp_portal.meetings.models import Body

Presides = Callable[[User, "Body"], bool]
Bodies = Callable[[User], Iterable[int]]
People = Callable[["Body"], Iterable[User]]
_PRESIDES: dict[str, Presides] = {}
_BODIES: dict[str, Bodies] = {}
_PEOPLE: dict[str, People] = {}


def register(
    kind: str, fn: Presides, *, bodies: Bodies | None = None, people: People | None = None
) -> None:
    """Say who presides over bodies of a kind; ``people(body)`` names them, for letters."""
    _PRESIDES[str(kind)] = fn
    if bodies is not None:
        _BODIES[str(kind)] = bodies
    if people is not None:
        _PEOPLE[str(kind)] = people


def presides(user: User | AnonymousUser, body: "Body") -> bool:
    """Whether this person chairs or leads the body at this moment."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    fn = _PRESIDES.get(body.kind)
    if fn is None:
        return False
    # A page asks many times about the body that it has just read; the answer is the same.
    known: dict[int, bool] = body.__dict__.setdefault("presided_by", {})
    if user.pk not in known:
        known[user.pk] = fn(user, body)
    return known[user.pk]


def bodies_of(user: User | AnonymousUser) -> list[int]:
    """Answer the ids of the bodies over which somebody presides at this moment."""
    from gmp_portal.meetings.models import Body  # noqa: PLC0415 models ask this module

    if isinstance(user, AnonymousUser) or not user.is_active:
        return []
    found = [pk for fn in _BODIES.values() for pk in fn(user)]
    asked = [kind for kind in _PRESIDES if kind not in _BODIES]
    if asked:
        found += [
            body.pk for body in Body.objects.filter(kind__in=asked) if presides(user, body)
        ]
    return found


def people(body: "Body") -> list[User]:
    """Those who preside over the body, to write to them."""
    fn = _PEOPLE.get(body.kind)
    return list(fn(body)) if fn else []
