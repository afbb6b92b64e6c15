"""A table for the tests, and workbooks that somebody filled in."""

import io

from gmp_portal.exchange.tables import reading, templates
from gmp_portal.exchange.tables.columns import Choice, Column, Kind, Table
from gmp_portal.exchange.tables.templates import Told

TABLE = Table(
    "people",
    "Example things",
    (
        Column("key", "Key", most=10),
        Column("name", "Name", also=("organisation", "名称"), is_required=True),
        Column(
            "kind",
            "Kind",
            Kind.CHOICE,
            choices=(
                Choice("ngo", ("NGO", "ONG")),
                Choice("other", ("Any other", "Autre")),
            ),
            hint="Choose from the list.",
        ),
        Column("day", "First day", Kind.DAY),
        Column("number", "Number", Kind.WHOLE),
        Column("mail", "E-mail", Kind.MAIL),
        Column("site", "Website", Kind.URL),
        Column("named", "Named", Kind.YES_NO),
        Column("tags", "Tags", Kind.LIST),
        Column(
            "kinds",
            "Kinds",
            Kind.LIST,
            choices=(Choice("a", ("Air",)), Choice("w", ("Water",))),
        ),
        Column("text", "Text", has_lines=True),
    ),
)
KEYS = [column.key for column in TABLE.columns]
HEAD_ROWS = 2


def told(language="en"):
    lines = ("First line.", "Second line.")
    return Told("Example", "Instructions", lines, "Not in the list", "Choose.", language)


def template(language="en"):
    return templates.workbook([TABLE], told(language))


def opened(data):
    """A workbook as another program reads it."""
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data))


def filled(*rows, change=lambda sheet: None):
    """The template with these rows, by keys of columns."""
    book = opened(template())
    sheet = book.worksheets[1]
    for number, row in enumerate(rows, start=HEAD_ROWS + 1):
        for key, value in row.items():
            sheet.cell(number, KEYS.index(key) + 1, value)
    change(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(data, **more):
    return reading.read(data, TABLE, **more)


def faults(rows):
    return {fault.cell: fault.code for row in rows.rows for fault in row.faults}
