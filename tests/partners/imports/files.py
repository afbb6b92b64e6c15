"""Tables of partners for the tests, as somebody would send them."""

import io

from gmp_portal.exchange.tables import reading
from gmp_portal.exchange.tables.rows import TableRows
from partners.actions import imports
from partners.reading.imports import answering, tables

HEAD = ("source_key", "name", "kind", "country", "since", "website")
ROWS = (
    ("a-1", "Example Association", "ngo", "Kenya", "2020-01-31", ""),
    ("a-2", "示例协会", "ngo", "CN", "2021-05-01", "https://example.org"),
)


def with_source(rows, head):
    """The same with the source that each row names (R-36), where the test has no word for it."""
    if "source" in head:
        return [head, *rows]
    return [(*head, "source"), *((*row, "Sample register") for row in rows)]


def csv(*rows, head=HEAD, encoding="utf-8", separator=","):
    lines = [separator.join(map(str, line)) for line in with_source(rows, head)]
    return "\n".join(lines).encode(encoding)


def xlsx(*rows, head=HEAD):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for line in with_source(rows, head):
        sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(data, encoding="") -> TableRows:
    return reading.read(data, tables.partners(), encoding=encoding)


def checked(officer, *rows, head=HEAD):
    """A table that was uploaded and compared with the register."""
    record = imports.begin(read(csv(*rows, head=head)), name="list.csv", by=officer)
    compared(record)
    return record


def compared(record):
    """Compare it with the register, as the job does."""
    imports.keep_check(record, answering.answers(record))


def written(officer, *rows, head=HEAD):
    """One that was written, too."""
    record = checked(officer, *rows, head=head)
    imports.bring_in(record, by=officer)
    imports.write(record)
    return record


def undone(record, officer):
    """Take it back, as the button and the job do."""
    imports.undo(record, by=officer)
    imports.take_back(record)
    return record
