"""Many of everything: the records that are there, copied so often that a table has its size.

Every model is copied, also one that nobody has thought of yet: a page that shows all of its
rows, or asks once for each, is found out without a line about it. A copy of a record belongs
to the copies of those it belonged to ("whole"), or to the very same ones ("below"), so that
lists grow, and what stands below one record grows, too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models.constraints import UniqueConstraint

from reporting.forms import progress

# Copy number 3 of the record 12 has the number 30,000,012.
STRIDE = 10_000_000
# What the framework, the world and Django bring: there are as many as there are.
FIXED = ("reference", "rulebook", "auth", "contenttypes", "sessions", "admin", "mfa")
FIXED_MODELS = ("areas.partnershiparea", "meetings.body", "reporting.reportform")
# What others stand below.
HEADS = (
    "accounts.user",
    "partners.partner",
    "partners.letterofintent",
    "meetings.meeting",
    "meetings.decision",
    "meetings.meetingreport",
    "areas.planversion",
    "areas.planamendment",
    "advisory_group.planreview",
    "reporting.reportingcycle",
    "reporting.areareport",
    "reporting.progressreport",
    "reporting.report",
    "reporting.importedtext",
)
# A text stays whole, however long it is: a report of a meeting has the sections of its agenda.
OF_A_TEXT = ("meetings.reportsection",)
# Below one cluster there is one row a day or a word; more of them say nothing.
NO_COPIES = (
    "ledger.checkpoint",
    "accounts.tally",
    "search.word",
    "usersessions.usersession",
)
# What a copy has otherwise though no constraint of all rows asks for it: a name of its own, the
# subject that is a copy too, and a version that is in force no more. Of members and chairs there
# are as many as triggers allow (A1-3a, A1-3d-3): more of them served before.
OTHERWISE = {
    "partners.partner": {"name": "text", "skeleton": "text"},
    "meetings.decision": {"subject_key": "number"},
    "areas.planversion": {"status": "past"},
    "meetings.meeting": {"code": "text"},
    "reporting.report": {"symbol": "text"},
    "account.emailaddress": {"email": "text"},
    "advisory_group.seat": {"period": "over"},
    "advisory_group.chairterm": {"period": "over"},
}
# What a copy says like its record, since there are no others.
ALIKE = {
    "areas.areawelcome": {"language"},
    "areas.firststep": {"step"},
    "areas.plankey": {"kind"},
    "areas.plancompanion": {"language"},
    "areas.planfile": {"kind", "language"},
    "areas.plantranslation": {"language"},
}
# A term before all others.
BEFORE = "daterange('2001-01-01', '2003-01-01')"
WHOLE, BELOW = "whole", "below"
BOUNDED = (
    ("website.savedfilter", WHOLE),
    ("website.savedfilter", BELOW),
    ("areas.sectiontext", BELOW),
    # One for each of the six languages.
    ("notifications.mailtext", BELOW),
    ("partners.othername", BELOW),
)
# As many rows as a form takes stand below one record, and no more.
AT_MOST = {
    "reporting.reportedactivity": ("report", progress.ACTIVITIES),
    "reporting.contribution": ("report", progress.CONTRIBUTIONS),
}
LARGEST_SMALL = 32_767
# Keys that do not tell by themselves whose copy they belong to.
WORDS = ("UUIDField", "CharField", "TextField")


@dataclass(frozen=True)
class Size:
    """How many whole copies, how many rows below the same heads, and the most of one table.

    ``fewer`` names models of which there are not so many; what belongs to them follows.
    """

    copies: int
    below: int = 0
    most: int = 1_000_000
    fewer: Mapping[str, int] = field(default_factory=dict)


def multiply(size: Size) -> dict[str, int]:
    """Copy what is there so often, and tell how many rows each table has then.

    Runs as the owner of the tables, inside a transaction; what a constraint forbids is left out.
    """
    ordered = _ordered()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in ordered:
            cursor.execute(f"ALTER TABLE {_table(model)} DISABLE TRIGGER USER")
            if _kind_of_key(model) in WORDS:
                key = f'SELECT "{model._meta.pk.column}" AS key FROM {_table(model)}'  # noqa: S608
                cursor.execute(f"CREATE TEMPORARY TABLE {_originals(model)} AS {key}")
        before = {model: _rows(cursor, model) for model in ordered}
        for manner in (WHOLE, BELOW):
            _multiply(cursor, ordered, before, size, manner)
        for model in ordered:
            cursor.execute(f"ALTER TABLE {_table(model)} ENABLE TRIGGER USER")
            cursor.execute(f"ANALYZE {_table(model)}")
        return {model._meta.label: _rows(cursor, model) for model in ordered}


def _multiply(
    cursor: Any,
    ordered: Sequence[type[models.Model]],
    before: dict[type[models.Model], int],
    size: Size,
    manner: str,
) -> None:
    done: set[type[models.Model]] = set()
    for model in ordered:
        if manner == BELOW and model._meta.label_lower in (*HEADS, *OF_A_TEXT):
            continue
        if numbers := _numbers(model, before[model], size, manner):
            try:
                with transaction.atomic():
                    cursor.execute(_statement(model, manner, numbers, done))
            except (DataError, IntegrityError):
                # At most ten of them, or one for each of nine parts: there cannot be more.
                assert (model._meta.label_lower, manner) in BOUNDED, model
        done.add(model)


def _numbers(model: type[models.Model], rows: int, size: Size, manner: str) -> str:
    """The numbers of the copies, as SQL: odd ones are whole, even ones stand below."""
    if not rows:
        return ""
    most = size.fewer.get(model._meta.label_lower, size.most)
    possible = max(most // rows, 1)
    number = min(size.copies if manner == WHOLE else size.below // rows, possible)
    first = 1 if manner == WHOLE else 2
    return f"generate_series({first}::bigint, {2 * number}, 2)" if number else ""


def _statement(
    model: type[models.Model], manner: str, numbers: str, done: set[type[models.Model]]
) -> str:
    table, fields = (
        _table(model),
        [f for f in model._meta.concrete_fields if not f.generated],
    )
    moved = {
        each.name for each in fields if each.is_relation and each.related_model in done
    }
    conditions = [_is_original(model), *_parents_are_there(model, moved)]
    if manner == BELOW:
        conditions += _within_its_bound(model)
    value_of = _Values(model, manner, moved)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return (
        f"INSERT INTO {table} ({columns}) SELECT {', '.join(map(value_of, fields))}"  # noqa: S608
        f" FROM {table} t CROSS JOIN {numbers} AS k"
        f" WHERE {' AND '.join(conditions)}{_unless_forbidden(model)}"
    )


def _parents_are_there(model: type[models.Model], moved: set[str]) -> Iterator[str]:
    for name in sorted(moved):
        field: Any = model._meta.get_field(name)
        target, own = field.related_model, f't."{field.column}"'
        key = f'p."{target._meta.pk.column}" = {_moved(own, target._meta.pk)}'
        yield f"({own} IS NULL OR EXISTS (SELECT FROM {_table(target)} p WHERE {key}))"


def _within_its_bound(model: type[models.Model]) -> Iterator[str]:
    if bound := AT_MOST.get(model._meta.label_lower):
        name, most = bound
        head: Any = model._meta.get_field(name)
        same = f'o."{head.column}" = t."{head.column}"'
        beside = f"(SELECT count(*) FROM {_table(model)} o WHERE {same})"  # noqa: S608
        yield f"{beside} * (k / 2 + 1) <= {most}"


class _Values:
    """What stands in each column of a copy, as SQL."""

    def __init__(self, model: type[models.Model], manner: str, moved: set[str]) -> None:
        self.model, self.manner, self.moved = model, manner, moved
        self.compared = _compared(model, moved)
        self.otherwise = OTHERWISE.get(model._meta.label_lower, {})

    def __call__(self, field: Any) -> str:
        own = f't."{field.column}"'
        if field.is_relation:
            target = field.related_model
            is_moved = field.name in self.moved or target is self.model
            return _moved(own, target._meta.pk) if is_moved else own
        if field.primary_key:
            return _moved(own, field)
        if field.name in self.compared:
            return _made_other(own, field)
        if said := self.otherwise.get(field.name):
            return _otherwise(own, said, field)
        if self.model._meta.label_lower == "ledger.entry" and field.name == "subject":
            return _subject(own, self.manner)
        return own


def _unless_forbidden(model: type[models.Model]) -> str:
    """PostgreSQL passes over no row for the sake of a constraint that it checks at the end."""
    constraints = model._meta.constraints
    is_late = any(getattr(each, "deferrable", None) for each in constraints)
    return "" if is_late else " ON CONFLICT DO NOTHING"


def _moved(value: str, key: Any) -> str:
    """The key of the copy, from that of the record."""
    kind = (
        key.target_field.get_internal_type() if key.is_relation else key.get_internal_type()
    )
    if kind == "UUIDField":
        return f"md5({value}::text || ':' || k)::uuid"
    if kind in ("CharField", "TextField"):
        return f"{value} || '-' || k"
    # Numbers of Django's own tables are small.
    stride = STRIDE if kind.startswith("Big") else STRIDE // 10
    return f"{value} + {stride} * k"


def _made_other(value: str, field: Any) -> str:
    """A value that must not be there twice."""
    kind = field.get_internal_type()
    if kind == "UUIDField":
        return f"md5({value}::text || ':' || k)::uuid"
    if kind == "EmailField":
        return f"'k' || k || '.' || {value}"
    if kind in ("CharField", "TextField", "SlugField", "NameField"):
        longest = field.max_length
        if longest == 64 and "sha256" in field.name:
            digest = f"encode(sha256(convert_to({value} || k, 'UTF8')), 'hex')"
            return f"CASE WHEN {value} = '' THEN '' ELSE {digest} END"
        other = f"{value} || '-' || k"
        if longest:
            short = f"left({value}, {longest - 11}) || '-' || left(md5({other}), 10)"
            other = f"CASE WHEN length({other}) > {longest} THEN {short} ELSE {other} END"
        return f"CASE WHEN {value} = '' THEN '' ELSE {other} END"
    if kind.endswith("IntegerField"):
        table, column = _table(field.model), f'"{field.column}"'
        original = _is_original(field.model, "")
        other = f"({value} + k * (SELECT max({column}) + 1 FROM {table} WHERE {original}))"  # noqa: S608
        return f"{other} % {LARGEST_SMALL}" if "Small" in kind else other
    return value


def _otherwise(value: str, manner: str, field: Any) -> str:
    if manner == "number":
        number = f"substring({value} from '^[0-9]{{1,7}}')"
        moved = f"({number}::bigint + {STRIDE} * k) || substring({value} from '[^0-9].*|$')"
        return f"CASE WHEN {number} <> '' THEN {moved} ELSE {value} END"
    if manner == "past":
        return f"CASE WHEN {value} = 'published' THEN 'superseded' ELSE {value} END"
    if manner == "over":
        return f"CASE WHEN upper({value}) <= current_date THEN {value} ELSE {BEFORE} END"
    return _made_other(value, field)


def _subject(value: str, manner: str) -> str:
    """What an entry of the ledger is about: the copy, or the very same record."""
    if manner == BELOW:
        return value
    number = f"split_part({value}, ':', 2)"
    return (
        f"CASE WHEN {number} ~ '^[0-9]{{1,7}}$' THEN split_part({value}, ':', 1) || ':' ||"
        f" ({number}::bigint + {STRIDE} * k) ELSE {value} END"
    )


def _compared(model: type[models.Model], moved: set[str]) -> set[str]:
    """The columns that must be other ones in a copy, as it has nothing else that is."""
    names = {field.name for field in model._meta.concrete_fields if field.unique}
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and not constraint.condition:
            fields = set(constraint.fields)
            if not fields & (moved | {model._meta.pk.name}):
                names |= fields - {"year"}
    return names - ALIKE.get(model._meta.label_lower, set())


def _is_original(model: type[models.Model], prefix: str = "t.") -> str:
    """Only what was there before is copied, never a copy."""
    key, kind = model._meta.pk, _kind_of_key(model)
    if kind in WORDS:
        return f'{prefix}"{key.column}" IN (SELECT key FROM {_originals(model)})'  # noqa: S608
    stride = STRIDE if kind.startswith("Big") else STRIDE // 10
    return f'{prefix}"{key.column}" < {stride}'


def _ordered() -> list[type[models.Model]]:
    """Those that are copied, each after all that it must belong to."""
    waiting = [
        model for model in apps.get_models(include_auto_created=True) if _is_copied(model)
    ]
    ordered: list[type[models.Model]] = []
    while waiting:
        ready = [model for model in waiting if not _needs(model) & {*waiting} - {model}]
        if not ready:
            raise AssertionError(f"They need each other: {waiting}")
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def _needs(model: type[models.Model]) -> set[Any]:
    return {
        field.related_model
        for field in model._meta.concrete_fields
        if field.is_relation and not field.null
    }


def _is_copied(model: type[models.Model]) -> bool:
    meta = model._meta
    return (
        meta.managed
        and not meta.proxy
        and meta.app_label not in FIXED
        and meta.label_lower not in (*FIXED_MODELS, *NO_COPIES)
    )


def _rows(cursor: Any, model: type[models.Model]) -> int:
    cursor.execute(f"SELECT count(*) FROM {_table(model)}")  # noqa: S608
    return int(cursor.fetchone()[0])


def _kind_of_key(model: type[models.Model]) -> str:
    key = model._meta.pk
    return str((key.target_field if key.is_relation else key).get_internal_type())


def _originals(model: type[models.Model]) -> str:
    return f'"originals_{model._meta.db_table}"'


def _table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'
