"""Names of acts as a mapping, until every app has its enumeration; then this file goes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from gmp_portal.ledger import acts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def register(labels: Mapping[str, "StrOrPromise"]) -> None:
    members = {kind: (kind, label) for kind, label in labels.items()}
    acts.register(TextChoices("Act", members))  # type: ignore[call-overload]
