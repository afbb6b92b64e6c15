"""Answer for public pages so that a proxy, or the browser itself, can answer the next time.

Whoever asks for such a page is nobody: what could tell who it is, or make another page of it, is
laid aside before anything else sees the request. So what is kept cannot be anybody's own.
"""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from itertools import chain
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.urls import Resolver404, get_urlconf, resolve
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import parse_etags

from gmp_portal.accounts.middleware import AUTHOR
from gmp_portal.ui import shared_pages

GetResponse = Callable[[HttpRequest], HttpResponse]
Response = TypeVar("Response", bound=HttpResponseBase)
SAFE = ("GET", "HEAD")
# What a shared page may know of a request beside its address: where it came in, for the log, and
# how the answer goes out.
HEADERS_KEPT = {
    "HTTP_HOST",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REQUEST_ID",
    "HTTP_USER_AGENT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_MATCH",
}
VARIES_BY = "Accept-Encoding, Cookie"
TAG = re.compile(r'W/"(?P<version>[0-9a-f]{20})-(?P<content>[0-9a-f]{16})"')
# So much of an answer that comes in pieces is waited for; what is longer is not kept.
MOST_BYTES = 1024 * 1024


def own_cookies() -> tuple[str, ...]:
    """Cookies with which a browser is somebody, or has something to be told."""
    return (
        settings.SESSION_COOKIE_NAME,
        AUTHOR,
        "kept_copy_saved",
        "messages",
    )


class SharedPagesMiddleware:
    """Name public pages before they are made, and make them only where the name is unknown."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seconds = _shared_for(request)
        if seconds is None or _is_somebody(request):
            return _own(self.get_response(request))
        _forget_who_asks(request)
        known = parse_etags(request.META.pop("HTTP_IF_NONE_MATCH", ""))
        try:
            version = shared_pages.version(request)
        except Error:
            # The page itself says best what is amiss.
            return _own(self.get_response(request))
        request.public_version = version  # type: ignore[attr-defined]
        tag = "" if "HTTP_IF_MATCH" in request.META else _of_version(known, version)
        if tag:
            return _shared(HttpResponseNotModified(), tag, seconds)
        response = self.get_response(request)
        content = _content(request, response) if _is_for_all(response) else None
        if content is None:
            return _own(response)
        tag = f'W/"{version}-{hashlib.sha256(content).hexdigest()[:16]}"'
        if same := _of_content(known, tag):
            return _shared(HttpResponseNotModified(), same, seconds)
        response = _shared(response, tag, seconds)
        if "HTTP_IF_MATCH" in request.META:
            return (
                get_conditional_response(request, etag=tag, response=response) or response
            )
        return response


def _shared_for(request: HttpRequest) -> int | None:
    """How long a browser may use the page without asking; nothing where it is not shared."""
    if request.method not in SAFE:
        return None
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return None
    try:
        request.get_host()
    except DisallowedHost:
        return None
    path = request.path_info
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    # The language of the page; whatever ran in this thread before may have left another one.
    translation.activate(language)
    return _shared_at(get_urlconf() or settings.ROOT_URLCONF, language, path)


@lru_cache(maxsize=4096)
def _shared_at(urlconf: Any, language: str, path: str) -> int | None:
    with translation.override(language):
        try:
            view = resolve(path, urlconf).func
        except Resolver404:
            return None
    return getattr(view, "shared_for", None)


def _is_somebody(request: HttpRequest) -> bool:
    if "HTTP_AUTHORIZATION" in request.META:
        return True
    return any(request.COOKIES.get(name) for name in own_cookies())


def _forget_who_asks(request: HttpRequest) -> None:
    for name in [*request.META]:
        if name.startswith("HTTP_") and name not in HEADERS_KEPT | {"HTTP_IF_NONE_MATCH"}:
            del request.META[name]
    for read_before in ("COOKIES", "headers"):
        request.__dict__.pop(read_before, None)


def _of_version(known: list[str], version: str) -> str:
    """The name that the browser brought, where nothing public has changed since."""
    matches = (TAG.fullmatch(tag) for tag in known)
    return next(
        (match[0] for match in matches if match and match["version"] == version), ""
    )


def _of_content(known: list[str], tag: str) -> str:
    """The name that the browser brought, where something changed but not this page."""
    content = _content_of(tag)
    return next((other for other in known if _content_of(other) == content), "")


def _content_of(tag: str) -> str:
    match = TAG.fullmatch(tag)
    return match["content"] if match else ""


def _content(request: HttpRequest, response: Any) -> bytes | None:
    """What is sent, once all of it is there; nothing where that would be too long to wait for.

    What breaks while it is sent looks like a whole answer: such a part must not be kept.
    """
    if not response.streaming:
        return bytes(response.content)
    if request.method == "HEAD":
        return None
    pieces, size = iter(response.streaming_content), 0
    read: list[bytes] = []
    for piece in pieces:
        read.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            response.streaming_content = chain(read, pieces)
            return None
    response.streaming_content = read
    response.headers["Content-Length"] = str(size)
    return b"".join(read)


def _is_for_all(response: Any) -> bool:
    """Only what came out well and says nothing to anybody in particular."""
    return (
        response.status_code == HTTPStatus.OK
        and not response.cookies
        and "Cache-Control" not in response.headers
    )


def _shared(response: Response, tag: str, seconds: int) -> Response:
    response.headers["ETag"] = tag
    response.headers["Vary"] = VARIES_BY
    shared_pages.may_be_kept(response, seconds=seconds)
    response.is_shared = True  # type: ignore[attr-defined]
    return response


def _own(response: Response) -> Response:
    """What is not for all is kept by nobody between, unless the answer says more itself."""
    if "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True, no_cache=True)
    return response
