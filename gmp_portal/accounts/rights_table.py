"""Which kinds of records have steps, in plain words, and what a step's state alone tells.

The table of rights and its simulator ask the permissions themselves: apps register their steps
with words for people, and nothing says a second time who may take them.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import Model, QuerySet, UUIDField

from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody, Permission, Right, Steps, always
from gmp_portal.registry import Registry
from gmp_portal.workflow import RuleRefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Answer = TypeVar("Answer")


class Words(NamedTuple):
    """A step for people, and what else must hold where the state alone does not decide."""

    verb: "StrOrPromise"
    provided: "StrOrPromise" = ""


@dataclass(frozen=True, kw_only=True)
class Finder:
    """How the records of a kind are found: by the address of a page, or by words.

    ``pages`` is how the names of their pages begin, ``lookups`` turns the parts of such an
    address into fields, ``visible`` are those that a person may know of.
    """

    visible: Callable[[Anybody], "QuerySet[Any]"]
    search: tuple[str, ...]
    pages: str = ""
    lookups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The steps of one app on one kind of record, with their words."""

    model: type[Model]
    steps: Steps[Any]
    words: Mapping[str, Words]
    # Where several apps have steps on one kind, its own app says how records are found.
    finder: Finder | None = None

    @property
    def permissions(self) -> list[Permission[Any]]:
        return [*self.steps.permissions, *self.steps.parts]


@dataclass(frozen=True)
class NamedRight:
    """A right that concerns no record, with its words."""

    right: Right
    verb: "StrOrPromise"


KINDS: Registry[str, Kind] = Registry("kinds of records with steps")
RIGHTS: Registry[str, NamedRight] = Registry("rights that concern no record")


def register(app: str, kinds: Mapping[str, Kind], rights: Mapping[str, NamedRight]) -> None:
    """Enter an app's steps and rights into the table."""
    for name, kind in kinds.items():
        KINDS.register(f"{app}.{name}", kind)
    for name, right in rights.items():
        RIGHTS.register(f"{app}.{name}", right)


def part_of(model: Any, field: str, whole: Any) -> "Callable[[Anybody], QuerySet[Any]]":
    """What belongs to another record is known to whoever may know of that one."""
    return lambda user: model.objects.filter(
        **{f"{field}__in": whole.objects.visible_to(user)}
    )


def models_with_steps() -> dict[str, type[Model]]:
    """Each kind of record that has steps, under the name that its address has."""
    return {kind.model._meta.model_name or "": kind.model for kind in KINDS.values()}


def kinds_of(model: type[Model]) -> list[Kind]:
    return [kind for kind in KINDS.values() if kind.model is model]


def finder_of(model: type[Model]) -> Finder:
    """How records of this kind are found; the app that owns them has said so."""
    return next(kind.finder for kind in kinds_of(model) if kind.finder)


# What the state alone tells ----------------------------------------------------------------


class MoreThanItsStateError(Exception):
    """The answer depends on more than where the record stands."""


def _nothing_is_read(*_arguments: Any) -> NoReturn:
    raise MoreThanItsStateError


@contextmanager
def nothing_read() -> Iterator[None]:
    """Whoever asks the database in here learns that the state alone does not decide."""
    with connection.execute_wrapper(_nothing_is_read):
        yield


def statuses_of(model: type[Model]) -> list[str]:
    """Where such a record can stand; a single nameless place where it has no life cycle."""
    return list(getattr(getattr(model, "Status", None), "values", [""]))


def standing_at(model: type[Model], status: str) -> Any:
    """A record of which nothing is known but where it stands; it is never saved.

    Its other fields are deferred: reading one asks the database.
    """
    key = model._meta.pk
    known: dict[str, Any] = {key.attname: UUID(int=0) if isinstance(key, UUIDField) else 0}
    if status:
        known["status"] = status
    return model.from_db("default", list(known), list(known.values()))


def from_state(question: Callable[[Any], Answer], record: Any) -> Answer | None:
    """What is answered where only the state is known; nothing where that is not enough."""
    try:
        with nothing_read():
            return question(record)
    except (MoreThanItsStateError, ObjectDoesNotExist):
        return None


def fits(permission: Permission[Any], record: Any) -> bool | None:
    """Whether a step can be taken where the record stands; ``None`` when it depends on more."""
    answer = from_state(permission.state_fits, record)
    if answer is False or permission.also is always:
        return answer
    further = from_state(permission.also, record)
    return False if further is False else (answer and further)


def why_not(permission: Permission[Any], record: Any) -> RuleRefusedError | None:
    """What the right person reads where the record stands, if the state alone tells."""
    return from_state(permission.otherwise, record)


def known_to(user: User, finder: Finder, record: Model) -> bool:
    """Whether somebody may know of a record, or of the one that it belongs to."""
    return finder.visible(user).filter(pk=record.pk).exists()
