"""Histories as their readers may see them: staff stands there by name for staff only."""

from collections.abc import Iterable

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger.models import Entry


def told(entries: Iterable[Entry], *, to: Anybody) -> list[Entry]:
    """What happened, with who did it as this reader may know it (see ``/privacy/``)."""
    listed = list(entries)
    names = offices.names_of({entry.actor for entry in listed if entry.actor}, to)
    for entry in listed:
        entry.who = names.get(entry.actor_id or 0, "")
    return listed
