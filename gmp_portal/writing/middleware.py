"""Whoever acts on a text that changed meanwhile reads it again."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from gmp_portal.writing.read_texts import TextChangedError
from gmp_portal.writing.views.changed_texts import read_again


class ReadTextMiddleware(MiddlewareMixin):
    """Show a text again to whoever acted on another one than the one that stands now."""

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, TextChangedError):
            return read_again(request, exception)
        return None
