"""The names and pages of records that the ledger and the jobs know by their numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch

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
    return {
        f"{label}:{record.pk}": NamedRecord(str(record), _page_of(record))
        for label, wanted in keys.items()
        for record in _records(label, wanted, reader)
    }


def _records(label: str, keys: set[str], reader: Anybody) -> Iterable[Model]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return ()
    known: QuerySet[Any] = model._default_manager.all()
    if hasattr(known, "visible_to"):
        known = known.visible_to(reader)
    elif not is_officer(reader):
        return ()
    try:
        return list(known.filter(pk__in=keys).select_related())
    except (ValueError, ValidationError):
        return ()


def _page_of(record: Any) -> str:
    """Its page; a part of something that is not there any more has none."""
    try:
        return str(record.get_absolute_url())
    except (AttributeError, NoReverseMatch):
        return ""
