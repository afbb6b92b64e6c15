"""The page itself: its languages, and where the reader is."""

from collections.abc import Iterable
from html import unescape

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gmp_portal import characters, offered
from gmp_portal.ui import full_addresses, languages, once, public_pages, ways_back
from gmp_portal.ui.contents import Entry
from gmp_portal.ui.tags.component import component
from gmp_portal.ui.typed import ONCE

register = template.Library()
DESCRIPTION = 200
# As Open Graph names languages: always with a country.
LOCALES = {
    "ar": "ar_AR",
    "zh-hans": "zh_CN",
    "en": "en_US",
    "fr": "fr_FR",
    "ru": "ru_RU",
    "es": "es_ES",
}


@register.simple_tag(takes_context=True)
def page_above(context: Context) -> str:
    """{% page_above as above %}: where somebody goes on who was refused here; may be empty."""
    request = context.get("request")
    return ways_back.page_above(request.path) if request else ""


@register.simple_tag
def reader_contents(entries: Iterable[Entry], language: str = "") -> SafeString:
    """{% reader_contents entries report.language %}: beside a long text, what is where in it."""
    return component("reader_contents", entries=entries, language=language)


@register.simple_tag(takes_context=True)
def for_machines(
    context: Context, title: str = "", description: str = "", *, is_listed: bool = True
) -> SafeString:
    """{% for_machines title description %}: what search engines and previews take from a page.

    A page that is listed nowhere, or is somebody's own, says that and nothing else.
    """
    request = context.get("request")
    if request is None or not is_listed or not _is_for_all(request):
        return component("for_machines", is_listed=False)
    path = full_addresses.path_that_counts(request)
    code = get_language()
    return component(
        "for_machines",
        is_listed=True,
        title=_plain(title),
        description=characters.opening(_plain(description), DESCRIPTION),
        address=full_addresses.whole(path),
        languages=full_addresses.in_each_language(path),
        locale=LOCALES[code],
        other_locales=[LOCALES[other] for other in offered.codes() if other != code],
        picture=full_addresses.whole(static("img/preview.png")),
    )


@register.simple_tag(takes_context=True)
def on_paper(context: Context) -> SafeString:
    """{% on_paper %}: what a printed page says of itself; on the screen the frame says it."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    address = full_addresses.whole(full_addresses.path_with_choices(request))
    return component("on_paper", address=address, DEMO=context.get("DEMO"))


def _is_for_all(request: HttpRequest) -> bool:
    """Whether it is a public page, as nobody in particular sees it."""
    user = getattr(request, "user", None)
    is_signed_in = user is not None and user.is_authenticated
    return public_pages.is_listed(request) and not is_signed_in


def _plain(markup: str) -> str:
    """The words of a block, on one line."""
    return " ".join(unescape(strip_tags(markup)).split())


class CapturedNode(Node):
    """What stands between the tags is kept under a name, and shown where that is printed."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> str:
        context[self.name] = self.nodelist.render(context)
        return ""


@register.tag
def captured(parser: Parser, token: Token) -> CapturedNode:
    """{% captured as page_title %}…{% endcaptured %}: a block that is printed twice."""
    _tag, _as, name = token.split_contents()
    nodelist = parser.parse(("endcaptured",))
    parser.delete_first_token()
    return CapturedNode(nodelist, name)


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
def current_section(context: Context, *places: str) -> SafeString:
    """``aria-current`` for the item of the main navigation the reader is in.

    Each place is an app, or a view with those whose names begin like it. A page that belongs
    elsewhere than its address says so by ``place_in_menu``.
    """
    if not f"{place_of(context)}_".startswith(
        tuple(f"{place}{end}" for place in places for end in ":_")
    ):
        return SafeString("")
    return format_html(' aria-current="{}"', "true")


def place_of(context: Context) -> str:
    """Where the reader is: the view, unless the page says that it belongs elsewhere."""
    match = getattr(context.get("request"), "resolver_match", None)
    return str(context.get("place_in_menu") or (match.view_name if match else ""))
