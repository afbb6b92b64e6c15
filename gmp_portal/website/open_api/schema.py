"""The interface as OpenAPI describes it: drawn from the register, not written by hand."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import translation
from ninja import Schema
from pydantic import Field, create_model

from gmp_portal.ui.open_lists import FieldKind, OpenList
from gmp_portal.ui.problems import MEDIA_TYPE

PAGE_SIZE, MOST = 50, 200
PAGING = ("cursor", "page_size")
TYPES: dict[FieldKind, Any] = {
    FieldKind.TEXT: str,
    FieldKind.URL: str,
    FieldKind.LIST: list[str],
    FieldKind.INTEGER: int | None,
    FieldKind.NUMBER: float | None,
    FieldKind.BOOLEAN: bool | None,
    FieldKind.DAY: date | None,
    FieldKind.MOMENT: datetime | None,
}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "clause": {"type": "string"},
        "clause_url": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "value", "reason"],
                "properties": {
                    name: {"type": "string"} for name in ("name", "value", "reason")
                },
            },
        },
    },
}
REFUSALS = {
    304: "Nothing has changed since the answer with this ETag.",
    400: "The request was not understood.",
    404: "There is no such record, or it is not public.",
    405: "The interface is only for reading.",
    412: "What is here now is not what If-Match asks for.",
    422: "A parameter is not known, or its value cannot be applied.",
}


class Licence(Schema):
    """On which terms everybody may use the data."""

    name: str
    url: str


class Described(Schema):
    """A list, in a sentence, and where it is found."""

    key: str
    title: str
    description: str
    url: str
    downloads: dict[str, str]


class Root(Schema):
    """What there is to read."""

    title: str
    licence: Licence
    rule: str
    documentation: str
    openapi: str
    lists: list[Described]


def row_model(open_list: OpenList) -> type[Schema]:
    """What a row of the list holds."""
    fields: dict[str, Any] = {
        field.name: (TYPES[field.kind], Field(description=str(field.label)))
        for field in open_list.fields
    }
    return create_model(_named(open_list, "Row"), __base__=Schema, **fields)


def page_model(open_list: OpenList, row: type[Schema]) -> type[Schema]:
    """A page of the list, and where it goes on."""
    fields: dict[str, Any] = {
        "rows": (list[row], Field(description="So many rows as a page has, in order.")),  # type: ignore[valid-type]
        "count": (int, Field(description="How many rows the filters leave in all.")),
        "next": (
            str | None,
            Field(description="The address of the next page; null on the last one."),
        ),
        "next_cursor": (str | None, Field(description="The same place for a program.")),
    }
    return create_model(_named(open_list, "Page"), __base__=Schema, **fields)


def _named(open_list: OpenList, end: str) -> str:
    return "".join(part.title() for part in open_list.key.split("-")) + end


def filters_of(open_list: OpenList) -> dict[str, forms.Field]:
    """The filters that the interface takes: those that a reader sees on the page."""
    return {
        name: field
        for name, field in open_list.filters.base_fields.items()
        if not field.widget.is_hidden
    }


def parameters(open_list: OpenList) -> list[dict[str, Any]]:
    """The query of a list; nothing else is taken."""
    asked = [
        {
            "in": "query",
            "name": name,
            "required": False,
            "description": str(field.label),
            "schema": _of_field(field),
        }
        for name, field in filters_of(open_list).items()
    ]
    size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE_SIZE}
    about_size = f"How many rows a page has; more than {MOST} are refused (422)."
    about_cursor = (
        "Where to go on: next_cursor of the page before. Any other text is refused."
    )
    return [
        *asked,
        {"in": "query", "name": "page_size", "description": about_size, "schema": size},
        {
            "in": "query",
            "name": "cursor",
            "description": about_cursor,
            "schema": {"type": "string", "maxLength": 2000},
        },
    ]


def _of_field(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    if isinstance(field, forms.ModelChoiceField):
        return {"type": "string", "minLength": 1, "maxLength": 100}
    if isinstance(field, forms.ChoiceField):
        offered: Any = field.choices
        named = [str(value) for value, _label in offered if value]
        # What the records offer, such as years, is not known before.
        return {"type": "string", "enum": named} if named else {"type": "string"}
    longest = getattr(field, "max_length", None) or 100
    return {"type": "string", "minLength": 1, "maxLength": longest}


def refusals(*statuses: int) -> dict[int, Any]:
    """How an operation refuses, for its description."""
    content = {MEDIA_TYPE: {"schema": PROBLEM}}
    return {
        status: {"description": REFUSALS[status]}
        | ({} if status == 304 else {"content": content})
        for status in statuses
    }


def in_english(text: Any) -> str:
    with translation.override("en"):
        return str(text)
