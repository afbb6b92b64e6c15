"""What apps further up tell an app further down: values under keys, in order of registration."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class RegistrationError(Exception):
    """Two apps claim the same key of a registry."""


class Registry(Mapping[Key, Value]):
    """One value for each key, registered once when the portal starts."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._values: dict[Key, Value] = {}

    def __repr__(self) -> str:
        return f"<Registry of {self.name}: {len(self._values)}>"

    def register(self, key: Key, value: Value) -> None:
        """Keep this value; the same one again does no harm, another one is refused."""
        if key in self._values and self._values[key] != value:
            message = f"{key!r} is registered in {self.name} already, with another value."
            raise RegistrationError(message)
        self._values[key] = value

    def __getitem__(self, key: Key) -> Value:
        try:
            return self._values[key]
        except KeyError:
            message = f"Nothing is registered in {self.name} as {key!r}."
            raise KeyError(message) from None

    def __iter__(self) -> Iterator[Key]:
        # Somebody may register while somebody else looks through it.
        return iter(tuple(self._values))

    def __len__(self) -> int:
        return len(self._values)

    @contextmanager
    def replaced(self, key: Key, value: Value) -> Iterator[None]:
        """Put this value in the place of another one for a while, for tests."""
        with self._restored():
            self._values[key] = value
            yield

    @contextmanager
    def cleared(self) -> Iterator[None]:
        """Forget everything for a while, and afterwards what came meanwhile, for tests."""
        with self._restored():
            self._values.clear()
            yield

    @contextmanager
    def _restored(self) -> Iterator[None]:
        before = dict(self._values)
        try:
            yield
        finally:
            self._values = before
