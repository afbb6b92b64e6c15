"""The public lists that everybody may take along: each app says what its own hold (A1-6d-ii).

An app describes its lists in ``<app>/api.py`` and registers them when it starts. Downloads, the
page ``/data/`` and the API are made of nothing else, so that none of them can say more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from gmp_portal.registry import Registry
from gmp_portal.ui.filters import FilterForm

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise


class FieldKind(StrEnum):
    """What a field holds; each format writes it in its own way."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    LIST = "list of text"
    URL = "url"


TEXTS = (FieldKind.TEXT, FieldKind.URL)


@dataclass(frozen=True)
class OpenField:
    """One column: its name for programs, its heading for people, and where its value comes from."""

    name: str
    label: "StrOrPromise"
    kind: FieldKind = FieldKind.TEXT
    value: Callable[[Any], Any] | None = None

    def read(self, row: Any) -> Any:
        """The value as Python knows it; a text that is missing is empty, all else None."""
        value = self.value(row) if self.value else getattr(row, self.name)
        if self.kind in TEXTS:
            return "" if value is None else str(value)
        if self.kind == FieldKind.LIST:
            return [str(each) for each in value or ()]
        if self.kind == FieldKind.NUMBER:
            return None if value is None else float(value)
        return value


@dataclass(frozen=True, kw_only=True)
class OpenList:
    """A list as everybody may see it; ``order`` names columns that are never empty, the last of
    them unique, and ``attach`` gives a batch of rows what one query finds for all of them.
    """

    key: str
    title: "StrOrPromise"
    description: "StrOrPromise"
    page: str
    fields: tuple[OpenField, ...]
    rows: "Callable[[AnonymousUser], QuerySet[Any] | Sequence[Any]]"
    order: tuple[str, ...] = ("pk",)
    identity: str = "id"
    lookup: str = "pk"
    filters: type[FilterForm] = FilterForm
    attach: Callable[[Sequence[Any]], None] = lambda _batch: None

    def visible(self) -> "QuerySet[Any] | Sequence[Any]":
        """The rows that a visitor sees, whoever asks: nothing else is given away as open data."""
        return self.rows(AnonymousUser())

    def read(self, row: Any) -> dict[str, Any]:
        return {field.name: field.read(row) for field in self.fields}


LISTS: Registry[str, OpenList] = Registry("public lists")


def register(*lists: OpenList) -> None:
    """Called in ``AppConfig.ready`` of the app that the lists belong to."""
    for each in lists:
        LISTS.register(each.key, each)


def address_of(path: str) -> str:
    """A whole address, as it stands in a file that is read elsewhere."""
    return f"{settings.SITE_URL}{path}"


def number_field() -> OpenField:
    """The number by which the record is known to programs."""
    return OpenField("id", _("Number of the record"), FieldKind.INTEGER)


def slug_field() -> OpenField:
    """The name of the record in the address of its page."""
    return OpenField("slug", _("Name in the address"))


def page_field() -> OpenField:
    """The address of the record's own page."""
    return OpenField(
        "url", _("Page"), FieldKind.URL, lambda row: address_of(row.get_absolute_url())
    )


def plain(value: Any) -> Any:
    """The value as JSON writes it: days and moments as ISO 8601 says, moments in UTC."""
    if isinstance(value, datetime):
        moment = value.astimezone(UTC).isoformat(timespec="seconds")
        return moment.replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
