"""The entries that were removed from a draft, with everything that brings them back (B4-2)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanVersion
from gmp_portal import rounds
from gmp_portal.writing.models import Revision

KIND = "areas.removed"


@dataclass(frozen=True)
class Removed:
    """An entry as it was when it was removed, and what hung on it."""

    kind: RowKind
    pk: int
    revision: Revision

    @property
    def name(self) -> str:
        return str(self.revision.values["name"][0])

    @property
    def rows(self) -> str:
        """The entry and what was removed with it, as Django writes records down."""
        return str(self.revision.values["rows"][0])

    @property
    def lasting_key(self) -> int | None:
        """The key that the entry has in all versions, where it was kept with it."""
        fields: dict[str, Any] = json.loads(self.rows)[0]["fields"]
        return fields.get("key")

    @property
    def before(self) -> list[int]:
        """The entries that stood before it."""
        return self._facts("before")

    @property
    def after(self) -> list[int]:
        return self._facts("after")

    @property
    def links(self) -> list[dict[str, Any]]:
        """Who pointed to what by which field: ``model``, ``pk``, ``field`` and ``to``."""
        return self._facts("links")

    def _facts(self, name: str) -> list[Any]:
        return list(json.loads(self.revision.values[name][0]))


def key(plan: PlanVersion, kind: RowKind, pk: object) -> str:
    return f"{plan.pk}-{kind.key}-{pk}"


def find(plan: PlanVersion, kind: RowKind, pk: int) -> Removed | None:
    """The newest removal of an entry, whether or not it was brought back since."""
    revision = Revision.objects.of(KIND, key(plan, kind, pk)).first()
    return Removed(kind, pk, revision) if revision else None


def plan_of(kind: RowKind, pk: object) -> str:
    """The key of the plan from which an entry was removed; nothing where none was."""
    ends = f"-{kind.key}-{pk}"
    revision = Revision.objects.filter(kind=KIND, key__endswith=ends).first()
    return revision.key.partition("-")[0] if revision else ""


def of_plan(plan: PlanVersion, kinds: Iterable[RowKind] = KINDS.values()) -> list[Removed]:
    """What was removed from the draft and not brought back, the latest first."""
    newest = rounds.read(Revision.objects.newest_under(KIND, f"{plan.pk}-"))
    wanted = {kind.key: kind for kind in kinds}
    removed = []
    for rest, revision in newest.items():
        kind_key, pk = rest.split("-")
        if kind_key in wanted:
            removed.append(Removed(wanted[kind_key], int(pk), revision))
    there = _present(removed)
    return [entry for entry in removed if (entry.kind.key, entry.pk) not in there]


def _present(removed: list[Removed]) -> set[tuple[str, int]]:
    """Those that were brought back."""
    by_kind: dict[str, list[int]] = {}
    for entry in removed:
        by_kind.setdefault(entry.kind.key, []).append(entry.pk)
    there = {
        kind_key: KINDS[kind_key]
        .model._default_manager.filter(pk__in=keys)
        .values_list("pk", flat=True)
        for kind_key, keys in by_kind.items()
    }
    rounds.ask(*there.values())
    return {(kind_key, pk) for kind_key, keys in there.items() for pk in keys}
