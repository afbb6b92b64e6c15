"""Texts that people wrote: each paragraph and line runs in the direction of its own script."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from django import template
from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString
from django.utils.text import normalize_newlines
from django.utils.translation import gettext

from gmp_portal import words
from gmp_portal.typesetting import prose
from gmp_portal.typesetting.signs import lines as lines_of_text
from gmp_portal.typesetting.signs.blocks import Blocks
from gmp_portal.ui.shown_blocks import Page
from gmp_portal.ui.tags.component import component

register = template.Library()


@register.filter
def paragraphs(text: object) -> SafeString:
    """``{{ decision.text|paragraphs }}``: paragraphs, lists and tables, each in its direction."""
    return format_html_join("\n\n", "{}", ((shown,) for shown in _parts(text)))


class Narrative(NamedTuple):
    """A text as it is shown: its blocks one by one, and the notes below all of them."""

    blocks: list[SafeString]
    notes: SafeString


@register.simple_tag
def narrative(blocks: Blocks, anchor: str, figures: Mapping[int, str]) -> Narrative:
    """{% narrative read.blocks read.key read.figures as text %}: what was taken apart already."""
    page = Page(anchor=f"{anchor}-", figures=figures)
    return Narrative(page.shown(blocks), page.below())


@register.simple_tag
def anchored(text: object, anchor: str) -> SafeString:
    """{% anchored report.lessons "lessons" %}: the same, each with an address: #lessons-1."""
    rows = (
        (
            f"{anchor}-{number}",
            f"{anchor}-{number}",
            gettext("Link to this paragraph"),
            shown,
        )
        for number, shown in enumerate(_parts(text), start=1)
    )
    return format_html_join(
        "\n\n",
        '<div class="para" id="{}"><a class="pn" href="#{}" aria-label="{}">¶</a>'
        "<div>{}</div></div>",
        rows,
    )


def _parts(text: object) -> Iterator[SafeString]:
    """Paragraphs, lists and tables of a text, one after another, and its notes."""
    written = str(text)
    # Several texts on a page may have notes: those of each are told apart by its words.
    page = Page(anchor=f"t{crc32(written.encode(errors='replace')):x}-")
    yield from page.shown(lines_of_text.read(written))
    if page.notes:
        yield page.below()


@register.filter
def part_of_text(part: prose.Part) -> SafeString:
    """``{{ part|part_of_text }}``: one part with the mark it was typed with."""
    if part.kind == "table":
        return text_table(part.rows)
    return format_html('<p dir="auto">{}</p>', lines(part.as_typed))


@register.simple_tag
def text_table(rows: Sequence[Sequence[str]]) -> SafeString:
    """{% text_table block.rows %}: rows that were typed with tabs, the first one as their head."""
    return component("text_table", head=rows[0], rows=rows[1:])


@register.filter
def by_people(text: object) -> SafeString:
    """{% blocktranslate with title=title|by_people %}: what somebody wrote, inside a sentence."""
    return words.by_people(text)


@register.filter
def linked(text: object) -> SafeString:
    """``{{ mail.body|linked }}``: paragraphs whose addresses can be followed."""
    parts = re.split(r"\n{2,}", normalize_newlines(str(text)).strip("\n"))
    rows = ((_linked_lines(part),) for part in parts)
    return format_html_join("\n\n", '<p dir="auto">{}</p>', rows)


def _linked_lines(part: str) -> SafeString:
    rows = ((SafeString(urlize(line, autoescape=True)),) for line in part.split("\n"))
    return format_html_join(SafeString("<br>"), "<bdi>{}</bdi>", rows)


@register.filter
def lines(text: object) -> SafeString:
    """``{{ row.value|lines }}``: a text of one paragraph, of which each line has its direction."""
    rows = normalize_newlines(str(text)).split("\n")
    if len(rows) == 1:
        return format_html("{}", rows[0])
    return format_html_join(SafeString("<br>"), "<bdi>{}</bdi>", ((row,) for row in rows))
