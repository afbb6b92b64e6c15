"""Every address of the portal, as the urlconf knows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse

ADMIN = "admin:"


@dataclass(frozen=True)
class Address:
    """One pattern: its full name, the names it asks for, whether visitors get in, and whether
    what they get is kept by everybody on the way.
    """

    name: str
    route: str
    asks: tuple[str, ...]
    is_public: bool
    is_shared: bool

    @property
    def app(self) -> str:
        return self.name.partition(":")[0]


def addresses() -> list[Address]:
    """All patterns in English; the admin's catch-all has no name and no address."""
    found = {}
    for address in _walk(get_resolver().url_patterns, "", "", ()):
        if not address.name.endswith(":None"):
            found.setdefault(address.name, address)
    return list(found.values())


def _walk(
    patterns: list[Any], route: str, namespace: str, asked: tuple[str, ...]
) -> Iterator[Address]:
    for one in patterns:
        asks = (*asked, *one.pattern.converters)
        if not asks or not one.pattern.converters:
            regex = getattr(one.pattern, "regex", None)
            asks = (*asked, *(regex.groupindex if regex else ()))
        path = f"{route}{one.pattern}"
        if isinstance(one, URLResolver):
            inside = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _walk(one.url_patterns, path, inside, asks)
        elif isinstance(one, URLPattern):
            name = f"{namespace}{one.name}"
            is_public = getattr(one.callback, "login_required", True) is False
            is_shared = hasattr(one.callback, "shared_for")
            yield Address(name, path, asks, is_public, is_shared)


def url_of(address: Address, kwargs: dict[str, Any]) -> str:
    return reverse(address.name, kwargs=kwargs)


def admin_models() -> list[Any]:
    return list(admin.site._registry)
