"""Histories as their readers may see them: staff stands there by name for staff only."""

from collections.abc import Collection, Iterable

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.ledger.models import Entry


def told(
    entries: Iterable[Entry], *, to: Anybody, about_people: Collection[str] = ()
) -> list[Entry]:
    """What happened, with who did it as this reader may know it (see ``/privacy/``).

    Why somebody's term ended is read by staff: ``about_people`` names the acts that say so.
    """
    listed = list(entries)
    if not is_officer(to):
        for entry in listed:
            if entry.kind in about_people:
                entry.body = {**entry.body, "reason": ""}
    names = offices.names_of({entry.actor for entry in listed if entry.actor}, to)
    for entry in listed:
        entry.who = names.get(entry.actor_id or 0, "")
    return listed
