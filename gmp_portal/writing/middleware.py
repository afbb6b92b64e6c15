"""What was kept of a form goes when it is saved; who acts on a text that changed reads it again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from gmp_portal.ui import kept_posts
from gmp_portal.ui.middleware import COOKIE
from gmp_portal.writing import unsent
from gmp_portal.writing.read_texts import TextChangedError
from gmp_portal.writing.views.changed_texts import read_again

GetResponse = Callable[[HttpRequest], HttpResponse]


class UnsentFormMiddleware:
    """Drop a draft that the server has saved, by the name that the browser gave its copy (R-22)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if COOKIE in response.cookies and request.user.is_authenticated:
            copy = request.POST.get(kept_posts.COPY, "")
            unsent.drop(copy, by=request.user)
        return response


class ReadTextMiddleware(MiddlewareMixin):
    """Show a text again to whoever acted on another one than the one that stands now."""

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, TextChangedError):
            return read_again(request, exception)
        return None
