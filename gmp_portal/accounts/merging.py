"""What becomes of all that names a record when it is merged into another one (C16).

Each app says it of its own keys, in its ``merging.register_all``; a test knows every key. What is
changed is kept as text, so that exactly these values are put back where nobody changed them since.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DatabaseError, OperationalError, transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermission

from gmp_portal import rounds
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import Term, User
from gmp_portal.accounts.models.terms import not_over
from gmp_portal.registry import Registry
from gmp_portal.rounds import Number, Reading
from gmp_portal.words import in_brackets, labelled

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Rows = QuerySet[Any]
# So many rows of a kind are named before somebody merges.
EXAMPLES = 3
HISTORY = _("What was written, signed or decided stays with the account that did it.")


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
    else changes on account of those that stay. What is only history is told as one number.
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
    is_history: bool = False
    # What the act itself deals with is told in words of its own.
    is_told: bool = True
    told: Callable[[Any], str] = str

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
# Which right on which record a term gives, to be given anew when its holder is another account.
RIGHTS: "Registry[type[Term], Callable[[Any], tuple[str, Model]]]" = Registry(
    "rights that come with terms"
)


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


def register_history(model: type[Model], *fields: str) -> None:
    """Keys to people that say who did something: they stay with whoever it was (C16)."""
    register(*(Key(model, field, stays=HISTORY, is_history=True) for field in fields))


def every(rows: Rows, kept: Any) -> Rows:
    """Where nothing stands in the way of any row."""
    return rows


def with_days(term: Term) -> str:
    """A term by its name, with its first day and its last one, if it has one."""
    last = date_format(term.ends_on, "DATE_FORMAT") if term.ends_on else ""
    first = date_format(term.starts_on, "DATE_FORMAT")
    return in_brackets(term, f"{first} – {last}".strip())


def without_twin(field: str, *same: str, **of_twin: Any) -> Callable[[Rows, Any], Rows]:
    """Rows that are the same in these fields as none of the one that stays."""

    def moving(rows: Rows, kept: Any) -> Rows:
        alike = {name: OuterRef(name) for name in same}
        twins = rows.model._base_manager.filter(**{field: kept}, **alike, **of_twin)
        return rows.exclude(Exists(twins))

    return moving


def without_overlap(*place: str) -> Callable[[Rows, Any], Rows]:
    """Terms that overlap with no term of the account that stays in the same place."""

    def moving(rows: Rows, kept: Any) -> Rows:
        return rows.exclude(Exists(_overlapping(rows.model, kept, place)))

    return moving


def running_in_both(
    model: type[Model], *place: str, unlike: str = ""
) -> Callable[[Any, Any], Rows]:
    """Terms not over that overlap with one of the account that stays, in another role."""

    def waiting(gone: Any, kept: Any) -> Rows:
        theirs = _overlapping(model, kept, place)
        if unlike:
            theirs = theirs.exclude(**{unlike: OuterRef(unlike)})
        terms: Rows = model._base_manager.filter(not_over(), Exists(theirs), person=gone)
        return terms

    return waiting


def _overlapping(model: type[Model], kept: Any, place: tuple[str, ...]) -> Rows:
    alike = {name: OuterRef(name) for name in place}
    theirs: Rows = model._base_manager.filter(
        person=kept, period__overlap=OuterRef("period"), **alike
    )
    return theirs


def keys_to(model: type[Model]) -> list[Key]:
    return [key for key in KEYS.values() if key.target is model]


def preview(gone: Any, kept: Any) -> Reading[list[ToldKey]]:
    """What would go over and what would stay, by kind; kinds without rows are left out."""
    told_keys = [key for key in keys_to(type(kept)) if key.is_told]
    keys = [key for key in told_keys if not key.is_history]
    past = [Number(key.staying(gone, kept)) for key in told_keys if key.is_history]
    going = [key.going_over(gone, kept) for key in keys]
    counted = [Number(rows) for rows in going]
    staying = [Number(key.staying(gone, kept)) for key in keys]
    some = [
        rows.select_related(*key.named_by)[:EXAMPLES] if key.named_by else rows[:EXAMPLES]
        for key, rows in zip(keys, going, strict=True)
    ]
    yield [*some, *counted, *staying, *past]
    told = [
        ToldKey(
            key.title, int(number), [key.told(row) for row in rows], int(stay), key.stays
        )
        for key, rows, number, stay in zip(keys, some, counted, staying, strict=True)
    ]
    told.append(ToldKey(str(_("History")), 0, [], sum(map(int, past)), HISTORY))
    return [each for each in told if each.number or each.staying]


def waiting(gone: Any, kept: Any) -> Iterator[Waiting]:
    """What has to be settled before these two are merged."""
    keys = [key for key in keys_to(type(kept)) if key.waiting is not None]
    asked = [
        key.waiting(gone, kept).order_by("pk")[:EXAMPLES] for key in keys if key.waiting
    ]
    rounds.ask(*asked)
    for key, rows in zip(keys, asked, strict=True):
        for row in rows:
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
        except OperationalError:
            # Somebody else holds the row for a moment: nothing is said about it, all goes back.
            raise
        except DatabaseError:
            left.append(each)
    return left


def begun_since(person: User, day: date) -> list[dict[str, Any]]:
    """Terms that began while two accounts were one: of whom, somebody has to look (R-56).

    A request or an invitation of the other account may have been accepted meanwhile.
    """
    begun = []
    for model in RIGHTS:
        terms = model._base_manager.filter(
            not_over(), person=person, period__startswith__gte=day
        )
        label = model._meta.label_lower
        begun += [
            {"model": label, "pk": pk, "field": "person"}
            for pk in terms.order_by("pk").values_list("pk", flat=True)
        ]
    return begun


def _text(row: Any, name: str) -> str | None:
    field = row._meta.get_field(name)
    value = field.value_from_object(row)
    return None if value is None else str(field.value_to_string(row))


def renew_rights(person: User) -> None:
    """Give somebody the rights of the own terms, and no others; a part of a merge (C16)."""
    UserObjectPermission.objects.filter(user=person).delete()
    for model, right_of in RIGHTS.items():
        terms = model._base_manager.filter(not_over(), person=person)
        for term in terms.order_by("pk"):
            permission, record = right_of(term)
            rights.grant(permission, person, record)
