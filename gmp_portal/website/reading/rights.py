"""The table of rights: every step as its own permission answers, whoever reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from gmp_portal.accounts import rights_table
from gmp_portal.accounts.rights import Permission
from gmp_portal.accounts.rights_table import Kind
from gmp_portal.words import listed_apart
from gmp_portal.workflow import STEP_BY_STEP, RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Said:
    """A sentence for whoever is refused, with the clause behind it."""

    sentence: str
    clause: str


@dataclass(frozen=True)
class Cell:
    """One step in one state; ``is_open`` is ``None`` where it depends on more."""

    state: "StrOrPromise"
    is_open: bool | None
    why_not: Said | None

    @property
    def clause(self) -> str:
        """The clause behind a step that is shut; what more than the state tells has R-16."""
        return self.why_not.clause if self.why_not else STEP_BY_STEP


@dataclass(frozen=True)
class Row:
    """One step: who may take it, what others are told, and each state."""

    verb: "StrOrPromise"
    provided: "StrOrPromise"
    who: "StrOrPromise"
    told: list[Said]
    cells: list[Cell]

    @property
    def clauses(self) -> list[str]:
        """The clauses that say who may take it, each once."""
        return list(dict.fromkeys(said.clause for said in self.told))

    @property
    def not_now(self) -> list[tuple[Said, str]]:
        """Why not now, each sentence once, with the states in which it is said."""
        states: dict[Said, list[str]] = {}
        for cell in self.cells:
            if cell.why_not:
                states.setdefault(cell.why_not, []).append(str(cell.state))
        return [(said, listed_apart(names)) for said, names in states.items()]


@dataclass(frozen=True)
class RightRow:
    """A right that concerns no record."""

    verb: "StrOrPromise"
    who: "StrOrPromise"
    said: Said


def said(refusal: RuleRefusedError) -> Said:
    return Said(str(refusal.message), refusal.clause)


def state_label(record: Any) -> "StrOrPromise":
    """Where a record stands in public words; nothing where it has no life cycle."""
    if not getattr(type(record), "Status", None):
        return ""
    public = getattr(record, "public_status_label", "")
    return public or str(record.get_status_display())


def kind_list() -> list[tuple[str, "StrOrPromise", int]]:
    """Each kind of record: its address, its name, and how many steps there are."""
    return [
        (
            name,
            model._meta.verbose_name_plural or "",
            sum(len(kind.permissions) for kind in rights_table.kinds_of(model)),
        )
        for name, model in rights_table.models_with_steps().items()
    ]


def rights_without_record() -> list[RightRow]:
    return [
        RightRow(
            named.verb, named.right.who, Said(str(named.right.sentence), named.right.clause)
        )
        for named in rights_table.RIGHTS.values()
    ]


def rows_of(model: type[Model]) -> list[Row]:
    """Every step on this kind of record, by the state that a record can stand at."""
    records = [
        rights_table.standing_at(model, status)
        for status in rights_table.statuses_of(model)
    ]
    return [
        _row(kind, permission, records)
        for kind in rights_table.kinds_of(model)
        for permission in kind.permissions
    ]


def _row(kind: Kind, permission: Permission[Any], records: Iterable[Any]) -> Row:
    verb, provided = kind.words[permission.name]
    refusals = [told() for told in permission.refusal_of_role.told]
    return Row(
        verb,
        provided,
        permission.refusal_of_role.who,
        list(dict.fromkeys(said(refusal) for refusal in refusals)),
        [_cell(permission, record) for record in records],
    )


def _cell(permission: Permission[Any], record: Any) -> Cell:
    is_open = rights_table.fits(permission, record)
    refusal = None if is_open else rights_table.why_not(permission, record)
    return Cell(state_label(record), is_open, said(refusal) if refusal else None)
