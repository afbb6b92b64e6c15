"""The JSON form of documents: what a frozen snapshot stores and a PDF carries along."""

import dataclasses
import json
import types
from datetime import date
from typing import Any, Self, TypeVar, Union, get_args, get_origin, get_type_hints

from gmp_portal.typesetting.content import Unreadable

T = TypeVar("T")
UNIONS = (Union, types.UnionType)


class MalformedDataError(ValueError):
    """Stored data does not have the shape of a document."""


class Storable:
    """A document that a snapshot stores as JSON values and finds again."""

    def to_data(self) -> dict[str, Any]:
        """Return the document as JSON values, as a frozen snapshot stores it."""
        stored: dict[str, Any] = dump(self)
        return stored

    @classmethod
    def from_data(cls, stored: Any) -> Self:
        """Return the document of stored values; unreadable blocks keep their place."""
        return load(cls, stored)


def dump(value: Any) -> Any:
    """Return dataclasses as plain JSON values; every object names its kind."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            f.name: dump(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if not f.metadata.get("is_file")
        }
        return {"kind": type(value).__name__, **fields}
    if isinstance(value, tuple | list):
        return [dump(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def dumps(value: Any) -> bytes:
    """Return the JSON of a document, the same bytes for the same document."""
    text = json.dumps(dump(value), ensure_ascii=False, indent=1, default=repr)
    return text.encode("utf-8", errors="replace")


def load(expected: type[T], value: Any) -> T:
    """Return the document that ``dump`` wrote; unreadable blocks keep their place."""
    return _load(expected, value)  # type: ignore[no-any-return]


def _load(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in UNIONS:
        return _load_union(get_args(hint), value)
    if origin is tuple:
        return _load_tuple(get_args(hint)[0], value)
    if dataclasses.is_dataclass(hint):
        return _load_object(hint, value)
    if hint is date and isinstance(value, str):
        return date.fromisoformat(value)
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise MalformedDataError(f"Expected {hint}, found {type(value).__name__}.")


def _load_tuple(hint: Any, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise MalformedDataError(f"Expected a list, found {type(value).__name__}.")
    holds_blocks = Unreadable in get_args(hint)
    items = []
    for item in value:
        try:
            items.append(_load(hint, item))
        except (MalformedDataError, ValueError, TypeError, RecursionError) as error:
            if not holds_blocks:
                raise
            items.append(Unreadable(reason=str(error)[:200]))
    return tuple(items)


def _load_union(options: tuple[Any, ...], value: Any) -> Any:
    if value is None and types.NoneType in options:
        return None
    if isinstance(value, dict):
        by_name = {option.__name__: option for option in options}
        option = by_name.get(str(value.get("kind")))
        if option is None:
            raise MalformedDataError(f"Unknown kind {str(value.get('kind'))[:50]!r}.")
        return _load_object(option, value)
    plain_options = [
        o for o in options if isinstance(o, type) and not dataclasses.is_dataclass(o)
    ]
    for option in plain_options:
        if option is not types.NoneType and isinstance(value, str | int | float):
            return _load(option, value)
    raise MalformedDataError(f"Unexpected {type(value).__name__}.")


def _load_object(expected: Any, value: Any) -> Any:
    if not isinstance(value, dict):
        raise MalformedDataError(
            f"Expected {expected.__name__}, found {type(value).__name__}."
        )
    hints = get_type_hints(expected)
    given = {name: value[name] for name in hints if name in value}
    try:
        return expected(**{name: _load(hints[name], item) for name, item in given.items()})
    except TypeError as error:
        raise MalformedDataError(f"{expected.__name__} is incomplete: {error}.") from error
