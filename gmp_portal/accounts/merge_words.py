"""What a merge changed, in words: how much of which kind, and what could not be put back (C16)."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.text import capfirst

from gmp_portal.words import labelled

# So much of what could not be put back is named.
MOST_NAMED = 20


def counted(changes: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """How many rows of each kind were changed, in the order in which it was done."""
    rows: dict[str, set[str]] = {}
    for each in changes:
        rows.setdefault(each["model"], set()).add(str(each["pk"]))
    return [(_kind(model), len(keys)) for model, keys in rows.items()]


def _kind(model: str) -> str:
    return str(capfirst(str(apps.get_model(model)._meta.verbose_name_plural)))


def left(stayed: list[dict[str, Any]]) -> list[str]:
    """What was changed meanwhile, by its name."""
    return [_named(each) for each in stayed[:MOST_NAMED]]


def _named(change: Mapping[str, Any]) -> str:
    """A row that could not be put back, or its kind where it is gone."""
    model = apps.get_model(change["model"])
    row = model._base_manager.filter(pk=change["pk"]).first()
    return labelled(capfirst(str(model._meta.verbose_name)), row or change["pk"])
