"""Answers that programs keep: named by their content, so that the same is not sent twice."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def named(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The answer, or nothing where the program has this very one already.

    Only the content decides: what was withdrawn is gone, and leaves no later date behind.
    """
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def for_all(
    request: HttpRequest, response: HttpResponse, *, seconds: int = 0
) -> HttpResponseBase:
    """The same, for an answer that depends on nobody: anybody on the way may keep it.

    Whoever keeps it asks again after so many seconds, or each time.
    """
    kept = f"max-age={seconds}" if seconds else "no-cache"
    response["Cache-Control"] = f"public, {kept}"
    answer = named(request, response)
    answer.is_for_all = True  # type: ignore[attr-defined]
    return answer
