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
