"""Workbooks with several sheets for the tests, as somebody would send them."""

import io

from gmp_portal.exchange.tables import reading
from partners.actions import imports
from partners.reading.imports import answering, workbook

HEADS = {
    "partners": ("source_key", "name", "kind", "country", "since", "source"),
    "contacts": (
        *("source_key", "partner", "name", "email", "role", "since", "until", "language"),
        *("consent", "consent_source"),
    ),
    "letters": (
        *("source_key", "partner", "signed_on", "year", "language", "signed_by"),
        *("received_on", "source", "note"),
    ),
    "memberships": ("source_key", "partner", "area", "since", "until", "source"),
}
PARTNER = {
    "source_key": "p-1",
    "name": "Example Association",
    "kind": "ngo",
    "country": "KE",
    "since": "2012-01-31",
    "source": "Sample register",
}
CONTACT = {
    "source_key": "c-1",
    "partner": "p-1",
    "name": "Ana Example",
    "email": "ana@example.org",
    "role": "focal_point",
    "since": "2015-03-01",
    "language": "fr",
}
LETTER = {
    "source_key": "l-1",
    "partner": "p-1",
    "signed_on": "2012-01-15",
    "language": "en",
    "signed_by": "Sam Sample",
    "received_on": "2012-01-31",
    "source": "Sample archive",
}
MEMBERSHIP = {
    "source_key": "m-1",
    "partner": "p-1",
    "area": "example-area",
    "since": "2013-01-01",
    "source": "Sample report",
}
WHOLE = {
    "partners": [PARTNER],
    "contacts": [CONTACT],
    "letters": [LETTER],
    "memberships": [MEMBERSHIP],
}


def xlsx(sheets):
    """A workbook with these rows by sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.title())
        sheet.append(HEADS[name])
        for row in rows:
            sheet.append([row.get(key, "") for key in HEADS[name]])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def csv(name, *rows, encoding="utf-8"):
    lines = [HEADS[name], *([row.get(key, "") for key in HEADS[name]] for row in rows)]
    return "\n".join(",".join(map(str, line)) for line in lines).encode(encoding)


def read(data, encoding=""):
    return reading.read_all(data, workbook.every_table(), encoding=encoding)


def checked(officer, **sheets):
    """A workbook that was uploaded and compared with the register."""
    record = imports.begin(*read(xlsx(sheets)), name="whole.xlsx", by=officer)
    imports.keep_check(record, answering.answers(record))
    return record


def written(officer, **sheets):
    """One that was written, too."""
    record = checked(officer, **sheets)
    imports.bring_in(record, by=officer)
    imports.write(record)
    return record


def faults(record):
    """By sheet and row what is wrong: the column with the code."""
    rows = record.rows.exclude(faults=[], cell_faults=[]).order_by("sheet", "number")
    return {
        (row.sheet, row.number): [
            (each["column"], each["code"]) for each in (*row.cell_faults, *row.faults)
        ]
        for row in rows
    }
