"""A workbook that goes out with rows, to be changed and brought back.

Above the titles stands a hidden line with the keys of the columns, before the rows a hidden column
with theirs. Texts are texts whatever they begin with, so that none becomes a formula.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gmp_portal.exchange.tables.columns import Column, Kind
from gmp_portal.exchange.tables.templates import (
    FIRST,
    HINT,
    HINT_TITLE,
    LISTS,
    NO_DAY,
    OPTIONS,
    Told,
    letters,
    sheet_name,
)

if TYPE_CHECKING:
    import xlsxwriter

Value = str | date | Decimal | None
# So many empty lines below the rows have the same lists to choose from.
SPARE = 200
NARROW, USUAL, WIDE = 13, 26, 60
A4 = 9


@dataclass(frozen=True)
class FilledSheet:
    """One sheet: its columns, the key of each row, and what stands in its cells."""

    key: str
    title: str
    columns: Sequence[Column]
    keys: Sequence[str] = ()
    rows: Sequence[Mapping[str, Value]] = ()
    amounts: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    # What can be chosen, where a column offers more than the choices of its kind.
    offered: Mapping[str, Sequence[str]] = field(default_factory=dict)


def workbook(
    sheets: Sequence[FilledSheet], told: Told, properties: Mapping[str, str]
) -> bytes:
    """Return the file; the same rows give the same bytes."""
    import xlsxwriter  # noqa: PLC0415 read by whoever takes rows along

    target = BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    writer = _Writer(book, told)
    writer.about()
    for sheet in sheets:
        writer.sheet(sheet)
    writer.lists()
    book.set_properties({"title": told.title, "created": NO_DAY})
    for name, value in properties.items():
        book.set_custom_property(name, value, "text")
    book.close()
    return target.getvalue()


class _Writer:
    """Writes the sheets one after the other; lists are gathered for the last one."""

    def __init__(self, book: "xlsxwriter.Workbook", told: Told) -> None:
        self.book, self.told = book, told
        self.gathered: list[Sequence[str]] = []
        usual = {"text_wrap": True, "valign": "top"}
        free = {**usual, "locked": False}
        self.text = book.add_format({"num_format": "@", "quote_prefix": True, **free})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", **free})
        self.amount = book.add_format({"num_format": "#,##0.00", **free})
        self.head = book.add_format({"bold": True, "bg_color": "#E7EEF5", **usual})
        self.needed = book.add_format({"bold": True, "bg_color": "#FBE9D7", **usual})
        self.plain = book.add_format(usual)

    def about(self) -> None:
        """Write the sheet that is read first."""
        sheet = self._added(self.told.about_title)
        sheet.set_column(0, 0, 100, self.plain)
        for number, line in enumerate((self.told.title, *self.told.lines)):
            sheet.write_string(number, 0, line, self.head if number == 0 else self.plain)

    def sheet(self, filled: FilledSheet) -> None:
        """Write the rows below their titles, and empty lines that take the same."""
        sheet = self._added(filled.title)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, None, self.text, {"hidden": True})
        sheet.write_string(0, 0, f"{filled.key}.key", self.text)
        sheet.freeze_panes(FIRST, 2)
        last = FIRST + len(filled.rows) + SPARE
        for place, column in enumerate(filled.columns, start=1):
            self._column(sheet, filled, column, place, last)
        for number, (key, row) in enumerate(
            zip(filled.keys, filled.rows, strict=True), start=FIRST
        ):
            sheet.write_string(number, 0, key, self.text)
            for place, column in enumerate(filled.columns, start=1):
                self._cell(sheet, number, place, row.get(column.key))
        # It stops slips and nobody who means it; rows may be deleted, copied and put in.
        sheet.protect(
            "",
            {
                **dict.fromkeys(("format_columns", "format_rows", "format_cells"), True),
                **dict.fromkeys(("insert_rows", "delete_rows", "sort", "autofilter"), True),
            },
        )

    def _column(
        self, sheet: Any, filled: FilledSheet, column: Column, place: int, last: int
    ) -> None:
        look = self.text
        width = WIDE if column.key in filled.wide else USUAL
        if column.kind == Kind.DAY:
            look, width = self.day, NARROW
        elif column.key in filled.amounts:
            look, width = self.amount, NARROW
        sheet.set_column(place, place, width, look)
        sheet.write_string(0, place, f"{filled.key}.{column.key}", self.text)
        title = f"{column.title} *" if column.is_required else column.title
        sheet.write_string(
            1, place, title, self.needed if column.is_required else self.head
        )
        rule = self._rule(filled, column)
        if rule:
            sheet.data_validation(FIRST, place, last, place, rule)

    def _cell(self, sheet: Any, number: int, place: int, value: Value) -> None:
        if isinstance(value, date):
            sheet.write_datetime(number, place, value, self.day)
        elif isinstance(value, Decimal):
            sheet.write_number(number, place, value, self.amount)
        elif value:
            sheet.write_string(number, place, value, self.text)

    def _rule(self, filled: FilledSheet, column: Column) -> dict[str, Any]:
        words = filled.offered.get(column.key) or [
            choice.words[0] for choice in column.choices
        ]
        rule: dict[str, Any] = {}
        if words and column.kind != Kind.LIST:
            self.gathered.append(words)
            # Other words are understood as well, and names that are in no list.
            rule = {
                "validate": "list",
                "source": f"=list_{len(self.gathered)}",
                "show_error": column.key not in filled.offered,
                "error_type": "warning",
                "error_title": self.told.refusal_title[:HINT_TITLE],
                "error_message": self.told.refusal[:HINT],
            }
        elif column.key in filled.amounts:
            rule = {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_type": "warning",
            }
        if column.hint:
            rule.setdefault("validate", "any")
            rule |= {
                "input_title": column.title[:HINT_TITLE],
                "input_message": column.hint[:HINT],
            }
        return rule

    def lists(self) -> None:
        """Write what can be chosen, out of sight, each under a name of its own."""
        if not self.gathered:
            return
        sheet = self.book.add_worksheet(LISTS)
        sheet.very_hidden()
        for place, words in enumerate(self.gathered):
            for number, word in enumerate(words):
                sheet.write_string(number, place, word, self.text)
            column = letters(place)
            where = f"={LISTS}!${column}$1:${column}${len(words)}"
            self.book.define_name(f"list_{place + 1}", where)

    def _added(self, title: str) -> Any:
        """A sheet that is printed on A4, across, one page wide, with its titles on each page."""
        sheet = self.book.add_worksheet(sheet_name(title))
        if self.told.is_rtl:
            sheet.right_to_left()
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&L&F &A&R&P / &N")
        return sheet
