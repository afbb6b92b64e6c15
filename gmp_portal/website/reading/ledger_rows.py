"""The acts of the ledger as the desk lists them: each with the record that it was about."""

from collections.abc import Iterable
from dataclasses import dataclass

from gmp_portal import rounds
from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger import told_acts
from gmp_portal.ledger.models import Entry
from gmp_portal.ui.record_names import NamedRecord, named


@dataclass(frozen=True)
class LedgerRow:
    """An act, and what its record is called, as far as the reader may know of it."""

    entry: Entry
    record: NamedRecord | None


def rows_of(entries: Iterable[Entry], *, reader: Anybody) -> list[LedgerRow]:
    """The acts, old → new, with the names of their records; each kind is asked for once."""
    listed = list(entries)
    rounds.read(told_acts.tell(listed, reader))
    names = named((about(entry) for entry in listed), reader=reader)
    return [LedgerRow(entry, names.get(about(entry))) for entry in listed]


def about(entry: Entry) -> str:
    """What the act was about: of work that was taken, the record that it has to do with."""
    work = str(entry.body.get("work", ""))
    return work.partition(" ")[2] or entry.subject
