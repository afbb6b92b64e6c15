"""What apps further up tell an app further down: values under keys, in order of registration."""

from collections import UserDict
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TypeVar

from django.utils.module_loading import module_has_submodule

Key = TypeVar("Key")
Value = TypeVar("Value")


# The files in which an app says what of it is public data, has a date, can be found, is news, ...
PARTS = (
    "act_words", "api", "dates", "findable", "mail_kinds", "merging", "news", "personal_data",
    "public_pages",
    "read_texts", "reminders", "writings",
)  # fmt: skip


def register_parts(app: str) -> None:
    """Let each of these files that an app has register what it says; called when it is ready."""
    package = import_module(app)
    for part in PARTS:
        if module_has_submodule(package, part):
            import_module(f"{app}.{part}").register_all()


class RegistrationError(Exception):
    """Two apps claim the same key of a registry."""


class Registry(UserDict[Key, Value]):
    """One value for each key, registered once when the portal starts."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __repr__(self) -> str:
        return f"<Registry of {self.name}: {len(self)}>"

    def register(self, key: Key, value: Value) -> None:
        """Keep this value; the same one again does no harm, another one is refused."""
        if key in self.data and self.data[key] != value:
            message = f"{key!r} is registered in {self.name} already, with another value."
            raise RegistrationError(message)
        self.data[key] = value

    def __missing__(self, key: Key) -> Value:
        message = f"Nothing is registered in {self.name} as {key!r}."
        raise KeyError(message)

    def __iter__(self) -> Iterator[Key]:
        # Somebody may register while somebody else looks through it.
        return iter(tuple(self.data))

    @contextmanager
    def replaced(self, key: Key, value: Value) -> Iterator[None]:
        """Put this value in the place of another one for a while, for tests."""
        with self._restored():
            self.data[key] = value
            yield

    @contextmanager
    def cleared(self) -> Iterator[None]:
        """Forget everything for a while, and afterwards what came meanwhile, for tests."""
        with self._restored():
            self.data.clear()
            yield

    @contextmanager
    def _restored(self) -> Iterator[None]:
        before = self.data.copy()
        try:
            yield
        finally:
            self.data = before
