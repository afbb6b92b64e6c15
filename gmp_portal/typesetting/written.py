"""Lists and pictures of a text that people wrote, as HTML with the tags that readers aloud need."""

from base64 import b64encode
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gmp_portal.typesetting.content import Entry, List, Picture
from gmp_portal.typesetting.numbering import paragraph_label

DASH = "\u2013"


def entries(writer: Any, block: List, _label: str) -> SafeString:
    """Set a list, and the lists within its entries."""
    return _list(writer, block.entries, 1)


def _list(writer: Any, given: tuple[Entry, ...], level: int) -> SafeString:
    """Its marks are words of the text: the file is read again, and compared with it."""
    items: list[SafeString] = []
    for is_inner, group in groupby(given, lambda entry: entry.level > level):
        alike = tuple(group)
        if is_inner and items:
            for _is_numbered, inner in groupby(alike, lambda entry: entry.numbered):
                below = _list(writer, tuple(inner), level + 1)
                items[-1] = format_html("{}{}", items[-1], below)
            continue
        for entry in alike:
            mark = (
                paragraph_label(len(items) + 1, writer.language) if entry.numbered else DASH
            )
            items.append(writer.paragraph(entry.runs, label=mark, style="para sub level-1"))
    tag = "ol" if given[0].numbered else "ul"
    shown = format_html_join("", "<li>{}</li>", ((item,) for item in items))
    return format_html('<{} class="entries">{}</{}>', tag, shown, tag)


def picture(writer: Any, block: Picture, _label: str) -> SafeString:
    """Set a picture with its caption and its source; without the file, its words."""
    told = writer.line(block.alternative)
    if block.content:
        data = b64encode(block.content).decode()
        shown = format_html(
            '<img src="data:{};base64,{}" alt="{}">', block.media_type, data, told
        )
    else:
        shown = format_html('<p class="caption">[{}]</p>', told)
    below = [
        writer.paragraph(text, style=style)
        for text, style in ((block.caption, "caption"), (block.source, "table-note"))
        if text
    ]
    html: SafeString = writer.frame(
        "figure picture",
        SafeString(""),
        shown,
        format_html_join("", "{}", ((part,) for part in below)),
    )
    return html
