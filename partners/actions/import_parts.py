"""What the writing and the taking back of the single sheets of a workbook have in common."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector
from django.utils.text import capfirst

from gmp_portal.words import labelled
from partners.models import ImportRow, Partner
from partners.models.imports import Outcome

AT_ONCE = 500


class BuiltOnError(Exception):
    """Somebody has built on what the table said: the code of ``words.STANDS``, and its names."""

    def __init__(self, code: str, **named: object) -> None:
        super().__init__(code)
        self.facts = {"code": code} | {name: str(value) for name, value in named.items()}


def split(rows: Iterable[ImportRow]) -> tuple[list[ImportRow], list[ImportRow]]:
    """The rows that enter something, and those that change something."""
    rows = list(rows)
    new = [row for row in rows if row.outcome == Outcome.NEW]
    return new, [row for row in rows if row.outcome == Outcome.CHANGED]


def targets(rows: Iterable[ImportRow]) -> list[int]:
    """The keys of what the rows entered or changed."""
    return [row.target for row in rows if row.target is not None]


def partners_of(rows: Iterable[ImportRow]) -> dict[int, Partner]:
    """The partners of the rows by their keys, also those merged into another one since."""
    return Partner.with_merged.in_bulk({row.partner_id or 0 for row in rows})


def take_out(records: Sequence[Model]) -> None:
    """Delete what a table entered, and nothing else: whatever belongs to it keeps all of it."""
    refuse_built_on(records).delete()


def refuse_built_on(
    records: Sequence[Model], *, along: Sequence[type[Model]] = ()
) -> Collector:
    """Say what belongs to these records, beside the rows of some tables that go ``along``."""
    collector = Collector(using=DEFAULT_DB_ALIAS)
    try:
        collector.collect(records)
    except ProtectedError as protected:
        raise _belongs(next(iter(protected.protected_objects))) from None
    ours = {type(record) for record in records} | set(along)
    gathered: Any = collector
    rows = [*gathered.data.items()]
    rows += [(each.model, each[:1]) for each in gathered.fast_deletes]
    rows += [
        (None, each[:1]) for several in gathered.field_updates.values() for each in several
    ]
    others = [other for model, several in rows if model not in ours for other in several]
    if others:
        raise _belongs(others[0])
    return collector


def _belongs(other: Model) -> BuiltOnError:
    named = labelled(capfirst(str(other._meta.verbose_name)), other)
    return BuiltOnError("belongs_to", record=named)
