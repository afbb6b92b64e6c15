"""Histories as their readers may see them: staff stands there by name for staff only."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.models import Entry

if TYPE_CHECKING:
    from django.db.models import QuerySet

ON_A_PAGE = 100


class History:
    """The acts on a record, newest first and never all at once: a page shows a part of them."""

    def __init__(
        self,
        entries: "QuerySet[Entry] | Sequence[Entry]",
        reader: Anybody,
        about_people: Collection[str] = (),
    ) -> None:
        self._entries, self._reader = entries, reader
        self._about_people = about_people

    def page(self, number: int) -> tuple[list[Entry], bool]:
        """The acts of a page, the first holds the newest, and whether there are older ones."""
        first = (number - 1) * ON_A_PAGE
        gathered = list(self._entries[first : first + ON_A_PAGE + 1])
        return self._told(gathered[:ON_A_PAGE]), len(gathered) > ON_A_PAGE

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.page(1)[0])

    def _told(self, listed: list[Entry]) -> list[Entry]:
        if not is_officer(self._reader):
            for entry in listed:
                if entry.kind in self._about_people:
                    entry.body = {**entry.body, "reason": ""}
        actors = {entry.actor for entry in listed if entry.actor}
        names = offices.names_of(actors, self._reader) if actors else {}
        for entry in listed:
            entry.who = names.get(entry.actor_id or 0, "")
        told_acts.tell(listed, self._reader)
        return listed


def told(
    entries: "QuerySet[Entry] | Sequence[Entry]",
    *,
    to: Anybody,
    about_people: Collection[str] = (),
) -> History:
    """What happened, with who did it as this reader may know it (see ``/privacy/``).

    Why somebody's term ended is read by staff: ``about_people`` names the acts that say so.
    """
    return History(entries, to, about_people)
