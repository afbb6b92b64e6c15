"""The names and pages of records that the ledger and the jobs know by their numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import NoReverseMatch

from gmp_portal import rounds
from gmp_portal.accounts.rights import Anybody, is_officer


@dataclass(frozen=True)
class NamedRecord:
    """What a record is called, and its page; a record without a page has no address."""

    name: str
    url: str = ""


def named(subjects: Iterable[str], *, reader: Anybody) -> dict[str, NamedRecord]:
    """Those of the records that there still are and that the reader may know of, by their names.

    ``subjects`` are written as in the ledger; each kind of record is asked for once.
    """
    keys: dict[str, set[str]] = {}
    for subject in subjects:
        label, _colon, key = subject.partition(":")
        keys.setdefault(label, set()).add(key)
    kinds = {label: _records(label, wanted, reader) for label, wanted in keys.items()}
    asked = {label: records for label, records in kinds.items() if records is not None}
    rounds.ask(*asked.values())
    return {
        f"{label}:{record.pk}": NamedRecord(str(record), _page_of(record))
        for label, records in asked.items()
        for record in records
    }


def _records(label: str, keys: set[str], reader: Anybody) -> "QuerySet[Any] | None":
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    known: QuerySet[Any] = model._default_manager.all()
    if hasattr(known, "visible_to"):
        known = known.visible_to(reader)
    elif not is_officer(reader):
        return None
    try:
        return known.filter(pk__in=keys).select_related()
    except (ValueError, ValidationError):
        return None


def _page_of(record: Any) -> str:
    """Its page; a part of something that is not there any more has none."""
    try:
        return str(record.get_absolute_url())
    except (AttributeError, NoReverseMatch):
        return ""
