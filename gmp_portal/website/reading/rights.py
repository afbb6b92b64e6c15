"""The table of rights: every step as its own permission answers, whoever reads it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from gmp_portal.accounts import rights_table
from gmp_portal.accounts.rights import Permission
from gmp_portal.accounts.rights_table import Kind
from gmp_portal.words import listed_apart
from gmp_portal.workflow import RuleRefusedError

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


@dataclass(frozen=True)
class Able:
    """Some people and the steps that they may take, each with what it depends on."""

    who: "StrOrPromise"
    clauses: tuple[str, ...]
    steps: list[tuple["StrOrPromise", "StrOrPromise"]]


@dataclass(frozen=True)
class Group:
    """A state with who may do what in it; nobody may do anything more in it where it is empty."""

    state: "StrOrPromise"
    able: list[Able]


@dataclass
class Told:
    """A sentence for whoever cannot take a step: its clauses, and the steps by their states."""

    sentence: str
    clauses: list[str] = field(default_factory=list)
    cases: list[tuple[str, str]] = field(default_factory=list)


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


def always(rows: list[Row]) -> list[Able]:
    """Who may take which step whatever the state."""
    return _able((row, _ever(row)) for row in rows if _is_always(row))


def groups(rows: list[Row]) -> list[Group]:
    """Each state with what can be done in it alone, in the order of the states."""
    own = [row for row in rows if not _is_always(row)]
    states = [cell.state for cell in rows[0].cells] if rows else []
    return [
        Group(state, _able((row, row.cells[place].is_open) for row in own))
        for place, state in enumerate(states)
    ]


def told_to_others(rows: list[Row]) -> list[Told]:
    """What whoever is none of those hears, each sentence once, with the steps."""
    return _told((said, "", row) for row in rows for said in row.told)


def told_not_now(rows: list[Row]) -> list[Told]:
    """Why a step is not open now, each sentence once, with the steps by their states."""
    return _told(
        (said, listed_apart(states), row) for row in rows for said, states in _not_now(row)
    )


def _is_always(row: Row) -> bool:
    return all(cell.is_open is not False for cell in row.cells)


def _ever(row: Row) -> bool | None:
    """Open, or ``None`` where it depends on more in one of its states."""
    return None if any(cell.is_open is None for cell in row.cells) else True


def _able(rows: Iterable[tuple[Row, bool | None]]) -> list[Able]:
    by_people: dict[tuple[str, tuple[str, ...]], Able] = {}
    for row, is_open in rows:
        if is_open is False:
            continue
        clauses = tuple(row.clauses)
        able = by_people.setdefault((str(row.who), clauses), Able(row.who, clauses, []))
        able.steps.append((row.verb, "" if is_open else row.provided))
    return list(by_people.values())


def _not_now(row: Row) -> list[tuple[Said, list[str]]]:
    states: defaultdict[Said, list[str]] = defaultdict(list)
    for cell in row.cells:
        if cell.why_not:
            states[cell.why_not].append(str(cell.state))
    return list(states.items())


def _told(cases: Iterable[tuple[Said, str, Row]]) -> list[Told]:
    steps: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    told: dict[str, Told] = {}
    for sentence, states, row in cases:
        entry = told.setdefault(sentence.sentence, Told(sentence.sentence))
        if sentence.clause not in entry.clauses:
            entry.clauses.append(sentence.clause)
        steps[entry.sentence][states].append(str(row.verb))
    for entry in told.values():
        entry.cases = [
            (states, listed_apart(list(dict.fromkeys(verbs))))
            for states, verbs in steps[entry.sentence].items()
        ]
    return list(told.values())
