"""Whoever asks the interface is nobody: no session, no cookies, every site may ask."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from gmp_portal.ui.problems import MEDIA_TYPE, problem

GetResponse = Callable[[HttpRequest], HttpResponse]
ALLOWED = "GET, HEAD, OPTIONS"
SENTENCES = {
    400: "The request was not understood.",
    404: "There is nothing at this address.",
    405: "The interface is only for reading.",
    412: "What is here now is not what If-Match asks for.",
    500: "Something failed. It was noted, and nothing was changed.",
    503: "The portal cannot answer at the moment. Ask again in a while.",
}


def answered(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """The answer as everybody gets it, from whatever site they ask."""
    response = _answer(request, get_response)
    response.cookies.clear()
    # Not by a cookie, nor by the language of a browser.
    response["Vary"] = "Accept-Encoding"
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    return response


def _answer(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in ("GET", "HEAD"):
        refused = problem(405, SENTENCES[405])
        refused["Allow"] = ALLOWED
        return refused
    request.META.pop("HTTP_COOKIE", None)
    is_head, request.method = request.method == "HEAD", "GET"
    response = get_response(request)
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        response = _in_json(response)
    return _head_of(response) if is_head else response


def _preflight() -> HttpResponse:
    """What a browser asks before a script of another site may ask."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = ALLOWED
    response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _in_json(response: HttpResponse) -> HttpResponse:
    if response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    status = response.status_code
    return problem(status, SENTENCES.get(status, SENTENCES[400]))


def _head_of(response: HttpResponse) -> HttpResponse:
    length = len(response.content)
    response.content = b""
    response["Content-Length"] = str(length)
    return response
