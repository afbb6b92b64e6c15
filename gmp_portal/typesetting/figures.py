"""Tables and bar charts as HTML: numeric columns, lettered notes, totals, days."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gmp_portal.typesetting import columns, limits, printed
from gmp_portal.typesetting.content import BarTable, Table, Text
from gmp_portal.typesetting.languages import Language
from gmp_portal.typesetting.numbering import letter, written

NUMERIC = re.compile(r"[\s\d٠-٩.,%+\-–−()/]+")
SHORT_TABLE = 12
# How far figures stand from what is before them, and words from figures, in millimetres.
BESIDE_FIGURES = 4


def table(writer: Any, block: Table, label: str) -> SafeString:
    rows = filled(block)
    styles = [writer.numeric if is_number else "" for is_number in numeric_columns(block)]
    letters: list[SafeString | str] = []

    def lettered(words: SafeString | str) -> SafeString:
        letters.append(words)
        return format_html("<sup>{}</sup>", letter(len(letters)))

    def cell(text: Text) -> SafeString:
        html: SafeString = writer.runs(text, lettered)
        return html

    header = [*block.header, *[""] * (len(styles) - len(block.header))]
    head = format_html_join(
        "",
        '<th scope="col" class="{}">{}</th>',
        ((style, writer.shown(words)) for style, words in zip(styles, header, strict=True)),
    )
    body, has_long = [], any(printed.row_style(row, is_total=False) for row in rows)
    for index, row in enumerate(rows):
        is_total = block.has_total and index == len(rows) - 1
        cells = format_html_join(
            "", '<td class="{}">{}</td>', zip(styles[1:], map(cell, row[1:]), strict=True)
        )
        body.append(
            format_html(
                '<tr class="{}"><th scope="row" class="{}">{}</th>{}</tr>',
                printed.row_style(row, is_total=is_total),
                styles[0],
                cell(row[0]),
                cells,
            )
        )
    html: SafeString = writer.frame(
        "table figure" if len(rows) <= SHORT_TABLE and not has_long else "table",
        printed.caption(writer, label, block.title),
        format_html(
            "<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
            _columns(writer, [tuple((words,) for words in header), *rows], styles),
            head,
            format_html_join("", "{}", ((row,) for row in body)),
        ),
        _below(writer, letters, block.notes),
    )
    return html


def _columns(
    writer: Any, rows: Sequence[Sequence[Text]], styles: Sequence[str]
) -> SafeString:
    """Return the widths of the columns, where the layout says how wide its lines are."""
    if not writer.text_width:
        return SafeString("")
    # As the style sheet sets them off.
    indents = [
        BESIDE_FIGURES if before or style else 0
        for before, style in pairwise(["", *styles])
    ]
    shares = [
        f"{100 * width / writer.text_width:.1f}"
        for width in columns.widths(rows, writer.text_width, indents)
    ]
    made = format_html_join("", '<col style="width: {}%">', ((share,) for share in shares))
    return format_html("<colgroup>{}</colgroup>", made)


def _below(
    writer: Any, lettered: list[SafeString | str], notes: tuple[str, ...]
) -> SafeString:
    return format_html(
        "{}{}",
        format_html_join(
            "",
            '<p class="table-note"><sup>{}</sup> {}</p>',
            ((letter(number), words) for number, words in enumerate(lettered, start=1)),
        ),
        format_html_join(
            "", '<p class="table-note">{}</p>', ((writer.shown(note),) for note in notes)
        ),
    )


def numeric_columns(block: Table) -> list[bool]:
    """Say of each column whether nothing but figures stands in it."""
    rows = filled(block)
    return [_is_numeric(rows, column) for column in range(_width(block))]


def _width(block: Table) -> int:
    return max(len(block.header), *(len(row) for row in block.rows), 1)


def filled(block: Table) -> list[tuple[Text, ...]]:
    """The rows of a table, each as long as its longest."""
    width = _width(block)
    return [(*row, *((),) * (width - len(row))) for row in block.rows]


def _is_numeric(rows: Sequence[Sequence[Text]], column: int) -> bool:
    cells = [
        "".join(run for run in row[column] if isinstance(run, str)).strip() for row in rows
    ]
    return any(cells) and all(NUMERIC.fullmatch(cell) for cell in cells if cell)


def shown(value: float, language: Language) -> str:
    """Return a value as its language writes numbers."""
    if not math.isfinite(value):
        raise limits.BlockRefusedError(f"{value} is not a number that can be drawn.")
    return written(value, language)


def bars(writer: Any, block: BarTable, label: str) -> SafeString:
    values = [float(bar.value) for bar in block.rows]
    longest = max([*values, 0.0]) or 1.0
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td><span class="bar w{}"></span> {}</td></tr>',
        (
            (
                writer.shown(bar.label),
                str(max(0, round(100 * value / longest))) if math.isfinite(value) else "",
                shown(bar.value, writer.language),
            )
            for bar, value in zip(block.rows, values, strict=True)
        ),
    )
    html: SafeString = writer.frame(
        "table figure",
        printed.caption(writer, label, block.title),
        format_html(
            '<table class="bars"><thead><tr><th scope="col">{}</th>'
            '<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>',
            *heads(writer, block),
            rows,
        ),
        as_of(writer, block),
    )
    return html


def heads(writer: Any, block: BarTable) -> tuple[SafeString | str, SafeString | str]:
    """Return what stands above the bars and above their values."""
    return (
        writer.shown(block.label_header or writer.language.category),
        writer.shown(block.value_header or writer.language.value),
    )


def as_of(writer: Any, block: BarTable) -> SafeString:
    """Return the day of the values, if it is told."""
    if not block.as_of:
        return SafeString("")
    words = f"{writer.language.as_of} {block.as_of}"
    return format_html('<p class="table-note">{}</p>', writer.shown(words))
