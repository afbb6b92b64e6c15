"""What follows when a decision ends, in the same transaction.

The apps that wait for an outcome say so in ``AppConfig.ready``::

    outcomes.register(record_consensus)

``record_consensus(decision, by) -> None`` is called for every decision that ended, adopted
or not, and looks itself whether it concerns the app. ``by`` is None when the clock closed
a no-objection period. What it raises undoes the ending.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from gmp_portal.accounts.models import User

if TYPE_CHECKING:
    from gmp_portal.meetings.models import Decision

Follow = Callable[["Decision", User | None], None]
_FOLLOWS: list[Follow] = []


def register(fn: Follow) -> None:
    """Call this function whenever a decision ends."""
    if fn not in _FOLLOWS:
        _FOLLOWS.append(fn)


def follow(decision: "Decision", by: User | None) -> None:
    """Tell every app that a decision ended."""
    for fn in _FOLLOWS:
        fn(decision, by)
