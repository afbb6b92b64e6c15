"""Who may register as an observer by a click.

Representatives of every confirmed partner may attend meetings of the Advisory Group
(A1-4a-iv) and events for all partners; an area invites its observers (A1-4b-iv), so areas
have no entry here. An app above may add a kind of body in ``AppConfig.ready``::

    observers.register("advisory_group", organisation_of)

``organisation_of(user, body) -> str`` answers the organization for which the person would
observe, or an empty text if the person may not.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from gmp_portal.accounts.models import User

if TYPE_CHECKING:
    from gmp_portal.meetings.models import Body

Observes = Callable[[User, "Body"], str]
_OBSERVES: dict[str, Observes] = {}


def register(kind: str, fn: Observes) -> None:
    """Say who may observe meetings of bodies of a kind, and for whom."""
    _OBSERVES[str(kind)] = fn


def organisation_of(user: User | AnonymousUser, body: "Body") -> str:
    """Name the organization for which somebody may observe; nothing if nobody may."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return ""
    fn = _OBSERVES.get(body.kind)
    return fn(user, body) if fn else ""
