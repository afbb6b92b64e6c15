"""Workbooks of the demonstration: one is written, the other one waits with rows that are wrong."""

from typing import Any

from gmp_portal.exchange.tables.rows import Fault, Row, TableRows
from gmp_portal.website.demo.people import Cast
from partners.actions import imports
from partners.models import Import
from partners.reading.imports import answering

COLUMNS = {
    "partners": ("source_key", "name", "kind", "country", "since", "source"),
    "contacts": (
        *("source_key", "partner", "name", "email", "role", "since", "language"),
        *("consent", "consent_source"),
    ),
    "letters": ("source_key", "partner", "signed_on", "language", "signed_by", "source"),
    "memberships": ("source_key", "partner", "area", "since", "source"),
}
ARCHIVE = "Example archive of the secretariat, box 12"
WRITTEN: dict[str, list[tuple[Any, ...]]] = {
    "partners": [
        ("EX101", "Example Union of Dentists", "ngo", "FR", "2011-05-02", ARCHIVE),
        ("EX102", "Example Water Laboratory", "academia", "CN", "2014-09-15", ARCHIVE),
    ],
    "contacts": [
        (
            *("C-201", "EX101", "Claire Exemple", "claire.exemple@example.org"),
            *("focal_point", "2019-01-07", "fr", True, "Example form of January 2019"),
        ),
        (
            *("C-202", "EX102", "示例李", "li.example@example.org"),
            *("focal_point", "2021-03-01", "zh-hans", None, None),
        ),
    ],
    "letters": [
        ("L-301", "EX101", "2011-04-18", "fr", "Jean Exemple", ARCHIVE),
        ("L-302", "EX102", "2014-09-01", "en", "Wei Example", ARCHIVE),
    ],
    "memberships": [("M-401", "EX102", "products", "2015-02-10", "Example list of 2015")],
}
WAITING: dict[str, list[tuple[Any, ...]]] = {
    "partners": [("EX103", "Example Mining School", "academia", "PE", None, ARCHIVE)],
    "contacts": [
        (
            *("C-201", "EX101", "Claire Exemple", "claire.exemple@example.org"),
            *("alternate", "2019-01-07", "fr", True, "Example form of January 2019"),
        ),
        (
            *("C-203", "Example Nobody", "Sam Example", "sam.example@example.org"),
            *("focal_point", None, "en", None, None),
        ),
    ],
    "letters": [("L-301", "EX101", "2011-04-18", "fr", "Jean Exemple", ARCHIVE)],
}


def load(cast: Cast) -> None:
    """Bring the two workbooks in, through the real actions."""
    officer = cast["secretariat"]
    written = _compared("Example contacts 2021.xlsx", WRITTEN, cast)
    imports.bring_in(written, by=officer)
    imports.write(written)
    _compared("Example contacts 2026.xlsx", WAITING, cast)


def _compared(name: str, sheets: dict[str, list[tuple[Any, ...]]], cast: Cast) -> Import:
    read = [_read(sheet, rows) for sheet, rows in sheets.items()]
    record = imports.begin(*read, name=name, by=cast["secretariat"])
    imports.keep_check(record, answering.answers(record))
    return record


def _read(sheet: str, rows: list[tuple[Any, ...]]) -> TableRows:
    keys = COLUMNS[sheet]
    letters = {key: chr(ord("A") + place) for place, key in enumerate(keys)}
    lines = tuple(
        Row(number, dict(zip(keys, row, strict=True)), _faults(sheet, row, number))
        for number, row in enumerate(rows, start=2)
    )
    return TableRows(sheet.title(), lines, letters, table=sheet)


def _faults(sheet: str, row: tuple[Any, ...], number: int) -> tuple[Fault, ...]:
    """A day of the waiting workbook that nobody can read."""
    if sheet != "partners" or row[4] is not None:
        return ()
    return (Fault("since", f"E{number}", "05/06/2017", "day_two_readings"),)
