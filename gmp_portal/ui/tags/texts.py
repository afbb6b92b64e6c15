"""Texts that people wrote: each paragraph and line runs in the direction of its own script."""

import re

from django import template
from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString
from django.utils.text import normalize_newlines

register = template.Library()


@register.filter
def paragraphs(text: object) -> SafeString:
    """``{{ decision.text|paragraphs }}``: what an empty line parts, each in its direction."""
    parts = re.split(r"\n{2,}", normalize_newlines(str(text)).strip("\n"))
    rows = ((lines(part),) for part in parts)
    return format_html_join("\n\n", '<p dir="auto">{}</p>', rows)


@register.filter
def linked(text: object) -> SafeString:
    """``{{ mail.body|linked }}``: paragraphs whose addresses can be followed."""
    parts = re.split(r"\n{2,}", normalize_newlines(str(text)).strip("\n"))
    rows = ((SafeString("<br>").join(_linked_line(part)),) for part in parts)
    return format_html_join("\n\n", '<p dir="auto">{}</p>', rows)


def _linked_line(part: str) -> list[SafeString]:
    linked = (urlize(line, nofollow=True, autoescape=True) for line in part.split("\n"))
    return [SafeString(line) for line in linked]


@register.filter
def lines(text: object) -> SafeString:
    """``{{ row.value|lines }}``: a text of one paragraph, of which each line has its direction."""
    rows = normalize_newlines(str(text)).split("\n")
    if len(rows) == 1:
        return format_html("{}", rows[0])
    return format_html_join(SafeString("<br>"), "<bdi>{}</bdi>", ((row,) for row in rows))
