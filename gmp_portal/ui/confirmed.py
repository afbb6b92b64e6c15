"""The browser forgets what it kept of a form only when the server has saved that very text.

A form that was sent names the copy which the browser keeps of it; an answer that saved it
names the copy back, in a cookie that the next page deletes.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gmp_portal.ui import kept_posts
from gmp_portal.ui.middleware import SAFE, GetResponse

COOKIE = "kept_copy_saved"
SECONDS = 300
SAVED = (302, 303)


class KeptCopyMiddleware:
    """Say which copy of a browser was saved; it holds nothing about anybody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method in SAFE or response.status_code not in SAVED:
            return response
        key = request.POST.get(kept_posts.COPY, "")
        if kept_posts.KEY_OF_A_COPY.fullmatch(key) and not _is_refused(request, response):
            kept_posts.drop(request.session, key)
            response.set_cookie(
                COOKIE,
                key,
                max_age=SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _is_refused(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it leads to signing in or to a second factor, or says that it is not possible."""
    if getattr(response, "is_refusal", False):
        return True
    accounts = reverse(settings.LOGIN_URL).removesuffix("login/")
    to = urlsplit(response["Location"]).path
    return to.startswith(accounts) and not request.path.startswith(accounts)
