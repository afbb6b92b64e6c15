"""Pages go over the line compressed: to a reader with a bad line they are a fifth as heavy."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedPagesMiddleware(GZipMiddleware):
    """Compress pages for browsers that take it; files are stored compressed, or need none.

    What a page repeats of its address, beside the token of its form, could be guessed from its
    length (the attack BREACH). Django masks the token anew each time, and adds up to a hundred
    random bytes to each answer.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
