"""Histories as their readers may see them: staff stands there by name for staff only."""

from collections.abc import Collection, Iterator, Sequence

from django.db.models import QuerySet

from gmp_portal import rounds
from gmp_portal.accounts import offices
from gmp_portal.accounts.rights import Anybody, is_officer
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.models import Entry
from gmp_portal.rounds import Reading

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
        self._newest: tuple[list[Entry], bool] | None = None

    def page(self, number: int) -> tuple[list[Entry], bool]:
        """The acts of a page, the first holds the newest, and whether there are older ones."""
        if self._newest is None or number > 1:
            return rounds.read(self._reading(number))
        return self._newest

    def beside(self) -> "Reading[History]":
        """The same history with its newest acts known, read beside other things."""
        self._newest = yield from self._reading(1)
        return self

    def _reading(self, number: int) -> Reading[tuple[list[Entry], bool]]:
        first = (number - 1) * ON_A_PAGE
        gathered = self._entries[first : first + ON_A_PAGE + 1]
        if isinstance(gathered, QuerySet):
            yield [gathered, *offices.staff_for(self._reader)]
        entries = list(gathered)
        listed = entries[:ON_A_PAGE]
        yield from self._tell(listed)
        return listed, len(entries) > ON_A_PAGE

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.page(1)[0])

    def _tell(self, listed: list[Entry]) -> Reading[None]:
        if not is_officer(self._reader):
            for entry in listed:
                if entry.kind in self._about_people:
                    entry.body = {**entry.body, "reason": ""}
        actors = {entry.actor for entry in listed if entry.actor}
        names = offices.names_of(actors, self._reader) if actors else {}
        for entry in listed:
            entry.who = names.get(entry.actor_id or 0, "")
        yield from told_acts.tell(listed, self._reader)


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
