"""Blocks that show what was printed: headings, lists and captions with marks of their own."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gmp_portal.typesetting.content import ContentsList, Fact, Heading, Item, Text, plain

# In characters, if every column were as full as the fullest: a third of a page.
LONG_ROW = 1800
STYLES = ("chapter", "section", "subsection")


def heading(writer: Any, block: Heading, label: str) -> SafeString:
    """Set a heading without a number of its own, as deep as it was."""
    level = max(1, min(block.level, len(STYLES)))
    html: SafeString = writer.heading(
        1 + level + writer.degree_shift, label, block.title, STYLES[level - 1]
    )
    return html


def item(writer: Any, block: Item, _label: str) -> SafeString:
    """Set a part of a list with the mark that it had."""
    html: SafeString = writer.paragraph(
        block.runs, label=block.mark, style=f"para sub level-{_level(block.level)}"
    )
    return html


def fact(writer: Any, block: Fact, _label: str) -> SafeString:
    """Set a label in bold, and beside it what it says."""
    label = f"{block.label}{writer.language.colon}"
    return format_html(
        '<p class="fact"><b>{}</b> {}</p>', writer.shown(label), writer.text(block.runs)
    )


def contents(writer: Any, block: ContentsList, label: str) -> SafeString:
    """Set a list of contents, one entry below the other."""
    entries = (
        writer.paragraph((entry.text,), style=f"para sub level-{_level(entry.level)}")
        for entry in block.entries
    )
    rows = format_html_join("", "{}", ((entry,) for entry in entries))
    return format_html("{}{}", caption(writer, label, block.title), rows)


def caption(writer: Any, label: str, title: str) -> SafeString:
    """Set the line above a table; what has neither number nor title has none."""
    if not label:
        return (
            format_html('<p class="caption"><b>{}</b></p>', writer.shown(title))
            if title
            else SafeString("")
        )
    return format_html(
        '<p class="caption"><span class="caption-label">{}</span> <b>{}</b></p>',
        label,
        writer.shown(title),
    )


def row_style(row: Sequence[Text], *, is_total: bool) -> str:
    """Tell a total from other rows, and which rows are so long that they go on overleaf."""
    if is_total:
        return "total"
    return "long" if max(map(_length, row)) * len(row) > LONG_ROW else ""


def _length(text: Text) -> int:
    """The columns that a text takes; a Han character takes two."""
    return sum(2 if letter > "\u2e80" else 1 for letter in plain(text))


def _level(level: int) -> int:
    return max(1, min(level, 4))
