"""Signs between texts, as the reader's language writes them: Chinese 、 and ：, Arabic ،."""

import re

from django import template
from django.utils import translation
from django.utils.safestring import SafeString

from gmp_portal import words

register = template.Library()

# A break between the lines of a template; one inside the markup of an element is none.
MARKUP_OR_BREAK = re.compile(r"<[^>]*>|\s*\n\s*")


@register.simple_tag
def comma_in_list() -> str:
    """{% comma_in_list %}: between short things of a list."""
    return words.comma_in_list()


@register.simple_tag
def comma() -> str:
    """{% comma %}: between a name and what belongs to it."""
    return words.comma()


@register.simple_tag
def semicolon() -> str:
    """{% semicolon %}: between things that may hold commas themselves."""
    return words.semicolon()


@register.simple_tag
def colon(language: str = "") -> str:
    """{% colon %}: between a label and its value; {% colon plan.language %} in its language."""
    if not language:
        return words.colon()
    with translation.override("zh-hans" if language == "zh" else language):
        return words.colon()


@register.simple_tag
def sentence_gap() -> str:
    """{% sentence_gap %}: between two sentences, or after the colon of a label."""
    return words.sentence_gap()


@register.simple_block_tag
def sentences(content: str) -> SafeString:
    """{% sentences %}…{% endsentences %}: what stands on lines of its own, one after the other."""
    gap = words.sentence_gap()
    return SafeString(
        MARKUP_OR_BREAK.sub(
            lambda each: each[0] if each[0].startswith("<") else gap, content.strip()
        )
    )


@register.filter
def listed(items: list[object]) -> str:
    """``{{ names|listed }}``: one after the other."""
    return words.listed(items)


@register.filter
def numbered(name: object, number: object) -> str:
    """``{{ kind|numbered:2 }}``: one of several of a kind."""
    return words.numbered(name, number)


@register.filter
def in_brackets(name: object, more: object) -> str:
    """``{{ person|in_brackets:partner }}``: a name with what tells it apart."""
    return words.in_brackets(name, more)
