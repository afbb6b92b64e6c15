"""The frame around every page: the same for everybody in a language, so it is made once.

What a person sees of it, their own row of links and the addresses of this page in other
languages, is put in for each page.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gmp_portal.ui import languages, notices
from gmp_portal.ui.tags.component import component
from gmp_portal.ui.tags.pages import place_of

register = template.Library()
# Stands in what is kept for what each page puts in.
LINKS = "<!-- links to the languages -->"
KEPT = 4_000


@register.simple_tag(takes_context=True)
def page_header(context: Context) -> SafeString:
    """{% page_header %}: name, languages, main navigation, and one's own row if signed in."""
    request, user = context.get("request"), context.get("user")
    is_signed_in = bool(user and user.is_authenticated)
    header = _made(
        "header",
        place_in_menu=place_of(context),
        DEMO=context.get("DEMO"),
        LOGO=context.get("LOGO"),
        is_signed_in=is_signed_in,
    )
    own = ""
    if is_signed_in:
        mine = ("request", "user", "csrf_token", "place_in_menu")
        own = component("own_row", **{name: context.get(name) for name in mine})
    links = languages.links(request) if request else []
    return SafeString(
        f"<header>{header.replace(LINKS, component('language_links', links=links))}{own}</header>"
    )


@register.simple_tag(takes_context=True)
def page_notices(context: Context) -> str:
    """{% page_notices %}: what the secretariat says on every page, which a reader can hide."""
    request, user = context.get("request"), context.get("user")
    shown = notices.shown(request) if request else []
    look = getattr(request, "impersonation", None)
    if not shown and look is None:
        return ""
    return component(
        "notices",
        notices=shown,
        look=look,
        can_hide=bool(user and user.is_authenticated),
        csrf_token=context.get("csrf_token"),
    )


@register.simple_tag
def page_tools() -> SafeString:
    """{% page_tools %}: the scripts, pictures and lists that every page leads programs to."""
    return _made("tools")


@register.simple_tag(takes_context=True)
def page_footer(context: Context) -> SafeString:
    """{% page_footer %}: where else to go, and who runs the portal."""
    names = ("VERSION", "CONTACT_EMAIL", "LOGO")
    return _made("footer", **{name: context.get(name) for name in names})


def _made(name: str, **context: Any) -> SafeString:
    """A part of the frame, from what it depends on: nothing else may reach its template."""
    make = render if settings.DEBUG else kept
    urls = get_urlconf() or settings.ROOT_URLCONF
    return make(name, get_language(), urls, settings.STATIC_URL, tuple(context.items()))


def render(
    name: str, _language: str | None, _urls: str, _static: str, items: tuple[Any, ...]
) -> SafeString:
    """Make it; language and addresses are those of this moment."""
    made = render_to_string(
        f"_components/{name}.html", dict(items) | {"links": SafeString(LINKS)}
    )
    return SafeString(made.strip())


kept = lru_cache(maxsize=KEPT)(render)
