"""The names of the six official languages, and links between those that are offered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gmp_portal.ui import full_addresses

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMES: dict[str, "StrOrPromise"] = {
    "ar": _("Arabic"),
    "zh-hans": _("Chinese"),
    "zh": _("Chinese"),
    "en": _("English"),
    "fr": _("French"),
    "ru": _("Russian"),
    "es": _("Spanish"),
}


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    code: str
    name: str
    url: str
    direction: str


def links(request: HttpRequest) -> list[LanguageLink]:
    """Point to the page the reader is on, in each language; the query string is kept."""
    # A page that does not exist has no translation; its links lead to the home page.
    address = request.get_full_path() if request.resolver_match else "/"
    return [
        LanguageLink(code, name, full_addresses.in_language(address, code), direction(code))
        for code, name in settings.LANGUAGES
    ]


def direction(code: str) -> str:
    """Which way a language is written, also one that the portal itself does not speak."""
    return "rtl" if code.lower().partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def own_words(code: str, said: str) -> SafeString:
    """Words in another language than the page, marked as such."""
    return format_html('<span lang="{}" dir="{}">{}</span>', code, direction(code), said)


def of_content() -> list[tuple[str, str]]:
    """The languages people write in, as choices: each is named in the reader's language."""
    return [(code, name_of(code)) for code, _own_name in settings.OFFICIAL_LANGUAGES]


def name_of(code: str) -> str:
    """Name a language in the reader's language; an unknown code stands for itself."""
    return str(NAMES.get(code.lower(), code))
