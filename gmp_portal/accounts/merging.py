"""What becomes of all that names a record when it is merged into another one (C16).

Each app says it of its own keys, in its ``merging.register_all``; a test knows every key. What is
changed is kept as text, so that exactly these values are put back where nobody changed them since.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import Model, QuerySet
from django.utils.text import capfirst

from gmp_portal.registry import Registry
from gmp_portal.rounds import Number, Reading
from gmp_portal.words import labelled

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Rows = QuerySet[Any]
# So many rows of a kind are named before somebody merges.
EXAMPLES = 3


@dataclass(frozen=True)
class Change:
    """Another value for one field of one row."""

    row: Any
    field: str
    value: Any


@dataclass(frozen=True)
class Waiting:
    """What has to be settled first: its kind, its number or name, and its page."""

    kind: str
    name: str
    url: str

    def __str__(self) -> str:
        return labelled(self.kind, self.name)


def _page_of(row: Any) -> str:
    url: str = row.get_absolute_url()
    return url


@dataclass(frozen=True)
class Key:
    """A key to such records: which rows go over, and why the others stay.

    ``moving(rows, kept)`` answers those that go over; ``waiting(gone, kept)`` those that have to
    be settled first, told as ``reference`` with the way to ``page``; ``settling(rows, kept)`` what
    else changes on account of those that stay.
    """

    model: type[Model]
    field: str
    stays: "StrOrPromise" = ""
    moving: Callable[[Rows, Any], Rows] | None = None
    waiting: Callable[[Any, Any], Rows] | None = None
    settling: Callable[[Rows, Any], Iterable[Change]] | None = None
    named_by: tuple[str, ...] = ()
    reference: Callable[[Any], str] = str
    page: Callable[[Any], str] = _page_of

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def title(self) -> str:
        return str(capfirst(str(self.model._meta.verbose_name_plural)))

    @property
    def kind(self) -> str:
        return str(capfirst(str(self.model._meta.verbose_name)))

    @property
    def target(self) -> Any:
        """Which records the key is to."""
        return self.model._meta.get_field(self.field).related_model

    def going_over(self, gone: Any, kept: Any) -> Rows:
        every = self._rows(gone)
        return self.moving(every, kept) if self.moving else every.none()

    def staying(self, gone: Any, kept: Any) -> Rows:
        every = self._rows(gone)
        if self.moving is None:
            return every
        return every.exclude(pk__in=self.moving(every, kept).order_by().values("pk"))

    def _rows(self, gone: Any) -> Rows:
        return self.model._base_manager.filter(**{self.field: gone}).order_by("pk")


KEYS: Registry[str, Key] = Registry("keys to what can be merged")


@dataclass(frozen=True)
class ToldKey:
    """What becomes of the rows of one key, in numbers and some of their names."""

    title: str
    number: int
    examples: list[str]
    staying: int
    stays: "StrOrPromise"

    @property
    def others(self) -> int:
        return self.number - len(self.examples)


def register(*keys: Key) -> None:
    """Called by ``register_all`` of the app whose rows these are."""
    for key in keys:
        KEYS.register(key.name, key)


def every(rows: Rows, kept: Any) -> Rows:
    """Where nothing stands in the way of any row."""
    return rows


def keys_to(model: type[Model]) -> list[Key]:
    return [key for key in KEYS.values() if key.target is model]


def preview(gone: Any, kept: Any) -> Reading[list[ToldKey]]:
    """What would go over and what would stay, by kind; kinds without rows are left out."""
    keys = keys_to(type(kept))
    going = [key.going_over(gone, kept) for key in keys]
    counted = [Number(rows) for rows in going]
    staying = [Number(key.staying(gone, kept)) for key in keys]
    some = [
        rows.select_related(*key.named_by)[:EXAMPLES] if key.named_by else rows[:EXAMPLES]
        for key, rows in zip(keys, going, strict=True)
    ]
    yield [*some, *counted, *staying]
    told = [
        ToldKey(key.title, int(number), [str(row) for row in rows], int(stay), key.stays)
        for key, rows, number, stay in zip(keys, some, counted, staying, strict=True)
    ]
    return [each for each in told if each.number or each.staying]


def waiting(gone: Any, kept: Any) -> Iterator[Waiting]:
    """What has to be settled before these two are merged."""
    for key in keys_to(type(kept)):
        if key.waiting is not None:
            for row in key.waiting(gone, kept).order_by("pk")[:EXAMPLES]:
                yield Waiting(key.kind, key.reference(row), key.page(row))


def carry_over(gone: Any, kept: Any) -> list[dict[str, Any]]:
    """Let everything go over that does; answers what was changed, to be kept."""
    written = []
    for key in keys_to(type(kept)):
        # First what goes over, so that nothing that is settled is in its way.
        staying = list(key.staying(gone, kept).values_list("pk", flat=True))
        going = list(key.going_over(gone, kept))
        written += [write(Change(row, key.field, kept.pk)) for row in going]
        if key.settling is not None:
            rows = key.model._base_manager.filter(pk__in=staying).order_by("pk")
            written += [write(change) for change in key.settling(rows, kept)]
    return written


def write(change: Change) -> dict[str, Any]:
    """Write one value; answers what was there before and what is there now."""
    model = type(change.row)
    before = _text(change.row, change.field)
    field: Any = model._meta.get_field(change.field)
    setattr(change.row, field.attname, change.value)
    model._base_manager.filter(pk=change.row.pk).update(**{field.attname: change.value})
    return {
        "model": model._meta.label_lower,
        "pk": change.row.pk,
        "field": change.field,
        "old": before,
        "new": _text(change.row, change.field),
    }


def take_back(written: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the values back that nobody changed since; answers those that cannot be."""
    left = []
    for each in reversed(list(written)):
        model = apps.get_model(each["model"])
        row = model._base_manager.filter(pk=each["pk"]).first()
        if row is None or _text(row, each["field"]) != each["new"]:
            left.append(each)
            continue
        field: Any = model._meta.get_field(each["field"])
        value = None if each["old"] is None else field.to_python(each["old"])
        try:
            # What was frozen or reported meanwhile stays where it is.
            with transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(**{field.attname: value})
        except DatabaseError:
            left.append(each)
    return left


def _text(row: Any, name: str) -> str | None:
    field = row._meta.get_field(name)
    value = field.value_from_object(row)
    return None if value is None else str(field.value_to_string(row))
