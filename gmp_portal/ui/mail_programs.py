"""Addresses at which a mail program ends mails by itself, at one press of its button (RFC 8058)."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = TypeVar("View", bound=Callable[..., HttpResponse])
METHODS = ["GET", "HEAD", "POST"]


def answers_mail_programs(view: View) -> View:
    """Take what a mail program sends, which has seen no page that gave it a token.

    The view looks at no cookie, so that nobody's browser can be made to act for its reader: the
    signed address is all of the proof, and ends what it names and nothing else.
    """
    answered = never_cache(require_http_methods(METHODS)(view))
    # RFC 8058: the mail program posts without a page, so there is no token to ask for; what the
    # address may do is signed into it, and no session counts. A test names the two addresses.
    return csrf_exempt(login_not_required(answered))
