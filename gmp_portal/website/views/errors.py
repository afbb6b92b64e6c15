"""Error pages in plain words; nothing that was typed is lost without a word about it."""

import sys
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from gmp_portal.ui import kept_posts, outages, ready_forms, refusals, ways_back
from gmp_portal.ui.typed import (
    has_typed,
    texts_if_readable,
    texts_of_too_much,
    typed_texts,
)

TOO_BIG = 413
ACCOUNTS = ("account_", "mfa_", "usersessions_")


def not_understood(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """What was sent is too much for one form, or no browser sends it."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        context = {"typed": texts_of_too_much(request)}
        return render(request, "errors/too_big.html", context, status=TOO_BIG)
    context = {"typed": texts_if_readable(request)}
    return render(request, "errors/not_understood.html", context, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The reader may know of this page and may not do this."""
    reason = str(exception) if exception and exception.args else ""
    context: dict[str, Any] = {"refusals": [reason] if reason else []}
    if request.method == "POST" and not request.user.is_authenticated:
        # A page that everybody may read, on which only somebody signed in may write.
        context |= refusals.signed_out(request)
    return refusals.refuse(request, 403, context)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing is here, or nothing that this reader may know of."""
    return render(request, "404.html", {"typed": typed_texts(request)}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed: a page without database and context, so that it always works.

    Where only a lock was not to be had, before any view was reached, the database answers.
    """
    failed = sys.exc_info()[1]
    if failed is not None and refusals.has_given_up(failed):
        return refusals.given_up(request, failed)
    if outages.is_an_outage(failed):
        return outages.unavailable(request, failed)
    context = {"typed": texts_if_readable(request)}
    return HttpResponse(loader.get_template("500.html").render(context), status=500)


def too_often(request: HttpRequest) -> HttpResponse:
    """Somebody tries too often: accounts are protected, and what was typed comes back."""
    return render(request, "429.html", {"typed": typed_texts(request)}, status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection has run out; give the text back, ready to be sent once more.

    What another site sent is only shown: nobody shall send it on without reading it.
    """
    too_old = _(
        "The protection of this form has run out: it was open for too long, or you signed in "
        "or out meanwhile."
    )
    context: dict[str, Any] = {"refusals": [too_old], "is_token_gone": True}
    if has_typed(request) and _is_no_sign_in(request) and _comes_from_here(request):
        sealed = kept_posts.seal(request)
        kept = kept_posts.unseal(sealed)
        if request.user.is_authenticated and kept:
            context["ready"] = ready_forms.of(kept)
        else:
            context["kept_post"] = sealed
    context["next_page"] = ways_back.page_of_the_form(request)
    return refusals.refuse(request, 403, context)


def _is_no_sign_in(request: HttpRequest) -> bool:
    """Whether this belongs to the portal's own work; a password is typed again by hand."""
    match = request.resolver_match
    # The pages of signing in have no namespace; names of our own may begin as theirs do.
    return match is not None and not match.view_name.startswith(ACCOUNTS)


def _comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of the portal sent this."""
    named = [
        request.headers[name] for name in ("Origin", "Referer") if name in request.headers
    ]
    return bool(named) and all(
        urlsplit(address).netloc == request.get_host() for address in named
    )
