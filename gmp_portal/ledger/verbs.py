"""Words for the acts: each app says once what its ledger kinds are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LABELS: dict[str, "StrOrPromise"] = {}


def register(labels: Mapping[str, "StrOrPromise"]) -> None:
    """Called in ``AppConfig.ready`` of the app whose acts these are."""
    _LABELS.update(labels)


def label(kind: str) -> str:
    """The act in words; an unknown kind is shown as it stands, never hidden."""
    return str(_LABELS.get(kind, kind))


def known() -> frozenset[str]:
    return frozenset(_LABELS)
