"""The page itself: its languages, and where the reader is."""

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gmp_portal.ui import languages, once
from gmp_portal.ui.tags.component import component
from gmp_portal.ui.typed import ONCE

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> SafeString:
    """{% language_links %}: this page in the six languages, each named in its own."""
    request = context.get("request")
    return component("language_links", links=languages.links(request) if request else [])


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[tuple[str, str]]:
    """{% alternates as pages %}: code and full address of this page in each language."""
    request = context.get("request")
    if not request or not request.resolver_match:
        return []
    return [
        (link.code, request.build_absolute_uri(link.url))
        for link in languages.links(request)
    ]


@register.simple_tag
def sent_once() -> SafeString:
    """{% sent_once %} beside ``csrf_token``: what this form begins is not begun twice."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, once.draw_key())


@register.simple_tag
def contact_email() -> str:
    """{% contact_email as address %}: the secretariat's, where no request brings it along."""
    return str(settings.CONTACT_EMAIL)


@register.simple_tag
def language_name(code: str) -> str:
    """{% language_name "fr" %}: the language's name in the reader's language."""
    return languages.name_of(code)


@register.filter
def direction(code: str) -> str:
    """Which way a language is written."""
    return languages.direction(code)


@register.simple_tag(takes_context=True)
def current_section(context: Context, namespace: str) -> SafeString:
    """``aria-current`` for the item of the main navigation the reader is in."""
    match = getattr(context.get("request"), "resolver_match", None)
    if not match or namespace not in {match.namespace, match.view_name}:
        return SafeString("")
    return format_html(' aria-current="{}"', "true")
