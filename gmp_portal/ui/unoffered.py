"""Addresses in a language that is not offered lead to the English page, with a note (once)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from gmp_portal import offered
from gmp_portal.ui import full_addresses, languages

SAFE = ("GET", "HEAD")
# Asks once more at the other address in the same way: a form is sent on whole.
MOVED_FOR_NOW_WITH_ITS_FORM = 307


def led_on(request: HttpRequest, code: str) -> HttpResponse:
    """From /fr/partners/ to /partners/ while there is no French (never "not found")."""
    plain = full_addresses.without_language(request.path)
    query = request.META.get("QUERY_STRING", "")
    # Two slashes in front would name another server.
    response = HttpResponseRedirect(
        "/"
        + escape_uri_path(plain).lstrip("/")
        + (f"?{iri_to_uri(query)}" if query else "")
    )
    if request.method not in SAFE:
        response.status_code = MOVED_FOR_NOW_WITH_ITS_FORM
    elif "text/html" in request.headers.get("Accept", ""):
        # Programs that fetch a feed or a file read no notes, and want no cookie.
        messages.info(request, note(code))
    return response


def note(code: str) -> SafeString:
    """That there is no page in this language, said in it and in English."""
    with translation.override(offered.SOURCE):
        english = gettext(
            "The portal is not offered in %(language)s yet: you read it in English."
        ) % {"language": languages.name_of(code)}
    own = languages.own_words(code, offered.SORRY[code])
    return format_html('{} <span lang="en" dir="ltr">{}</span>', own, english)


def note_for_person(code: str) -> SafeString:
    """The same for somebody whose language it is: the choice is kept until there is more."""
    kept = gettext(
        "You chose %(language)s. The portal is not offered in it at present, as not all of its "
        "texts are translated: pages and mails come in English. Your choice is kept, and you "
        "may write letters in it."
    ) % {"language": languages.name_of(code)}
    return format_html("{} {}", languages.own_words(code, offered.SORRY[code]), kept)
