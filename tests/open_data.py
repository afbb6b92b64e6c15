"""Public lists, read back from each format as the values that they began as."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zipfile import ZipFile

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gmp_portal.ui.open_lists import FieldKind, OpenList

Rows = list[dict[str, Any]]


def asked(query: str = "") -> QueryDict:
    return QueryDict(query)


def content_of(response: Any) -> bytes:
    return b"".join(response) if response.streaming else bytes(response.content)


def download(client: Client, key: str, form: str, query: str = "") -> bytes:
    response = client.get(reverse("website:data_file", args=[key, form]) + query)
    assert response.status_code == 200
    return content_of(response)


def from_json(content: bytes) -> Rows:
    return list(json.loads(content)["rows"])


def from_csv(each: OpenList, content: bytes) -> Rows:
    """The rows of a CSV file; cells are read by the kind of their field."""
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert reader.fieldnames == [field.name for field in each.fields]
    return [
        {field.name: _of_cell(field.kind, row[field.name]) for field in each.fields}
        for row in reader
    ]


def _of_cell(kind: FieldKind, cell: str) -> Any:
    text = cell.removeprefix("'")
    if kind in (FieldKind.TEXT, FieldKind.URL):
        return text
    if kind == FieldKind.LIST:
        return text.split("; ") if text else []
    if not text:
        return None
    if kind == FieldKind.BOOLEAN:
        return text == "true"
    if kind in (FieldKind.INTEGER, FieldKind.NUMBER):
        return float(text)
    return text


def workbook(content: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content))


def from_xlsx(each: OpenList, content: bytes) -> Rows:
    """The rows of an Excel file as openpyxl reads it; no cell of it is a formula."""
    rows = list(workbook(content).worksheets[0].iter_rows())
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    return [
        {
            field.name: _of_value(field.kind, cell.value)
            for field, cell in zip(each.fields, row, strict=True)
        }
        for row in rows[1:]
    ]


def _of_value(kind: FieldKind, value: Any) -> Any:
    if kind in (FieldKind.TEXT, FieldKind.URL):
        return value or ""
    if kind == FieldKind.LIST:
        return value.split("; ") if value else []
    if kind == FieldKind.DAY and isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, datetime):
        moment = (value + timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=UTC)
        return moment.isoformat().replace("+00:00", "Z")
    return value


def from_api(client: Client, key: str, size: int = 200) -> Rows:
    """Every row, page by page."""
    rows: Rows = []
    address = f"{reverse(f'api:{key}')}?page_size={size}"
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.content
        page = answer.json()
        rows += page["rows"]
        address = page["next"] or ""
    assert len(rows) == page["count"]
    return rows


def unpacked(content: bytes) -> str:
    """The text of a workbook, part by part."""
    with ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as queries:
        yield queries
