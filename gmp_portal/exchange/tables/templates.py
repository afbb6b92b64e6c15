"""An empty workbook to fill in: what to do, one sheet for each table, and lists to choose from.

The same tables give the same bytes. The sheets take texts only, so that nothing typed becomes a
formula, a link or another number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gmp_portal.exchange.tables.columns import Column, Kind, Table

if TYPE_CHECKING:
    import xlsxwriter

# Below the two lines of titles.
FIRST, LAST = 2, 20_001
LISTS = "Lists"
# Bytes are equal each time, so that the day of making is none.
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 Excel knows no zones
WIDTHS = {Kind.DAY: 14, Kind.WHOLE: 12, Kind.YES_NO: 10, Kind.CHOICE: 28, Kind.URL: 34}
HINT, HINT_TITLE = 255, 32
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Told:
    """The words of the workbook that no table has: for whom it is, and how it is filled in."""

    title: str
    about_title: str
    lines: tuple[str, ...]
    refusal_title: str
    refusal: str
    language: str = "en"

    @property
    def is_rtl(self) -> bool:
        return self.language == "ar"


def workbook(tables: Sequence[Table], told: Told) -> bytes:
    """Return the file; writing one loads its library."""
    import xlsxwriter  # noqa: PLC0415 read by whoever makes a template

    target = BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    writer = _Writer(book, told)
    writer.about()
    for table in tables:
        writer.table(table)
    writer.lists()
    book.set_properties({"title": told.title, "created": NO_DAY})
    book.set_custom_property("gmp.language", told.language)
    for table in tables:
        book.set_custom_property(f"gmp.{table.key}", table.version, "number_int")
    book.close()
    return target.getvalue()


class _Writer:
    """Writes the sheets one after the other; lists are gathered for the last one."""

    def __init__(self, book: "xlsxwriter.Workbook", told: Told) -> None:
        self.book, self.told = book, told
        self.columns: list[tuple[str, Column]] = []
        wrapped = {"text_wrap": True, "valign": "top"}
        self.text = book.add_format({"num_format": "@", **wrapped})
        self.head = book.add_format({"bold": True, "bg_color": "#E7EEF5", **wrapped})
        self.needed = book.add_format({"bold": True, "bg_color": "#FBE9D7", **wrapped})
        self.plain = book.add_format(wrapped)

    def about(self) -> None:
        """Write the sheet that is read first."""
        sheet = self._sheet(self.told.about_title)
        sheet.set_column(0, 0, 100, self.plain)
        for number, line in enumerate((self.told.title, *self.told.lines)):
            sheet.write_string(number, 0, line, self.head if number == 0 else self.plain)

    def table(self, table: Table) -> None:
        """Write the titles of a table above empty lines."""
        sheet = self._sheet(table.title)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, WIDTHS.get(column.kind, 30), self.text)
            sheet.write_string(0, place, f"{table.key}.{column.key}", self.text)
            title = f"{column.title} *" if column.is_required else column.title
            sheet.write_string(
                1, place, title, self.needed if column.is_required else self.head
            )
            rule = self._rule(table, column)
            if rule:
                sheet.data_validation(FIRST, place, LAST, place, rule)

    def lists(self) -> None:
        """Write what can be chosen, out of sight, each under a name of its own."""
        if not self.columns:
            return
        sheet = self.book.add_worksheet(LISTS)
        sheet.very_hidden()
        for place, (name, column) in enumerate(self.columns):
            sheet.set_column(place, place, None, self.text)
            for number, choice in enumerate(column.choices):
                sheet.write_string(number, place, choice.words[0], self.text)
            last = len(column.choices) - 1
            column_name = letters(place)
            where = f"={LISTS}!${column_name}$1:${column_name}${last + 1}"
            self.book.define_name(name, where)

    def _sheet(self, title: str) -> Any:
        sheet = self.book.add_worksheet(sheet_name(title))
        if self.told.is_rtl:
            sheet.right_to_left()
        return sheet

    def _rule(self, table: Table, column: Column) -> dict[str, Any]:
        rule: dict[str, Any] = {"validate": "any"}
        if column.kind == Kind.CHOICE and column.choices:
            name = f"list_{table.key}_{column.key}"
            self.columns.append((name, column))
            rule = {
                "validate": "list",
                "source": f"={name}",
                # Files from elsewhere say it in other words that are understood, too.
                "error_type": "warning",
                "error_title": self.told.refusal_title[:HINT_TITLE],
                "error_message": self.told.refusal[:HINT],
            }
        if column.hint:
            rule |= {
                "input_title": column.title[:HINT_TITLE],
                "input_message": column.hint[:HINT],
            }
        return rule if len(rule) > 1 else {}


def letters(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 loaded with the rest

    return str(xl_col_to_name(place))


def sheet_name(title: str) -> str:
    """At most 31 characters, and none that a formula reads as a mark."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:31].strip()
